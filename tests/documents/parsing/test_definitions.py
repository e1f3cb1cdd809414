"""The words that a text defines; first what is no definition."""
import pytest

from documents.parsing.definitions import LONGEST, definitions


@pytest.mark.parametrize("text", [
    "", "学籍是学生的身份标识。", "本办法自2025年1月1日起施行。", "正如文章所称，成绩显著。", "所称情形属实的，予以处罚。",
    "（一）罚款，是指导性的。", "以下简称谓语。", "他自称甲，是指挥员。",
])
def test_what_is_no_definition(text):
    assert list(definitions(text)) == []


@pytest.mark.parametrize("text, terms", [
    ("本办法所称学籍，是指学生的身份标识。", ["学籍"]),
    ("本法所称的“数据”是指对信息的记录。", ["数据"]),
    ("本条例第三条所称经营者，包括法人和自然人。", ["经营者"]),
    ("本法所称数据，是指记录；所称数据处理，包括收集和存储。", ["数据", "数据处理"]),
    ("根据《中小学生学籍管理办法》（以下简称《办法》），由教育行政部门（以下统称主管部门）管理。", ["《办法》", "主管部门"]),
    ("中央网信办(以下简称“网信办”)负责。", ["网信办"]),
    ("本法下列用语的含义：\n（一）网络，是指计算机系统。\n（二）网络安全，是指保障能力。", ["网络", "网络安全"]),
    ("本法所称数据，是指甲。\n本法所称数据，是指乙。", ["数据"]),
])
def test_terms(text, terms):
    assert [definition.term for definition in definitions(text)] == terms


def test_a_definition_is_its_sentence_and_stands_where_it_says():
    text = "为了管理。本法所称数据，是指记录；包括电子的。\n另一段。"
    (definition,) = definitions(text)
    assert definition.text == "本法所称数据，是指记录；包括电子的。"
    assert text[definition.start :].startswith(definition.text)


def test_a_long_definition_is_cut_and_a_hostile_text_takes_no_time():
    (definition,) = definitions("本法所称数据，是指" + "长" * 5000 + "。")
    assert len(definition.text) == LONGEST + 2
    assert list(definitions("本所称" * 30_000)) == []
    assert list(definitions("（以下简称" * 30_000)) == []
