import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.vocabulary.ranges import read_years
from search import weights
from search.plan import All, Any, Between, Is, Not, Phrase, Words
from search.queries import Field, Vocabulary, of_sections, synonyms, understand
from search.text.analyzers import normalise

BODIES = {"教育部": "moe", "中央网信办": "cac", "国家互联网信息办公室": "cac"}
VOCABULARY = Vocabulary(
    fields=(Field("body", ("机关",)), Field("topic", ("主题",)), Field("kind", ("种类",)), Field("year", ("年",), read_years)),
    facets={
        "body": {normalise(name): slug for name, slug in BODIES.items()},
        "kind": {"意见": "意见"},
        "topic": {"在线教育": "在线教育", "教育数字化": "教育数字化"},
    },
    synonyms=synonyms.read(["双减 → 作业负担、校外培训", "网信办 = 国家互联网信息办公室", "人社 = 人力资源社会保障", "狗 → 饲养的动物"]),
)


def test_a_line_of_synonyms_that_says_nothing_takes_nothing_else_away():
    assert synonyms.read(["双减 → 作业负担", "没有意思", "→", "# 注"]) == synonyms.read(["双减 → 作业负担"]) != {}


def nodes(node):
    yield node
    for part in getattr(node, "parts", ()) or ([node.part] if isinstance(node, Not) else []):
        yield from nodes(part)


def asked(typed, exact=False):
    return list(nodes(understand(typed, VOCABULARY, exact).query))


def test_nothing_typed_asks_for_everything():
    assert understand("", VOCABULARY).query == All()
    assert understand("", VOCABULARY).is_empty


@pytest.mark.parametrize("typed", ["《》", "，。", "！", "……", "-", "--", "或", "()", "\"\"", "· ·", "+", "|", "？？？？？？", "（）—— “”"])
def test_what_says_nothing_asks_for_nothing(typed):
    understood = understand(typed, VOCABULARY)
    assert (understood.query, understood.relaxed, understood.says_nothing) == (Any(()), None, True)


@pytest.mark.parametrize(("typed", "sign"), [("℃", "℃"), ("§", "§"), ("“℃”", "℃"), ("≥", "≥")])
def test_a_sign_is_looked_for_as_it_is(typed, sign):
    assert asked(typed)[-1] in (Phrase(sign), Phrase(sign, "title", 4.0)) or Phrase(sign) in asked(typed)
    assert understand(typed, VOCABULARY).marks


@pytest.mark.parametrize("typed", ["-26.95%", "－5", "气温 -5", "-3至5天"])
def test_a_minus_sign_before_digits_excludes_nothing(typed):
    assert not any(isinstance(n, Not) for n in asked(typed))


@pytest.mark.parametrize("typed", ["刑法 -盗窃", "刑法 -(2018)", '刑法 -"5年"', "刑法 -年:2021"])
def test_what_a_minus_sign_excludes(typed):
    assert any(isinstance(n, Not) for n in asked(typed))


@pytest.mark.parametrize(("typed", "meant"), [
    ("⺠法典", "民法典"), ("計畫", "计划"), ("徵收", "征收"), ("乾淨", "干净"), ("瞭解", "了解"), ("採購", "采购"), ("乾坤", "乾坤"), ("瞭望", "瞭望"), ("著作权", "著作权"), ("後来", "后来"),
])
def test_traditional_characters_are_read_word_by_word(typed, meant):
    assert understand(typed, VOCABULARY).query == understand(meant, VOCABULARY).query
    assert understand(typed, VOCABULARY).text == typed


@pytest.mark.parametrize(("typed", "marks"), [
    ("税", ("税",)), ("税 征收", ("税", "征收")), ("学籍的水", ("学籍的水", "学籍")), ("水 网", ("水", "网")), ("税的", ("税的", "税")),
])
def test_a_single_character_is_marked_where_it_is_a_word(typed, marks):
    assert understand(typed, VOCABULARY).marks == marks


@pytest.mark.parametrize("typed", ["学籍管理", "2018-2022年", "2022", "第十二条", "2022年", "教育部关于2025年", "条例（2021年修订）"])
def test_what_is_no_number(typed):
    understood = understand(typed, VOCABULARY)
    assert understood.number is None
    assert not any(isinstance(n, Phrase) and n.field == "number" for n in nodes(understood.query))


