"""The harness counts as it says, and parsing stays at its goals on the gold documents."""
import json
from pathlib import Path

import pytest

from documents import formats, parsing
from documents.parsing import ParsedDocument, ParsedSection
from evaluation.parsing.__main__ import GOAL, GOALS, HERE, aliases
from evaluation.parsing.gold import read_gold
from evaluation.parsing.score import Scores, broken_paragraphs


def counted(parsed: ParsedDocument, **expected):
    scores = Scores({"中央网信办": "中央网信办", "国家互联网信息办公室": "中央网信办"})
    scores.add("x", parsed, expected)
    return {row: (c.right, c.told, c.expected) for row, c in scores.counts.items() if c.told or c.expected}


def parsed(**values) -> ParsedDocument:
    return ParsedDocument(**{"title": "", "markdown": "", "sections": (), **values})


def test_what_is_not_expected_is_not_measured():
    assert counted(parsed(title="甲", number="教基〔2025〕1号")) == {}


def test_a_guess_where_the_text_is_silent_costs_precision():
    assert counted(parsed(title="甲"), title=None) == {"title": (0, 1, 0)}


def test_a_wrong_value_costs_both():
    assert counted(parsed(kind="办法"), kind="通知") == {"kind": (0, 1, 1)}


def test_width_blanks_and_brackets_do_not_count():
    told = parsed(title="《某某办法(2025年版)》", number="教基〔2025〕1号")
    wanted = counted(told, title="某某 办法（2025年版）", number="教基[2025]第1号")
    assert wanted == {"title": (1, 1, 1), "number": (1, 1, 1)}


def test_bodies_count_one_by_one_in_order_by_any_of_their_names():
    told = parsed(bodies=("教育部", "国家互联网信息办公室", "财政部"))
    assert counted(told, bodies=["教育部", "中央网信办"]) == {"bodies": (2, 3, 2)}
    assert counted(told, bodies=["财政部", "教育部"])["bodies"] == (1, 3, 2)


def test_labels_count_with_the_items_of_articles():
    article = ParsedSection(1, "第一条", "", "art-1", "某事：\n（一）甲；\n（二）乙。")
    assert counted(parsed(sections=(article,)), labels=["第一条", "(一)"])["labels"] == (2, 3, 2)


def test_any_of_several_answers_is_right():
    told = parsed(title="甲办法", bodies=("教育部",), sections=(ParsedSection(1, "第一章", "总则", "a", ""), ParsedSection(2, "第一条", "", "b", "")))
    wanted = counted(told, title=["关于印发《甲办法》的通知", "甲办法"], bodies=[["中央网信办"], ["中华人民共和国教育部", "教育部"]], headings=["第一章 总则"])
    assert wanted == {"title": (1, 1, 1), "bodies": (1, 1, 2), "headings": (1, 1, 1)}


def test_one_file_may_state_what_all_say(tmp_path: Path):
    (tmp_path / "甲.txt").write_text("甲办法", encoding="utf-8")
    (tmp_path / "truth.json").write_text(json.dumps({"甲.txt": {"title": "甲办法"}}), encoding="utf-8")
    assert [(gold.name, gold.expected) for gold in read_gold(tmp_path)] == [("甲.txt", {"title": "甲办法"})]


def test_a_paragraph_that_ends_inside_a_sentence():
    markdown = "# 甲，乙\n\n应当登记，并且\n\n应当登记，并且备案。\n\n甲市教育局\n\n| 甲，乙 |\n"
    assert broken_paragraphs(parsed(markdown=markdown)) == ["应当登记，并且"]


def test_a_pair_without_its_raw_file_is_an_error(tmp_path: Path):
    (tmp_path / "甲.json").write_text(json.dumps({"title": "甲"}), encoding="utf-8")
    with pytest.raises(ValueError, match="甲"):
        list(read_gold(tmp_path))


@pytest.mark.parametrize("folder", ["corpus", "laws", "notices"])
def test_parsing_stays_at_its_goals(folder):
    scores = Scores(aliases())
    for gold in read_gold(HERE / "gold" / folder):
        raw = formats.read(gold.name, gold.path.read_bytes())
        scores.add(gold.name, parsing.parse(raw, {}, parsing.seed_bodies(), name=gold.name), gold.expected)
    short = {
        row: (round(count.precision, 3), round(count.recall, 3)) for row, count in scores.counts.items()
        if count.precision < GOALS.get(row, GOAL)[0] or count.recall < GOALS.get(row, GOAL)[1]
    }
    assert not short, scores.mistakes
