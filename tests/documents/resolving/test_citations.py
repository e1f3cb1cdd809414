"""Stored documents resolved, and resolved again."""
import pytest

from documents.importing.citing import link
from documents.models import Citation
from documents.resolving import resolve_again, resolve_text
from documents.vocabulary.enums import Resolution
from tests.factories import make_document

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


def test_queries_do_not_grow_with_the_citations(django_assert_max_num_queries):
    citations = [citation for number in range(20) for citation in cited(number)]
    link(make_document("甲规划"))
    with django_assert_max_num_queries(8):
        assert len(resolve_again(citations)) == 60


def test_nothing_to_resolve(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolve_again([]) == []