@pytest.mark.parametrize("typed", [
    "教基〔2025〕1号", "教基[2025]1号", "教基（2025）1号", "教基【2025】01号", "教基 〔2025〕 1 号", "教基［２０２５］１号", "教基〔2025〕第1号",
])
def test_a_whole_number_in_any_brackets(typed):
    assert understand(typed, VOCABULARY).number == "教基〔2025〕1号"


@pytest.mark.parametrize(("typed", "piece"), [
    ("教基〔2025〕", "教基〔2025〕"), ("2025年1号", "〔2025〕1号"), ("〔2025〕1号", "〔2025〕1号"), ("[2025]1号", "〔2025〕1号"),
    ("文号:教基(2025)", "教基〔2025〕"), ("文号：2025年1号", "〔2025〕1号"),
])
def test_a_piece_of_a_number(typed, piece):
    assert piece in {n.text for n in asked(typed) if isinstance(n, Phrase) and n.field == "number"}


def test_a_number_among_words_keeps_its_brackets():
    assert Words("学籍") in asked("教基(2025)1号 学籍")
    assert Phrase("教基〔2025〕1号") in asked("教基(2025)1号 学籍")


def test_a_quoted_phrase_is_all_that_is_asked():
    assert asked('"教育新型基础设施"') == [Phrase("教育新型基础设施")]


def test_exact_mode_makes_phrases_of_words_and_adds_nothing():
    assert asked("双减 学籍", exact=True) == [All((Phrase("双减"), Phrase("学籍"))), Phrase("双减"), Phrase("学籍")]
    assert understand("双减 学籍", VOCABULARY, exact=True).relaxed is None


def test_a_title_in_its_marks_comes_first():
    assert Phrase("中小学生学籍管理办法", "title", 4.0) in asked("《中小学生学籍管理办法》")


@pytest.mark.parametrize("typed", ["双减", "双减政策", "落实双减", "学校落实双减政策", "雙減"])
def test_an_abbreviation_stands_for_what_it_means(typed):
    assert any(isinstance(n, Phrase) and n.text == "作业负担" for n in asked(typed))


def test_one_character_may_be_a_word():
    assert Phrase("饲养的动物", weight=2.0) in asked("被邻居家的狗咬伤了怎么办")


@pytest.mark.parametrize("typed", ["热狗摊位", "私人社团", '"双减"', "-双减", "无双减少"])
def test_what_only_looks_like_an_abbreviation(typed):
    assert not any(isinstance(n, Phrase) and n.text in ("作业负担", "人力资源社会保障", "饲养的动物") for n in asked(typed))


@pytest.mark.parametrize("typed", ["中央网信办", "网信办", "国家互联网信息办公室", "中央网信办 数据安全", "機關:中央網信辦", "机关:网信"])
def test_a_body_by_any_of_its_names(typed):
    assert "cac" in {n.value for n in asked(typed.replace("機關", "机关")) if isinstance(n, Is)}


@pytest.mark.parametrize(("typed", "years"), [
    ("年:2021..2023", (2021, 2023)), ("年：2021-2023", (2021, 2023)), ("年:2021年至2023年", (2021, 2023)), ("年:2021", (2021, 2021)),
    ("年:2021..", (2021, None)), ("年:..2023", (None, 2023)), ("年:2023..2021", (2021, 2023)),
])
def test_years(typed, years):
    assert asked(typed) == [Between("year", *years)]


def test_a_value_that_nothing_is_called_is_said_and_read_as_words():
    understood = understand("主题:炼金术 学籍", VOCABULARY)
    assert understood.unknown == ("炼金术",)
    assert Words("炼金术") in nodes(understood.query)


def test_several_values_of_a_name():
    assert asked("主题:教育") == [
        Any((Is("topic", "在线教育"), Is("topic", "教育数字化"))), Is("topic", "在线教育"), Is("topic", "教育数字化")
    ]


def test_relaxing_keeps_what_was_asked_exactly():
    relaxed = understand('学籍 评价 "教育信息化" 年:2021 -高校', VOCABULARY).relaxed
    assert relaxed == All((
        Phrase("教育信息化"), Between("year", 2021, 2021), Not(Phrase("高校")), Any((Words("学籍"), Words("评价"))),
    ))


