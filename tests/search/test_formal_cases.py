"""The set of cases in formal words: each has its article, and does not quote it."""
import pytest

from evaluation.search.formal import FILE, scenarios

ROWS = [line.split("\t") for line in FILE.read_text("utf-8").splitlines()]
ARTICLES = [{"id": "a1", "title": "中华人民共和国刑法第二十条"}, {"id": "a2", "title": "刑法第二十一条"}]


def test_a_hundred_cases_each_once():
    assert len(ROWS) == len({text for _, text in ROWS}) == len({title for title, _ in ROWS}) == 100


def test_no_case_names_its_law():
    assert not [text for title, text in ROWS if title.partition("第")[0] in text]


def test_a_case_has_the_article_of_its_title(tmp_path):
    file = tmp_path / "cases.tsv"
    file.write_text("刑法第二十条\t户主夺刀刺死歹徒，要负责吗？\n", "utf-8")
    cases = scenarios(ARTICLES, file)
    assert cases.queries == {"f001": "户主夺刀刺死歹徒，要负责吗？"}
    assert cases.judged == {"f001": {"a1"}}


def test_an_article_that_is_not_there_is_said(tmp_path):
    file = tmp_path / "cases.tsv"
    file.write_text("刑法第三十条\t谁负责？\n", "utf-8")
    with pytest.raises(KeyError, match="刑法第三十条"):
        scenarios(ARTICLES, file)
