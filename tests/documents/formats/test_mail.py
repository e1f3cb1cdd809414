"""E-mails with attachments: which file the document is, what belongs to it, and what is left out."""
import base64
import email
import email.policy
import re
import time
import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest

from documents import formats
from documents.formats import Refused, letters, mail, mime

NOTICE = "关于开展检查的通知\n甲教〔2024〕3号\n各学校：\n为做好工作，现通知如下。\n一、要求\n各校要检查。\n甲市教育局\n2024年3月5日\n"
FORM = "检查表\n学校名称填在这里。\n"
COVER = "王科长：\n您好！材料已改好，附件请查收。\n"
SENT = "各学校：\n    定于5月8日上午召开会议，请各校分管负责人参加，参会回执见附件，请于5月6日前报送我局办公室，逾期不再受理。会议地点在市教育局三楼会议室，请提前十分钟到场签到。\n甲市教育局\n2024年5月4日\n"


def letter(body: str = "", *files: tuple[str, str | bytes], subject: str = "材料", subtype: str = "plain") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@example.cn", subject
    if body:
        made.set_content(body, subtype=subtype)
    for name, content in files:
        data = content if isinstance(content, bytes) else content.encode()
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def names(message: EmailMessage | bytes) -> list[str]:
    data = message if isinstance(message, bytes) else message.as_bytes()
    bundled = formats.bundle_of("信.eml", data)
    return formats.names(bundled) if bundled else []


