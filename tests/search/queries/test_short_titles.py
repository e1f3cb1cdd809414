"""Titles in short: what they may be made of, and what is none."""
import pytest

from search.plan import Is
from search.queries import Vocabulary, understand
from search.queries.short_titles import ShortTitles

TITLES = [
    ("中华人民共和国渡口安全管理法", 1.0), ("中华人民共和国渡运安全促进法", 2.0), ("农民合作社贷款担保条例", 0.5), ("电动自行车停放充电管理办法", 0.0),
    ("中华人民共和国水法", 1.0), ("城乡供水法", 0.0),
]


@pytest.mark.parametrize("short, meant", [
    ("渡安法", ("中华人民共和国渡运安全促进法", "中华人民共和国渡口安全管理法")),  # the one on which more rests comes first
    ("渡促法", ("中华人民共和国渡运安全促进法",)),
    ("渡口管理法", ("中华人民共和国渡口安全管理法",)),
    ("渡口安全理法", ("中华人民共和国渡口安全管理法",)), ("渡口全法", ("中华人民共和国渡口安全管理法",)), ("城供水法", ()),  # one character forgotten
    ("合贷条例", ("农民合作社贷款担保条例",)),  # a word within the title begins it
    ("电充办法", ("电动自行车停放充电管理办法",)),
    ("渡法", ("中华人民共和国渡口安全管理法",)),  # agreed on
    ("水法", ()), ("供水法", ()), ("安渡法", ()), ("渡安条例", ()), ("渡安", ()), ("管理办法", ()), ("法", ()), ("", ()),
])
def test_what_a_short_form_means(short, meant):
    assert ShortTitles(TITLES, {"渡法": "中华人民共和国渡口安全管理法"}).meant(short) == meant


def test_a_short_form_finds_its_document_and_says_so():
    understood = understand("渡促法 罚款", Vocabulary(short_for=ShortTitles(TITLES, {}).meant))
    assert Is("name", "渡运安全促进法", 100.0) in understood.query.parts[0].parts[0].parts
    assert dict(understood.expansions) == {"渡促法": ("渡运安全促进法",)}
