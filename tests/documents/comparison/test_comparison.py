"""Parts of two texts: renumbered articles meet, nothing is lost, and moved is what stands elsewhere."""
import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.comparison import Change, Part, TooLong, compare, parts

ARTICLES = [
    "为了规范公司的组织和行为，保护公司和债权人的合法权益，制定本法。", "设立公司必须依法制定公司章程，章程对公司、股东具有约束力。",
    "公司的经营范围由公司章程规定，并依法登记。", "公司法定代表人依照公司章程的规定担任，并依法登记。",
    "公司可以设立分公司，分公司不具有法人资格。", "公司可以向其他企业投资，但不得承担连带责任。",
]


def articles(*texts, first=1):
    return [Part(f"第{'一二三四五六七八九十'[number]}条", text, f"art-{number}") for number, text in enumerate(texts, first - 1)]


def seen(old, new, **options):
    """(what became of it, old number, new number), by their one character."""
    rows = compare(old, new, **options).rows
    return [(row.change.value, *(part.label[1] if part else None for part in (row.old, row.new))) for row in rows]


@dataclass
class Division:
    label: str
    heading: str
    anchor: str


def test_parts_are_the_divisions_and_what_stands_before_them():
    markdown = "# 办法\n\n（2020年）\n\n## 第一章 总则\n\n### 第一条\n\n为了\\*管理\\*，**制定**本办法。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n第二款。"
    divisions = [Division("第一章", "总则", "ch-1"), Division("第一条", "", "art-1")]
    assert parts(markdown, divisions) == (
        Part("", "办法\n（2020年）"), Part("第一章", "总则", "ch-1"), Part("第一条", "为了*管理*，制定本办法。\n甲 | 乙\n1 | 2\n第二款。", "art-1"),
    )


def test_equal_texts_are_kept():
    assert seen(articles(*ARTICLES), articles(*ARTICLES)) == [("kept", n, n) for n in "一二三四五六"]


def test_renumbered_articles_meet():
    found = compare(articles(*ARTICLES), articles(ARTICLES[0], "公司应当有自己的名称，名称应当符合国家有关规定。", *ARTICLES[1:]))
    assert [row.change for row in found.rows] == [Change.KEPT, Change.ADDED, *[Change.KEPT] * 5]
    assert [row.is_renumbered for row in found.rows] == [False, False, *[True] * 5]


def test_a_renumbered_article_that_was_changed_too_is_found_by_what_it_says():
    new = [ARTICLES[0], ARTICLES[2].replace("，并依法登记", "。改变经营范围的，应当办理变更登记"), ARTICLES[1].replace("必须", "应当")]
    assert seen(articles(*ARTICLES[:3]), articles(*new)) in (
        [("kept", "一", "一"), ("moved", "三", "二"), ("changed", "二", "三")], [("kept", "一", "一"), ("changed", "三", "二"), ("moved", "二", "三")],
    )


def test_an_article_that_took_over_a_number_is_another():
    new = [*ARTICLES[:2], "股东应当按期足额缴纳章程中规定的各自所认缴的出资额。", *ARTICLES[3:]]
    assert seen(articles(*ARTICLES), articles(*new))[2:4] in ([("removed", "三", None), ("added", None, "三")], [("added", None, "三"), ("removed", "三", None)])


def test_an_article_that_was_rewritten_in_its_place_is_changed():
    new = [*ARTICLES[:4], "公司设立分公司，应当向登记机关申请登记，分公司的民事责任由公司承担。", ARTICLES[5]]
    assert seen(articles(*ARTICLES), articles(*new))[4] == ("changed", "五", "五")


@pytest.mark.parametrize(("old", "new"), [
    (("第四章", "国防教育的保障"), ("第四章", "国防教育保障")), (("第八章", "教育和管理"), ("第九章", "教育管理")),
    (("第五十三条", "本法自1986年10月1日施行。"), ("第八十条", "本法自2025年7月1日起施行。")),
])
def test_short_parts_are_found_by_what_they_say_too(old, new):
    around = [Part("", text) for text in ARTICLES[:2]]
    rows = compare([around[0], Part(*old), around[1]], [around[0], Part(*new), around[1]]).rows
    assert [row.change for row in rows] == [Change.KEPT, Change.CHANGED, Change.KEPT]


def test_what_stands_elsewhere_was_moved():
    assert seen(articles(*ARTICLES[:4]), articles(ARTICLES[3], *ARTICLES[:3])) == [
        ("moved", "四", "一"), ("kept", "一", "二"), ("kept", "二", "三"), ("kept", "三", "四"),
    ]


