"""Pages saved whole, and e-mails."""
from email.message import EmailMessage

import pytest

from documents.formats import Refused, read

BODY = "<h1>甲市办法</h1><p>第一条 为了管理。</p>"
READ = "# 甲市办法\n\n第一条 为了管理。\n"


def message(html: str = BODY, plain: str = "", charset: str = "utf-8", encoding: str = "quoted-printable") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "<Saved by Blink>"
    made["Subject"] = "甲市办法"
    if plain:
        made.set_content(plain, charset=charset)
        if html:
            made.add_alternative(html, subtype="html", charset=charset, cte=encoding)
    else:
        made.set_content(html, subtype="html", charset=charset, cte=encoding)
    return made


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.eml"])
@pytest.mark.parametrize("charset, encoding", [("utf-8", "quoted-printable"), ("gb2312", "base64"), ("gb18030", "8bit")])
def test_the_page_in_it_is_read(name, charset, encoding):
    raw = read(name, message(charset=charset, encoding=encoding).as_bytes())
    assert raw.text == READ and raw.notes == ()


def test_pictures_are_listed_and_not_fetched():
    pictures = "<img src='cid:a@b'><img src='http://127.0.0.1:9/x.png'>"
    raw = read("a.mht", message(BODY + pictures).as_bytes())
    assert raw.text == READ and [piece.text for piece in raw.left_out] == ["cid:a@b", "http://127.0.0.1:9/x.png"]


def test_the_page_counts_where_an_e_mail_has_plain_text_too():
    assert read("a.eml", message(plain="甲市办法").as_bytes()).text == READ


def test_an_e_mail_of_plain_text():
    raw = read("a.eml", message(html="", plain="甲市办法\n\n第一条 为了管理。").as_bytes())
    assert not raw.is_markdown and raw.text.split("\n") == ["甲市办法", "", "第一条 为了管理。", ""]


def test_what_a_saved_page_carries_is_named_not_read():
    mail = message()
    mail.add_attachment(b"<p>secret</p>", maintype="text", subtype="html", filename="附件1.html")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="附件2.pdf")
    raw = read("a.mht", mail.as_bytes())
    assert raw.text == READ and raw.notes == ("邮件的附件“附件1.html”“附件2.pdf”没有读取，请另行上传".replace("”“", "”、“"),)
    assert [(piece.what, piece.text) for piece in raw.left_out] == [("邮件的附件", "附件1.html"), ("邮件的附件", "附件2.pdf")]


def test_frames_are_told():
    mail = message()
    mail.make_related()
    mail.add_related("<p>框架</p>", subtype="html")
    raw = read("a.mht", mail.as_bytes())
    assert raw.text == READ and "1 个框架页" in raw.notes[0]


@pytest.mark.parametrize("data, words", [
    (b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", "没有网页或文字"),
    (b"MIME-Version: 1.0\nContent-Type: text/html\n\n", "没有文字"),
    (b"%PDF-1.7\n", "PDF"),
    (b"PK\x03\x04" + bytes(50), "压缩包"),
    (("Content-Type: multipart/mixed; boundary=a\n\n" + "--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5_000).encode(), "里面的部分|嵌套过深"),
    (b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: text/html\n\nx\n" * 3_000, "2000 个"),
    (b"Content-Type: text/html; charset=\"'\x80\nContent-Transfer-Encoding: base64\n\n%%%", "没有文字"),
])
def test_refused(data, words):
    with pytest.raises(Refused, match=words):
        read("a.mht", data)
