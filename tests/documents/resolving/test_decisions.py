"""A decision is on one work and edition: what tells those of one title apart tells their decisions apart."""
from itertools import combinations

import pytest

from documents.citations import Reference
from documents.importing import Source, decide_citations, import_source, refind_citations
from documents.models import Document, State
from documents.resolving import references_of
from documents.resolving.citations import _reference
from documents.resolving.decisions import key_of

TITLE = "关于加强学校安全工作的通知"
APART = [
    Reference(TITLE, TITLE), Reference(TITLE, TITLE, "教发〔2010〕1号"), Reference(TITLE, TITLE, "教发〔2015〕2号"), Reference(number="教发〔2010〕1号"),
    Reference(TITLE, TITLE, year=2010), Reference(TITLE, TITLE, year=2015), Reference(TITLE, TITLE, year=2015, is_first=True),
    Reference(TITLE, TITLE, is_former=True), Reference(TITLE, TITLE, issuer="青山市教育局"), Reference(TITLE, f"云岭市教育局{TITLE}"),
]
SAME = [
    (Reference("教育法", "教育法"), Reference("教育法", "中华人民共和国教育法")), (Reference(TITLE, TITLE), Reference(TITLE, TITLE, doubtful=True)),
    (Reference(TITLE, f"青山市教育局{TITLE}"), Reference(TITLE, TITLE, issuer="青山市 教育局")),
]
CITING = """甲办法

第一条 根据《关于加强学校安全工作的通知》（教发〔2010〕1号）、《关于加强学校安全工作的通知》（教发〔2015〕2号）和教发〔2012〕7号文件，制定本办法。

第二条 本办法所称学校，依照《教育法》（1995年）、《中华人民共和国教育法》（2021年修正）和修订前的《教育法》认定。
"""


@pytest.mark.parametrize("one, other", list(combinations(APART, 2)))
def test_works_and_editions_of_one_title_are_decided_apart(one, other):
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize("one, other", SAME)
def test_spellings_of_one_work_are_decided_together(one, other):
    assert key_of(one) == key_of(other) != ""


def test_where_no_work_is_named_nothing_is_decided():
    assert key_of(Reference(title="办法", year=2010, issuer="甲市教育局")) == ""


@pytest.mark.parametrize("longest", [Reference("法" * 900, f"{'局' * 900}关于", "1" * 900, 2010, True, "局" * 900, False, True), Reference(number="1" * 900)])
def test_the_longest_fits_its_column(longest):
    assert 0 < len(key_of(longest)) <= 600


def store(name, text, **facts):
    return Document.objects.get(pk=import_source(Source(name, text.encode(), facts), state=State.PUBLISHED).document_id)


@pytest.mark.django_db
def test_a_choice_for_one_leaves_the_other_of_its_title_as_read():
    early, late = (
        store(f"{n}.txt", f"{TITLE}\n\n各学校：\n\n现就{n}年的学校安全工作通知如下。\n\n一、加强领导\n\n各学校要重视{n}。\n", title=TITLE, number=number, bodies=["教育局"])
        for n, number in (("二〇一〇", "教发〔2010〕1号"), ("二〇一五", "教发〔2015〕2号"))
    )
    document = store("甲.txt", CITING, title="甲办法")
    references = references_of(document)
    assert len(references) == 6 and {r.key for r in references} == {key_of(_reference(row)) for row in document.citations.all()} - {""}
    decide_citations(document, {references[1].key: early.pk}, (), None)
    list(refind_citations([document.pk]))
    assert list(document.citations.filter(title=TITLE).order_by("start").values_list("cited", flat=True)) == [early.pk, early.pk]
    decide_citations(document, {references[0].key: None}, [references[1].key], None)
    assert list(document.citations.filter(title=TITLE).order_by("start").values_list("resolution", "cited")) == [("ignored", None), ("one", late.pk)]