def packed(*files: tuple[str, str]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files:
            archive.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("body, files, right", [
    # What is a notice itself is no cover, however short it is and whatever it says of its attachments.
    (NOTICE, ["附件1.检查表.txt", "附件2.txt"], ["材料.txt", "附件1.检查表.txt", "附件2.txt"]),
    ("关于召开会议的通知\n各学校：定于明日开会，请查收附件。", ["甲办法.txt"], ["材料.txt", "甲办法.txt"]),
    ("（甲教〔2024〕3号）\n请查收附件。", ["甲办法.txt"], ["材料.txt", "甲办法.txt"]),
    (SENT, ["参会回执.txt"], ["材料.txt", "参会回执.txt"]),
    ("会议改期。", ["关于开会的通知.txt"], ["材料.txt", "关于开会的通知.txt"]),
    (COVER * 30, ["关于开会的通知.txt"], ["材料.txt", "关于开会的通知.txt"]),
    (COVER, ["表一.txt", "表二.txt"], ["材料.txt", "表一.txt", "表二.txt"]),  # which is the document, nothing says
    (COVER, ["关于甲的通知.txt", "关于乙的通知.txt"], ["材料.txt", "关于甲的通知.txt", "关于乙的通知.txt"]),
    # A cover.
    (COVER, ["关于开会的通知（定稿）2.txt", "附件1：表.txt", "名单.txt"], ["关于开会的通知（定稿）2.txt", "附件1：表.txt", "名单.txt"]),
    (COVER, ["甲市学籍管理办法.txt", "关于印发甲市学籍管理办法的通知.txt"], ["关于印发甲市学籍管理办法的通知.txt", "甲市学籍管理办法.txt"]),
    (COVER, ["正文.txt", "附件1.txt"], ["正文.txt", "附件1.txt"]),
    (COVER, ["附件.txt"], ["附件.txt"]),
    ("", ["表一.txt", "附件.txt"], ["表一.txt", "附件.txt"]),
    ("", ["表一.txt", "表二.txt"], ["表一.txt", "表二.txt"]),
    (f"<p>{COVER}</p><style>p {{}}</style>", ["关于开会的函.txt"], ["关于开会的函.txt"]),
])
def test_which_is_the_document(body, files, right):
    subtype = "html" if body.startswith("<") else "plain"
    assert names(letter(body, *((name, "文字") for name in files), subtype=subtype)) == right


@pytest.mark.parametrize("subject, body, first", [
    ("关于开会的通知", "各单位：现通知如下。", "关于开会的通知"), ("转发：Re: 关于开会的通知", "各单位：现通知如下。", "关于开会的通知"),
    ("关于开会的通知", "甲局关于开会的紧急通知\n各单位：", "甲局关于开会的紧急通知"), ("材料", "各单位：现通知如下。", "各单位：现通知如下。"), ("请看：开会的通知", "各单位：", "各单位："),
])
def test_the_subject_is_the_title_of_a_text_that_has_none(subject, body, first):
    message = letter(body)
    del message["Subject"]
    message["Subject"] = subject
    assert formats.read("信.eml", message.as_bytes()).text.split("\n")[0] == first


@pytest.mark.parametrize("message", [letter(NOTICE), letter(COVER), letter(f"<h1>甲</h1>{COVER}", subtype="html")])
def test_a_letter_without_attachments_is_no_bundle(message):
    assert names(message) == [] and "查收" in formats.read("信.eml", message.as_bytes()).text or "现通知如下" in NOTICE


def test_a_notice_with_its_annexes_is_one_text():
    raw = formats.read("信.eml", letter(NOTICE, ("附件1.检查表.txt", FORM)).as_bytes())
    assert raw.text.endswith("2024年3月5日\n\n附件1 检查表\n\n学校名称填在这里。\n") and not raw.notes and not raw.left_out


def test_a_cover_is_left_out_and_told():
    raw = formats.read("信.eml", letter(COVER, ("关于检查的通知.txt", NOTICE), ("附件.txt", FORM)).as_bytes())
    assert raw.text.startswith("关于开展检查的通知") and "查收" not in raw.text and "学校名称" in raw.text
    assert [(piece.what, piece.text) for piece in raw.left_out] == [(mail.COVER, COVER.strip())]
    assert raw.notes == ("略去邮件的附信“王科长： 您好！材料已改好，附件请查收。”",)


@pytest.mark.parametrize("kind, name, words", [
    ("application/ms-tnef", "winmail.dat", "只有 Outlook 能打开的附件包.*winmail.dat"),
    ("application/pkcs7-signature", "smime.p7s", "数字签名.*smime.p7s"),
])
def test_what_nobody_can_read_is_said_plainly(kind, name, words):
    message = letter(NOTICE)
    message.add_attachment(b"x", maintype=kind.split("/")[0], subtype=kind.split("/")[1], filename=name)
    raw = formats.read("信.eml", message.as_bytes())
    assert len(raw.notes) == 1 and re.search(words, raw.notes[0]) and raw.text.strip() == NOTICE.strip()


def test_pictures_that_a_page_shows_are_none_of_its_annexes():
    message = letter(f"<p>{NOTICE}</p><img src='cid:logo@a'>", subtype="html")
    message.add_related(b"\x89PNG", "image", "png", cid="<logo@a>")
    assert names(message) == []
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="附件1.png")
    assert names(message) == ["材料.html", "附件1.png"]


def test_a_zip_among_the_attachments_is_opened_once():
    inside = packed(("包/附件1.表.txt", FORM), ("包/内.zip", "x"), ("包/附件2.txt", FORM))
    raw = formats.read("信.eml", letter(NOTICE, ("附件.zip", inside)).as_bytes())
    assert raw.text.count("学校名称") == 2 and raw.notes == ("附件“内.zip”没有读出文字：不支持 .zip 类型的文件；它的原件随本文件保存",)
    assert names(letter(NOTICE, ("附件.zip", b"PK\x03\x04broken"))) == ["材料.txt", "附件.zip"]


@pytest.mark.parametrize("outer, right", [
    ("", ["关于检查.txt", "附件1.txt"]),
    ("请查收。", ["关于检查.txt", "附件1.txt"]),
    (NOTICE, ["转来.txt", "关于检查.txt", "附件1.txt"]),
])
def test_a_message_in_a_message(outer, right):
    message = letter(outer, subject="Fwd: 转来")
    message.add_attachment(letter(NOTICE, ("附件1.txt", FORM), subject="转发：Re: 关于检查"))
    assert names(message) == right


