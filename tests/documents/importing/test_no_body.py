"""What was read without any text of its own is no document: it is refused, and says what is missing."""
import pytest

from documents.importing import Outcome, Source, import_source
from documents.models import Document

pytestmark = pytest.mark.django_db

TITLE = "甲市教育局关于做好扫描件公开工作的通知"


def outcome(name: str, text: str):
    result = import_source(Source(name, text.encode()), dry_run=True)
    return result.outcome, result.reason


@pytest.mark.parametrize("name, text", [
    ("a.html", f"<h1>{TITLE}</h1><img src=1.jpg><img src=2.jpg>"), ("a.html", f"<title>{TITLE}</title><h1>{TITLE}</h1><p>发布时间：2024-03-05 来源：甲市教育局</p><p><img src=1.jpg></p>"),
    ("a.html", f"<h1>{TITLE}</h1><p>附件：<a href=a.pdf>关于做好公开工作的通知.pdf</a></p>"), ("a.html", f"<h1>{TITLE}</h1><iframe src=a.pdf></iframe>"),
    ("a.md", f"# {TITLE}\n\n![](scan1.jpg)\n\n![第二页](scan2.jpg)\n"), ("a.md", f"# {TITLE}\n\n<img src=\"1.jpg\">\n"), ("a.md", f"# {TITLE}\n\n[下载](a.pdf)\n\n甲市教育局\n\n2024年3月5日\n"),
    ("a.md", f"---\ntitle: {TITLE}\n---\n\n![](1.png)\n"), ("a.txt", f"{TITLE}\n"), ("a.txt", f"{TITLE}\n甲教〔2024〕3号\n甲市教育局\n2024年3月5日\n"),
    ("a.txt", f"{TITLE}\n（此件主动公开）\n甲市教育局\n2024年3月5日\n"), ("a.txt", f"{TITLE}\n附件：1.通知.pdf\n2.名单.xlsx\n"),
])
def test_is_refused(name, text):
    found, reason = outcome(name, text)
    assert found is Outcome.REFUSED and ("没有读出正文" in reason or "没有文字" in reason)


@pytest.mark.parametrize("name, text", [
    ("a.html", f"<h1>{TITLE}</h1><p>各学校：请照办。</p><img src=1.jpg>"), ("a.html", f"<h1>{TITLE}</h1><table><tr><td>学校</td><td>人数</td></tr><tr><td>甲校</td><td>3</td></tr></table>"),
    ("a.md", f"# {TITLE}\n\n- 甲校\n- 乙校\n"), ("a.md", f"# {TITLE}\n\n全文见下图。\n\n![](1.jpg)\n"), ("a.txt", f"{TITLE}\n请照办。\n甲市教育局\n2024年3月5日\n"), ("a.txt", f"{TITLE}\n一、做好公开。\n"),
    ("a.txt", "甲市公开办法\n第一条　制定本办法。\n"),
])
def test_a_short_text_is_a_text(name, text):
    assert outcome(name, text)[0] is Outcome.CREATED


def test_a_text_that_a_person_writes_in_counts():
    source = Source("a.html", f"<h1>{TITLE}</h1><img src=1.jpg>".encode(), {"title": TITLE}, f"# {TITLE}\n\n各学校请照办。\n")
    assert import_source(source).outcome is Outcome.CREATED and Document.objects.count() == 1
