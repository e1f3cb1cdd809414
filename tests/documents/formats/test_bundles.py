"""A document and its attachments as one file, and as one text."""
import zipfile

import pytest

from documents import formats, parsing
from documents.formats import Member, RawText, Refused, annexes, bundles, libreoffice
from documents.formats.readers import bundle

NOTICE = "甲市教育局关于开展校园检查的通知\n甲教〔2024〕3号\n各学校：\n为做好工作，现通知如下。\n一、要求\n各校要检查。\n附件：1.检查表\n2.汇总表\n甲市教育局\n2024年3月5日\n"
FORM = "检查表\n填表单位\n一、基本情况\n学校名称填在这里。\n乙大学\n2023年1月1日\n"
TABLE = "# 汇总表\n\n| 校名 | 人数 |\n| --- | --- |\n| 甲校 | 2 |\n"


def read(*members: tuple[str, str | bytes]) -> RawText:
    return formats.read("通知.zip", formats.bundle([Member(name, data if isinstance(data, bytes) else data.encode()) for name, data in members]))


def parsed(raw: RawText):
    return parsing.parse(raw, {}, parsing.seed_bodies(), name="关于开展校园检查的通知.zip")


def test_a_notice_and_its_annexes_are_one_text_with_the_facts_of_the_notice():
    found = parsed(read(("通知.txt", NOTICE), ("附件1：检查表.txt", FORM), ("附件2.md", TABLE)))
    assert (found.title, found.number, str(found.issued_on), found.kind) == ("甲市教育局关于开展校园检查的通知", "甲教〔2024〕3号", "2024-03-05", "通知")
    assert [(s.level, s.label, s.heading) for s in found.sections] == [(1, "一、", "要求"), (1, "附件1", "检查表"), (2, "一、", "基本情况"), (1, "附件2", "汇总表")]
    assert "甲校" in found.sections[-1].text


def test_a_rule_in_an_annex_is_what_the_notice_issues():
    notice = "甲市教育局关于印发《学籍管理办法》的通知\n甲教〔2024〕4号\n各学校：\n现将《学籍管理办法》印发给你们。\n甲市教育局\n2024年3月5日\n"
    rule = "# 学籍管理办法\n\n## 第一章 总则\n\n第一条 为了规范管理，制定本办法。\n\n第二条 本办法自2024年5月1日起施行。\n"
    found = parsed(read(("通知.txt", notice), ("附件.学籍管理办法.md", rule)))
    assert (found.title, found.kind, str(found.effective_on)) == ("学籍管理办法", "办法", "2024-05-01")
    assert [s.anchor for s in found.sections] == ["ch-1", "art-1", "art-2"]


def test_an_attachment_that_cannot_be_read_is_named_at_its_place_and_kept():
    raw = read(("通知.txt", NOTICE), ("附件1.检查表.exe", b"MZ\x90"), ("附件2.docx", b"PK\x03\x04broken"))
    assert [note.partition("：")[0] for note in raw.notes] == ["附件“附件1.检查表.exe”没有读出文字", "附件“附件2.docx”没有读出文字"]
    assert "附件1 检查表\n\n附件2 见原件" in parsed(raw).markdown.replace("## ", "")


def test_the_document_itself_must_be_readable():
    with pytest.raises(Refused):
        read(("通知.docx", b"PK\x03\x04broken"), ("附件1.txt", FORM))


def test_no_more_attachments_are_converted_than_a_number_a_time_and_a_size_allow(monkeypatch):
    calls = []
    monkeypatch.setattr(libreoffice, "to_docx", lambda extension, data: calls.append(data) or b"PK" + bytes(bundle.MB))
    sent = bundles.bundle([Member("通知.txt", NOTICE.encode()), *(Member(f"附件{i}.rtf", b"{\\rtf1 %d}" % i) for i in range(1, 6))])

    def kinds() -> list[str]:
        calls.clear()
        return [name[-4:] for name in bundles.names(formats.converted("通知.zip", sent)[1])[1:]]

    monkeypatch.setattr(bundle, "MOST_CONVERTED", 2)
    assert kinds() == ["docx"] * 2 + [".rtf"] * 3 and len(calls) == 2
    monkeypatch.setattr(bundle, "MOST_CONVERTED", 9)
    monkeypatch.setattr(bundle, "FILE_BYTES", 5 * bundle.MB)
    assert kinds() == ["docx"] * 3 + [".rtf"] * 2
    monkeypatch.setattr(bundle, "SECONDS", 0)
    assert kinds() == [".rtf"] * 5 and not calls


def test_a_bundle_that_is_packed_as_none_of_ours_is_refused(monkeypatch, tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as packed:
        packed.comment = bundles.MARK
        packed.writestr("通知.txt", NOTICE)
    with pytest.raises(Refused, match="压缩方式"):
        formats.read("通知.zip", path.read_bytes())
    assert bundles.member(path, 0) is None
    monkeypatch.setattr(bundles, "FILE_BYTES", 100)
    with pytest.raises(Refused, match="展开后超过"):
        list(bundles.members(bundles.bundle([Member("通知.txt", NOTICE.encode())])))


def test_any_other_zip_is_no_document():
    with pytest.raises(Refused, match="逐份"):
        formats.read("通知.zip", bundles.bundle([Member("a.txt", b"x")]).replace(bundles.MARK, b"?" * len(bundles.MARK)))
    assert bundles.names(b"PK\x03\x04") == [] and ".zip" not in formats.supported()


def test_the_same_files_make_the_same_bytes_and_come_out_as_they_went_in(tmp_path):
    members = [Member("a/通知.txt", b"1"), Member("附件.txt", b"2"), Member("b/附件.txt", b"3")]
    path = tmp_path / "x.zip"
    path.write_bytes(bundles.bundle(members))
    assert bundles.bundle(members) == path.read_bytes()
    assert [bundles.member(path, place) for place in range(3)] == [Member("通知.txt", b"1"), Member("附件.txt", b"2"), Member("2-附件.txt", b"3")]
    assert bundles.member(path, 3) is None and bundles.member(tmp_path / "gone.zip", 0) is None


@pytest.mark.parametrize(("name", "count", "expected"), [
    ("附件2：申请表.xlsx", 3, ("附件2", "申请表")), ("附表三 汇总表.xls", 3, ("附表三", "汇总表")), ("附件.docx", 1, ("附件", "")),
    ("附件-名单.pdf", 1, ("附件", "名单")), ("1.申报书.doc", 2, ("附件1", "申报书")), ("P020240101.doc", 2, ("附件1", "")), ("名单.doc", 1, ("附件", "名单")),
])
def test_the_name_of_an_attachment_says_its_label_and_title(name, count, expected):
    assert annexes.label_of(name, 1, count) == expected
