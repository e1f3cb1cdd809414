import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.queries import language
from search.queries.fields import TEXTS, Field, Language
from search.queries.language import MAX_LENGTH, clean_query
from search.queries.tree import And, Or, Quote, Without, Word, leaves
from search.queries.tree import write as write_tree

LANGUAGE = Language((*TEXTS, Field("body", ("机关", "发文机关")), Field("year", ("年", "年份"))))


def parse(text):
    return language.parse(text, LANGUAGE)


def write(tree):
    return write_tree(tree, LANGUAGE)


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "()", "((((", "))))", "-", "- -", "标题", "或", "OR OR", "*", "?*", "~"])
def test_nothing_to_look_for_is_never_an_operator(text):
    assert all(leaf == Word("标题") for leaf in leaves(parse(clean_query(text).text)))


@pytest.mark.parametrize(("text", "tree"), [
    ("2018-2022年", Word("2018-2022年")),
    ("实施方案（2018—2022年）", Word("实施方案(2018—2022年)")),
    ("http://example.com", Word("http://example.com")),
    ("id:5", Word("id:5")),
    ("C++", Word("C++")),
    ("教育或管理", Word("教育或管理")),
    ("通知：关于学籍", Word("通知:关于学籍")),
    ('学籍"管理', And((Word("学籍"), Word("管理")))),
    ("标题： 学籍", And((Word("标题"), Word("学籍")))),
    ("[a TO z]", And((Word("[a"), Word("TO"), Word("z]")))),
])
def test_what_is_no_operator(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(("text", "tree"), [
    ("学籍 管理", And((Word("学籍"), Word("管理")))),
    ("学籍　管理", And((Word("学籍"), Word("管理")))),
    ('"学籍管理"', Quote("学籍管理")),
    ("“学籍管理”办法", And((Quote("学籍管理"), Word("办法")))),
    ("「学籍管理」", Quote("学籍管理")),
    ("学籍 -高校", And((Word("学籍"), Without(Word("高校"))))),
    ("学籍 －高校", And((Word("学籍"), Without(Word("高校"))))),
    ("--学籍", Without(Word("学籍"))),
    ('-"学籍 管理"', Without(Quote("学籍 管理"))),
    ("学籍 OR 学历", Or((Word("学籍"), Word("学历")))),
    ("学籍 或 学历 管理", Or((Word("学籍"), And((Word("学历"), Word("管理")))))),
    ("学籍 ＯＲ 学历", Or((Word("学籍"), Word("学历")))),
    ("学籍 ＡＮＤ 学历", And((Word("学籍"), Word("学历")))),
    ("(学籍 或 学历) 管理", And((Or((Word("学籍"), Word("学历"))), Word("管理")))),
    ("（学籍 或 学历） 管理", And((Or((Word("学籍"), Word("学历"))), Word("管理")))),
    ("标题:学籍", Word("学籍", "title")),
    ("标题：学籍", Word("学籍", "title")),
    ("标题:“学籍管理”", Quote("学籍管理", "title")),
    ("标题:(学籍 或 学历)", Or((Word("学籍", "title"), Word("学历", "title")))),
    ("机关:教育部 年:2021..2023", And((Word("教育部", "body"), Word("2021..2023", "year")))),
    ("TITLE:学籍", Word("学籍", "title")),
    ("发文字号：教基〔2025〕1号", Word("教基〔2025〕1号", "number")),
    ("-(学籍 学历)", Without(And((Word("学籍"), Word("学历"))))),
    ("((学籍)", Word("学籍")),
    ("学籍) 管理", And((Word("学籍,"), Word("管理")))),
    ("(方案（试行）)", Word("方案(试行)")),
])
def test_operators(text, tree):
    assert parse(text) == tree


typed = st.text(alphabet=st.sampled_from(list("学籍管理ab1 -|()（）\"“”「」:：或OR标题年机关〔〕.·*~？")), max_size=60)


@given(typed)
@example("(a 或 b) -(c d)")
def test_written_and_read_again_is_the_same_tree(text):
    tree = parse(text)
    assert parse(write(tree)) == tree


@given(st.text())
def test_anything_can_be_typed(text):
    cleaned = clean_query(text)
    assert len(cleaned.text) <= MAX_LENGTH
    parse(cleaned.text)


@pytest.mark.parametrize("text", ["(" * 5000, '"' * 5000, "a OR " * 500, "-(" * 3000, "标题:" * 3000, "\ud800x", "a\0b", "\u202e学籍"])
def test_hostile(text):
    cleaned = clean_query(text)
    assert cleaned.cut == (len(text) > MAX_LENGTH)
    assert len(list(leaves(parse(cleaned.text)))) <= 32


def test_too_long_is_cut_and_said():
    assert clean_query("学" * 101) == (clean_query("学" * 101))
    assert clean_query("学" * 101).cut and not clean_query("学" * 100).cut
    assert clean_query(" " * 5000 + "学").cut
