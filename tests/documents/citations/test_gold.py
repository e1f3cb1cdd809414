"""The figures that the documentation gives hold."""
from pathlib import Path

import pytest

import evaluation.citations
from evaluation.citations.__main__ import GOALS, LINKS, SETS
from evaluation.citations.gold import read_held, read_set
from evaluation.citations.score import Score

GOLD = Path(evaluation.citations.__file__).parent / "gold"


@pytest.fixture(scope="module")
def catalogue():
    return read_held(GOLD)


@pytest.mark.parametrize("name", SETS)
def test_goals_are_met(name, catalogue):
    score = Score()
    for document, citing, gold in read_set(GOLD / name, catalogue):
        score.add(document, citing, gold, catalogue)
    wrong = "documents with a wrong link"
    reached = {figure: right / of for figure, (right, of) in score.figures().items()}
    assert all(reached[figure] >= goal for figure, goal in GOALS.items() if figure != wrong), reached
    assert reached[wrong] <= GOALS[wrong]


def test_links_between_notices_of_one_title_are_right():
    figures = {name: right / of for name, (right, of) in scored(GOLD / LINKS).figures_of_links().items()}
    assert figures["resolving precision"] >= GOALS["resolving precision"] and figures["resolving recall"] >= 0.94
    assert figures["documents with a wrong link"] <= GOALS["documents with a wrong link"]


def scored(folder):
    score, held = Score(), read_held(folder)
    for document, citing, gold in read_set(folder, held):
        score.add(document, citing, gold, held)
    return score


def test_gold_that_does_not_fit_its_text_is_told(tmp_path):
    (tmp_path / "a.md").write_text("# 某办法\n\n根据《某某规划》，制定本办法。\n")
    (tmp_path / "a.tsv").write_text("《某某规划》\t2\tnone\n本办法\t\t\n《某某规划》\n")
    assert scored(tmp_path).mistakes == ["a: 《某某规划》 does not stand there so often"]


def test_another_set_in_the_same_form(tmp_path):
    (tmp_path / "a.txt").write_text("某办法\n\n根据《教育法》（以下简称《法》）和《人民日报》第三版，制定本办法。\n《法》第一条。\n")
    (tmp_path / "a.tsv").write_text("《教育法》\t1\tlaw\n本办法\t1\tself\n《法》第一条\t1\tlaw\tart-1\n《法》\t1\tlaw\n")
    (tmp_path / "held.json").write_text('[{"id": "law", "title": "中华人民共和国教育法", "articles": [1, 86]}]')
    score = scored(tmp_path)
    assert score.mistakes == []
    assert score.figures()["finding recall"] == (4, 4)


def test_of_links_alone_what_the_gold_has_not_is_wrong(tmp_path):
    (tmp_path / "a.md").write_text("# 某通知\n\n根据《甲办法》和《乙办法》，贯彻《丙办法》。\n")
    (tmp_path / "a.tsv").write_text("《甲办法》\t1\ta\n《丙办法》\t1\tc\n")
    (tmp_path / "held.json").write_text('[{"id": "a", "title": "甲办法"}, {"id": "b", "title": "乙办法"}]')
    score = scored(tmp_path)
    assert score.wrong_links == ["a: 《乙办法》 linked to b", "a: 《丙办法》 not linked to c"]
    assert score.figures_of_links()["resolving precision"] == (1, 2)


def test_kinds_are_measured_where_the_gold_has_them(tmp_path):
    (tmp_path / "a.md").write_text("# 某通知\n\n根据《甲办法》和《乙办法》，贯彻《丙办法》。\n")
    (tmp_path / "a.tsv").write_text("《甲办法》\t1\tnone\t\t依据\n《乙办法》\t1\tnone\t\t提及\n《丙办法》\t1\tnone\n")
    score = scored(tmp_path)
    assert score.mistakes == ["a: 《乙办法》 read as 依据, not 提及"]
    assert score.figures_of_kinds()["依据"] == (1, 2, 1)
    assert score.figures_of_kinds()["提及"] == (0, 0, 1)