def test_messages_in_messages_have_an_end():
    message = letter(NOTICE, ("附件1.txt", FORM))
    for _ in range(6):
        outer = letter("请查收。")
        outer.add_attachment(message)
        message = outer
    raw = formats.read("信.eml", message.as_bytes())
    assert any("套在多层邮件里的邮件" in note for note in raw.notes) or "请查收" in raw.text


NAMED = "附件1：表〔甲〕.txt"


@pytest.mark.parametrize("header", [
    b'filename="' + NAMED.encode("gbk") + b'"',
    b'filename="' + NAMED.encode() + b'"',
    b"filename==?gb2312?B?" + base64.b64encode(NAMED.encode("gb18030")) + b"?=",
    b'filename="=?GBK?B?' + base64.b64encode(NAMED.encode("gb18030")) + b'?="',
    b"filename*=gb2312''" + "".join(f"%{byte:02X}" for byte in NAMED.encode("gb18030")).encode(),
    b"filename*0*=utf-8''" + "".join(f"%{byte:02X}" for byte in NAMED.encode()[:9]).encode() + b";\r\n filename*1*=" + "".join(f"%{byte:02X}" for byte in NAMED.encode()[9:]).encode(),
    b'filename="..\\..\\' + NAMED.encode("gbk") + b'"',
])
def test_names_of_attachments(header):
    body = NOTICE.encode("gb18030")
    data = (
        b"MIME-Version: 1.0\r\nSubject: " + "甲〔2024〕".encode("gb18030") + b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body.replace(b"\n", b"\r\n")
        + b"\r\n--b\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Disposition: attachment; " + header + b"\r\n\r\n" + FORM.encode("gb18030") + b"\r\n--b--\r\n"
    )
    first, second = names(data)
    assert first == "甲〔2024〕.txt" and second.endswith(NAMED) and "/" not in second and "\\" not in second
    assert "学校名称" in formats.read("信.eml", data).text


@pytest.mark.parametrize("form, body, right", [
    ("flowed", "第一条 为了加强 \r\n管理，制定。\r\n-- \r\n甲", "第一条 为了加强 管理，制定。\n-- \n甲"),
    ("flowed; delsp=yes", "第一条 为了加强 \r\n管理，制定。\r\n", "第一条 为了加强管理，制定。\n"),
    ("fixed", "第一条 为了加强 \r\n管理。\r\n", "第一条 为了加强 \n管理。\n"),
])
def test_lines_that_a_program_broke_are_joined(form, body, right):
    data = f"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8; format={form}\r\n\r\n{body}\r\n--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n--b--"
    bundled = formats.bundle_of("甲.eml", data.encode())
    assert next(iter(formats.bundles.members(bundled))).data.decode("utf-8-sig").replace("\r\n", "\n").strip() == right.strip()


@pytest.mark.parametrize("header", [
    b"Subject: " + b"=?gbk?B?uL28/g==?= " * 200_000, b"Content-Disposition: attachment; " + b"; ".join(b"filename*%d*=%%b8" % number for number in range(20_000)),
    b"Content-Disposition: attachment; filename=" + b"(" * 200_000, b'Content-Type: text/plain; name="' + "附".encode("gbk") * 500_000 + b'"',
])
def test_a_header_as_long_as_a_book_takes_no_time(header):
    data = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + header + b"\n\nx\n--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n--b--"
    begun = time.process_time()
    message = mime.mended(email.message_from_bytes(data, policy=email.policy.default))
    assert letters.read_letter(message).files[-1].name == "a.txt" and time.process_time() - begun < 5


@pytest.mark.parametrize("data, words", [
    (b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Disposition: attachment; filename=a.txt\n\nx\n" * 3_000, "2000 个"),
    (("Content-Type: multipart/mixed; boundary=a\n\n" + "--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5_000).encode(), "里面的部分|嵌套过深"),
    (b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Disposition: attachment; filename=winmail.dat\n\nx\n--a--", "没有网页或文字"),
    (b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/html; charset=\"'\x80\nContent-Transfer-Encoding: base64\n\n%%%\n--a--", "没有文字"),
])
def test_refused(data, words):
    with pytest.raises(Refused, match=words):
        formats.read("a.eml", data)