@pytest.mark.parametrize("short", ["股东不得抽逃出资。", "公司成立后，股东不得抽逃出资。"])
def test_a_short_article_meets_the_longer_one_that_says_it_whole(short):
    many = [f"股东会的第{n}项职权由公司章程规定，股东应当遵守。" for n in "一二三四五"]
    found = compare(articles(short, *many), articles(*many, f"{short}违反前款规定的，应当返还；给公司造成损失的，负有责任的董事承担赔偿责任。"))
    assert [(row.old.text, row.new.label) for row in found.rows if row.old and row.old.text == short and row.new] == [(short, "第六条")]


def test_what_was_removed_stands_behind_what_it_followed():
    assert seen(articles(*ARTICLES[:4]), articles(ARTICLES[0], ARTICLES[3])) == [
        ("kept", "一", "一"), ("removed", "二", None), ("removed", "三", None), ("kept", "四", "二"),
    ]


def test_headings_of_the_same_name_do_not_move():
    def law(*chapters):
        return [part for number, texts in enumerate(chapters) for part in (Part(f"第{'一二三'[number]}章", "一般规定"), *articles(*texts))]

    rows = compare(law(ARTICLES[:2], ARTICLES[2:4], ARTICLES[4:]), law(ARTICLES[:2], ARTICLES[4:])).rows
    assert sorted(row.change.value for row in rows if "章" in (row.old or row.new).label) == ["kept", "kept", "removed"]


def test_spelling_does_not_count_unless_it_is_to():
    old, new = articles("甲（乙），２０元。"), articles("甲(乙)，20元。")
    assert seen(old, new) == [("kept", "一", "一")]
    assert seen(old, new, exact=True) == [("changed", "一", "一")]


def test_what_became_of_all_is_counted():
    counts = compare(articles(*ARTICLES), articles(*ARTICLES[1:], "附则。")).counts
    assert (counts[Change.KEPT], counts[Change.REMOVED], counts[Change.ADDED]) == (5, 1, 1)


PARTS = st.lists(st.builds(Part, st.sampled_from(["", "第一条", "第二条", "第一章"]), st.sampled_from(["", *ARTICLES]) | st.text("甲乙丙，。\n ", max_size=30)), max_size=12)


@settings(max_examples=300, deadline=None)
@given(old=PARTS, new=PARTS)
def test_nothing_is_lost(old, new):
    """What was kept and removed is the old text, what was kept and added the new one; each part stands in one row."""
    rows = compare(old, new).rows
    assert [row.new for row in rows if row.new] == new
    assert sorted(map(repr, (row.old for row in rows if row.old))) == sorted(map(repr, old))
    for row in rows:
        assert "".join(segment.old for segment in row.segments) == (row.old.text if row.old else "")
        assert "".join(segment.new for segment in row.segments) == (row.new.text if row.new else "")


@settings(max_examples=100, deadline=None)
@given(old=PARTS, new=PARTS)
def test_what_did_not_move_stands_in_one_order(old, new):
    old = [Part(part.label, part.text, f"{place}") for place, part in enumerate(old)]
    steady = [int(row.old.anchor) for row in compare(old, new).rows if row.old and row.change is not Change.MOVED]
    assert steady == sorted(steady)


HOSTILE = {
    "articles alike": ([Part("第一条", "甲。")] * 5000, [Part("第一条", "乙。")] * 5000),
    "articles alike but for a character": ([Part("第一条", f"{n}公司应当依照章程办理登记。") for n in range(5000)], [Part("第二条", f"公司应当依照章程办理登记{n}。") for n in range(5000)]),
    "two kinds by turns": ([Part("", "甲"), Part("", "乙")] * 2500, [Part("", "甲"), Part("", "丙")] * 2500),
    "one long part": ([Part("", "甲乙，" * 160_000)], [Part("", "乙丙，" * 160_000)]),
    "many that are half alike": ([Part("", ("甲乙丙丁戊" * 30 + str(n)) * 1) for n in range(2000)], [Part("", "丁戊己庚甲" * 30 + str(n)) for n in range(2000)]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name):
    began = time.process_time()
    compare(*HOSTILE[name])
    assert time.process_time() - began < 5


def test_a_text_that_is_too_long_is_not_compared():
    for long in ([Part("", "甲")] * 5001, [Part("", "甲" * 500_001)]):
        with pytest.raises(TooLong):
            compare([], long)
