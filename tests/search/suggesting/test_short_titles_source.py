"""Titles in short, as the database has them."""
import pytest

from documents.models import Document, ShortName, State
from search.suggesting.short_titles_source import titles_meant
from tests.factories import make_document

TITLES = ("中华人民共和国渡运安全促进法", "中华人民共和国渡口安全管理法")


@pytest.mark.django_db
def test_a_title_that_was_withdrawn_is_no_longer_meant(django_assert_num_queries):
    for title in TITLES:
        make_document(title)
    assert set(titles_meant("渡安法")) == set(TITLES)
    Document.objects.filter(title=TITLES[0]).update(state=State.WITHDRAWN)
    with django_assert_num_queries(1):
        assert titles_meant("渡安法") == TITLES[1:]
    with django_assert_num_queries(0):
        assert titles_meant("没有的办法") == ()


@pytest.mark.django_db
def test_what_editors_agreed_on_is_meant_without_a_document():
    ShortName.objects.create(name="渡法", title=TITLES[0])
    assert titles_meant("渡法") == (TITLES[0],)
