"""Stored documents resolved, and resolved again."""
from datetime import date

import pytest

from documents.importing.citing import link
from documents.models import Citation
from documents.resolving import resolve_again, resolve_text
from documents.vocabulary.enums import Resolution
from tests.factories import make_document, make_work

pytestmark = pytest.mark.django_db
TEXT = "根据《甲规划》第三条、《乙规划》（教基〔2025〕1号）和教基〔2025〕2号。"


def cited(number):
    document = make_document(f"文件{number}", markdown=TEXT)
    link(document)
    return list(document.citations.order_by("start").select_related("citing"))


def test_resolving_again_stores_nothing_and_reads_no_text():
    citations = cited(1)
    link(make_document("甲规划"))
    Citation.objects.update(resolution=Resolution.NONE, cited=None, sentence="", text="无")
    before = list(Citation.objects.values())
    assert [outcome.resolution for outcome in resolve_again(citations)] == [Resolution.ONE, Resolution.NONE, Resolution.NONE]
    assert list(Citation.objects.values()) == before


def test_resolving_again_means_what_resolving_the_text_does():
    citations = cited(1)
    for title, number in (("甲规划", ""), ("乙规划", "教基〔2025〕1号"), ("丙规划", "教基〔2025〕2号")):
        link(make_document(title, number=number))
    assert resolve_again(citations) == [resolved.outcome for resolved in resolve_text(citations[0].citing)]


def test_numbers_that_a_text_kept_lead_nowhere_however_it_is_resolved():
    text = "# 某规定\n\n（2006年12月30日通过 根据2020年12月29日的决定修正）\n\n## 一\n\n《竞争法》第五条、《竞争法》第七条、《竞争法》第一条。"
    make_work("竞争法")
    citing = make_document("某规定", markdown=text, issued_on=date(2020, 12, 29))
    link(citing)
    law = make_document("竞争法", work="竞争法", issued_on=date(2019, 4, 23), sections=[{"label": "第一条", "anchor": "art-1", "text": "甲。"}])
    link(law)
    rows = list(citing.citations.order_by("start").select_related("citing"))
    assert [(row.cited_id, row.provision_anchor) for row in rows] == [(law.pk, "")] * 3
    assert resolve_again(rows) == [r.outcome for r in resolve_text(citing)]
    assert resolve_again(rows[2:])[0].anchor == "art-1"


def test_queries_do_not_grow_with_the_citations(django_assert_max_num_queries):
    citations = [citation for number in range(20) for citation in cited(number)]
    link(make_document("甲规划"))
    with django_assert_max_num_queries(8):
        assert len(resolve_again(citations)) == 60


def test_nothing_to_resolve(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolve_again([]) == []
