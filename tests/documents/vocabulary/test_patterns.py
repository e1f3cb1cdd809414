import re

from documents.vocabulary import agencies, kinds
from documents.vocabulary.patterns import any_of


def test_the_longest_word_is_taken_and_marks_are_words():
    assert re.match(any_of(("法",), ("法典", "法")), "法典")[0] == "法典"
    assert re.fullmatch(any_of(("a.b",)), "axb") is None


def test_kinds_are_listed_once():
    for group in (kinds.KINDS, kinds.TITLE_ENDS):
        assert len(group) == len(set(group))


def test_what_a_body_ends_with():
    assert agencies.LETTERS == "部委会局署厅院办室府行"
    assert all(re.search(f"{agencies.SIGNING}$", name) for name in ("教育部", "甲市人民政府办公厅", "乙区人民法院", "丙集团", "某领导小组"))
    assert not re.search(f"{agencies.SIGNING}$", "各单位")
