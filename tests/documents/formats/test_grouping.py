"""Which files belong together: by their names, by the folder they lie in, by the links of a saved page."""
from time import monotonic

import pytest

from documents.formats import grouping
from documents.formats.grouping import groups, links_in

PAGE = '<html><body><a href="./P0202.docx">附件1：申请表.docx</a><a href="x_files/%E8%A1%A8.xls?v=1">下载</a><a href="/index.html">首页</a></body></html>'


def grouped(*paths, pages=None):
    return {group.main: [name for _, name in group.attachments] for group in groups(paths, lambda path: (pages or {}).get(path, "").encode())}


@pytest.mark.parametrize(("paths", "expected"), [
    (["通知.docx", "附件1.doc", "附件10 丙.doc", "附件2：乙.xlsx"], {"通知.docx": ["附件1.doc", "附件2：乙.xlsx", "附件10 丙.doc"]}),
    (["包/关于甲的通知.pdf", "包/附件一、申报书.doc", "包/附表2_汇总.xls"], {"包/关于甲的通知.pdf": ["附件一、申报书.doc", "附表2_汇总.xls"]}),
    (["通知.docx", "附件1关于甲的申请表.doc", "附件.docx"], {"通知.docx": ["附件1关于甲的申请表.doc", "附件.docx"]}),
    (["关于开展检查的通知.docx", "关于开展检查的通知-附件1.xlsx", "关于乙事的通知.docx", "关于乙事的通知附件.pdf"],
     {"关于开展检查的通知.docx": ["关于开展检查的通知-附件1.xlsx"], "关于乙事的通知.docx": ["关于乙事的通知附件.pdf"]}),
    (["甲/通知.docx", "甲/附件/1.表.doc", "甲/附件/2.册.doc"], {"甲/通知.docx": ["1.表.doc", "2.册.doc"]}),
])
def test_names_say_what_is_attached(paths, expected):
    assert grouped(*paths) == expected


@pytest.mark.parametrize("paths", [
    ["甲通知.docx", "乙通知.docx", "附件1.doc"],  # whose?
    ["附件1.doc", "附件2.doc"],
    ["附件管理办法.docx", "通知.docx"],
    ["甲/通知.docx", "乙/附件1.doc"],
    ["通知.docx", "附件.zip"],  # is unpacked
    ["甲.txt", "乙.txt"],
])
def test_what_is_not_certain_stays_apart(paths):
    assert grouped(*paths) == {}


def test_links_of_a_saved_page_find_the_files_that_came_with_it_and_name_them():
    pages = {"a/p.html": PAGE}
    assert grouped("a/p.html", "a/P0202.docx", "a/x_files/表.xls", "a/x_files/logo.png", "a/other.pdf", pages=pages) == {"a/p.html": ["附件1：申请表.docx", "表.xls"]}


def test_what_two_pages_link_belongs_to_neither():
    assert grouped("a/p.html", "a/q.html", "a/P0202.docx", pages={"a/p.html": PAGE, "a/q.html": PAGE}) == {}


@pytest.mark.parametrize("page", ["", "<", "\0", "<a href='http://[bad'>附件</a>", "<a>" * 20_000])
def test_a_damaged_page_links_nothing(page):
    assert grouped("a/p.html", "a/x.docx", pages={"a/p.html": page}) == {}


def test_pages_that_cannot_be_read_end_the_looking_and_what_they_may_link_stays_apart(monkeypatch):
    monkeypatch.setattr(grouping, "_links", lambda session, page: None if page == b"?" else links_in(page))
    pages = {"a/p.html": PAGE, **{f"b/{i}.html": "?" for i in range(grouping.MOST_FAILED)}, "c/p.html": PAGE}
    found = grouped("a/p.html", "a/P0202.docx", *list(pages)[1:], "b/P0202.docx", "c/P0202.docx", pages=pages)
    assert found == {"a/p.html": ["附件1：申请表.docx"]}


def test_a_thousand_pages_take_no_process_each():
    begun = monotonic()
    paths = [f"{i}/{name}" for i in range(1_000) for name in ("p.html", "P0202.docx")]
    assert len(grouped(*paths, pages=dict.fromkeys(paths, PAGE))) == 1_000
    assert monotonic() - begun < 30
