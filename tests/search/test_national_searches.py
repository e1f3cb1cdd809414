"""The searches over the national laws: their file, and how they are judged."""
import pytest

from evaluation.search import national
from evaluation.search.national import Search, judge, report, searches
from search.indexing.rebuild import rebuild
from tests.factories import make_document


def test_there_are_120_of_known_kinds_each_of_which_wants_something():
    asked = searches()
    assert len(asked) == len({search.q for search in asked}) == 120
    assert {search.kind for search in asked} == set(national.KINDS)
    assert all(search != Search(search.kind, search.q) for search in asked)


@pytest.mark.parametrize("wanted, right", [
    ({"to": ("渡口办法",)}, True), ({"to": ("别的办法",)}, False), ({"anchor": "art-2"}, False), ({"same_as": "码头"}, False),
    ({"marks": ("渡口",)}, True), ({"marks": ("码头",)}, False), ({"most": 0}, False), ({"years": (1990, 1991)}, False),
])
def test_what_comes_first_is_judged(index, wanted, right):
    make_document("渡口办法", sections=[{"label": "第一条", "anchor": "art-1", "text": "渡口由乡镇管理。"}])
    rebuild()
    assert judge(Search("words", "渡口", **wanted)).right == right


@pytest.mark.parametrize("answers, place, article", [
    ({"码头办法": ("art-2",)}, 0, False), ({"渡口办法": ("art-2",)}, 1, False), ({"渡口办法": ("art-1",)}, 1, True), ({"码头办法": (), "渡口办法": ("art-3", "art-1")}, 1, True),
])
def test_of_a_question_the_article_that_is_shown_is_judged_too(index, answers, place, article):
    make_document("渡口办法", sections=[{"label": "第一条", "anchor": "art-1", "text": "渡口由乡镇管理。"}])
    rebuild()
    verdict = judge(Search("question", "渡口由谁管理", answers=answers))
    assert (verdict.place, verdict.article) == (place, article)
    assert f"法条：{int(article)} 个" in report([verdict])


@pytest.mark.parametrize("file", sorted(national.FILE.parent.glob("national*.yaml")), ids=lambda file: file.stem)
def test_every_file_of_searches_can_be_read(file):
    asked = searches(file)
    assert len(asked) == len({search.q for search in asked}) >= 60
    assert all(search != Search(search.kind, search.q) and search.kind in national.KINDS for search in asked)


def test_nothing_where_something_is_wanted_is_a_dead_end(index):
    rebuild()
    verdict = judge(Search("words", "渡口", ("渡口办法",)))
    assert (verdict.right, verdict.dead) == (False, True)
    assert "| 词语 | 1 | 0（0%） | 0 | 0 | 1 |" in report([verdict])
