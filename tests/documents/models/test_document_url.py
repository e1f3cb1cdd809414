"""Where a document is read is what Django says, below whatever path the site lies."""
import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from documents.models import document_url

SLUGS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/"), min_size=1)


@given(SLUGS)
def test_the_address_is_that_of_the_pattern(slug):
    assert document_url(slug) == reverse("documents:document", args=[slug])


@pytest.mark.parametrize("prefix", ["/", "/policies/", "/a/b-c_d.e/"])
def test_a_site_below_a_path_has_its_own(prefix):
    before = get_script_prefix()
    try:
        set_script_prefix(prefix)
        assert document_url("学籍（试行）") == reverse("documents:document", args=["学籍（试行）"])
        assert document_url("-").startswith(f"{prefix}documents/")
    finally:
        set_script_prefix(before)