@pytest.mark.parametrize("typed, series", [
    ("甲教〔2020〕9号", ["甲教〔2020〕", "甲教"]), ("甲教2020年9号", ["甲教〔2020〕", "甲教"]), ("甲部令第48号", ["甲部令"]), ("甲教〔2020〕", ["甲教"]),
])
def test_a_number_that_is_not_held_gives_its_series(typed, series):
    relaxed = understand(typed, VOCABULARY).relaxed
    assert [n.text for n in nodes(relaxed) if isinstance(n, Phrase) and n.field == "number"][1:] == series


@pytest.mark.parametrize("typed", ["学籍", '"学籍管理办法"', "双减", "年:2021"])
def test_what_cannot_be_relaxed(typed):
    assert understand(typed, VOCABULARY).relaxed is None


def test_a_question_is_read_for_what_it_is_about():
    understood = understand("未成年人上网课学校要管什么？", VOCABULARY)
    assert "什么" not in understood.about and "未成年人" in understood.about
    assert all(n.operator == "or" for n in nodes(understood.query) if isinstance(n, Words) and len(n.text) > 4)


def test_a_word_of_a_question_counts_in_titles_but_makes_no_section_a_hit():
    query = understand("渡船出了事故怎么办？", VOCABULARY).query
    assert Phrase("渡船", "title", weights.MATTER) in query.parts
    assert of_sections(query) == query.parts[0]


@pytest.mark.parametrize(("typed", "found"), [
    ("合同没签怎么办？", False), ("没有钱也没有房子，更没有什么可以拿来签合同吗？", False), ("没签合同", False),
    ("没签合同怎么办？", True), ("公司一直没跟我签合同怎么办？", True),
])
def test_a_word_of_two_parts_is_found_in_questions_where_they_stand_near(typed, found):
    vocabulary = Vocabulary(synonyms=synonyms.read(["没…签合同 → 书面劳动合同"]))
    understood = understand(typed, vocabulary)
    assert (Phrase("书面劳动合同", weight=weights.SYNONYM) in nodes(understood.query)) == found
    assert bool(understood.expansions) == found


def test_a_question_may_quote():
    """What it quotes is asked for first; what answers the rest is not lost for a word that the law does not use."""
    understood = understand("签订了“霸王条款”的合同是否有效？", VOCABULARY)
    assert Phrase("霸王条款") in understood.query.parts
    assert Words("签订，霸王条款，的合同，有效", "or") in understood.relaxed.parts
    assert "霸王条款" in understood.marks and "是否" not in understood.marks


def test_all_of_a_name_is_a_name():
    assert Is("name", "专利法", 100.0) in asked("《中华人民共和国专利法》")
    assert not any(isinstance(n, Is) for n in asked('"专利法"'))


@pytest.mark.parametrize("typed", ["怎么办", "什么是", "“怎么办”？？", "吗吗吗吗吗"])
def test_a_question_about_nothing(typed):
    understand(typed, VOCABULARY)


@pytest.mark.parametrize("typed", ["学籍管理", "中央网信办 数据安全", "2022年 数字素养", "《学籍管理办法》"])
def test_sections_answer_for_themselves(typed):
    query = of_sections(understand(typed, VOCABULARY).query)
    assert not any(isinstance(n, Is) or getattr(n, "field", "") == "title" for n in nodes(query))


def test_what_was_asked_of_documents_holds_for_their_sections():
    assert of_sections(understand("标题:学籍 机关:教育部", VOCABULARY).query) == All((Words("学籍", field="title"), Is("body", "moe")))


def test_marks_are_what_was_typed_and_what_it_stands_for():
    assert understand('双减 "学籍管理" -高校 年:2021', VOCABULARY).marks == ("双减", "学籍管理", "作业负担", "校外培训")


@given(st.text(max_size=130))
def test_anything_is_understood(typed):
    understood = understand(typed, VOCABULARY)
    assert len(list(nodes(understood.query))) < 200
    understand(typed, VOCABULARY, exact=True)


def test_what_stands_for_others_with_the_words_around_it_does_not_so_alone():
    known = Vocabulary(synonyms=synonyms.read(["老公 → 夫妻", "老公…打 → 家庭暴力", "孩子 → 子女"]))
    expanded = {"被老公打了怎么办": {"老公打": ("家庭暴力",)}, "老公不管孩子怎么办": {"老公": ("夫妻",), "孩子": ("子女",)}}
    assert {typed: dict(understand(typed, known).expansions) for typed in expanded} == expanded
