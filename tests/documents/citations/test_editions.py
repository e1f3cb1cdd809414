"""Which edition is meant where the text names one, and first that no other is."""
from dataclasses import replace

import pytest

from documents.citations.editions import Edition, edition

from .corpus import Corpus, day, law, links, policy, resolved

OLD, NEW = law(1, "中华人民共和国公司法", "2018-10-26"), law(2, "中华人民共和国公司法", "2024-07-01")
TRADEMARK = law(3, "中华人民共和国商标法", "2019-11-01")
REPEALED = replace(law(4, "中华人民共和国收费法", "2001-01-01"), repealed_on=day("2020-01-01"))
NOTICE = policy(5, "甲市绿化管理办法", "2015-03-01")
CORPUS = Corpus(OLD, NEW, TRADEMARK, REPEALED, NOTICE, articles={1: 218, 2: 266, 3: 73, 4: 9, 5: 9})


@pytest.mark.parametrize(
    "before, after",
    [
        ("到2035年", "确定的目标"), ("截至2020年", ""), ("自2021年", "施行以来"), ("2019年，", ""), ("12018年", ""), ("草原", "法"), ("还原", ""), ("保障养老", "法"), ("敬老", ""), ("", "（2018）12号"),
        ("", "（2018年1月1日起施行）"), ("", "2018年施行"), ("", "（以下简称2018年办法）"), ("", "2018年本市修订"),
    ],
)
def test_no_edition_is_named(before, after):
    assert edition(before, after) == Edition()


@pytest.mark.parametrize(
    "before, after, year",
    [
        ("", "（2018年修正）第二十六条", 2018), ("", "(2018修订)", 2018), ("", "（2018年版）", 2018), ("", "（2018年10月26日第四次修正）", 2018), ("", "（2018年修正本）", 2018),
        ("", "（2018文本）", 2018), ("", "（2018）第二十六条", 2018), ("", "（2018），", 2018), ("", "2018年修正版第二十六条", 2018), ("", "2018版", 2018), ("", "2018年修订第五条", 2018), ("依据2018年", "", 2018), ("依据2018年版", "", 2018),
        ("依据2018年修正的", "", 2018), ("2009年8月27日修订的", "", 2009),
    ],
)
def test_year_of_an_edition(before, after, year):
    assert edition(before, after) == Edition(year)


@pytest.mark.parametrize(("after", "is_first"), [
    ("（2007年8月30日通过）第四十四条", False), ("（2007年公布）第五条", False), ("（2007年8月30日第十届全国人民代表大会常务委员会第二十九次会议通过）的规定", True),
])
def test_day_of_adoption_behind_a_title(after, is_first):
    assert edition("依照", after) == Edition(2007, is_first=is_first)


def test_of_two_editions_that_share_their_first_year_the_one_that_is_of_it():
    first, second = law(1, "中华人民共和国应对法", "2007-11-01"), law(2, "中华人民共和国应对法", "2024-11-01")
    corpus = Corpus(first, second, articles={1: 70, 2: 106}, years={1: {2007}, 2: {2007, 2024}})
    assert links("《中华人民共和国应对法》（2007年8月30日通过）第四十四条", corpus, on="2026-01-05") == [1]
    assert links("2007年公布的《中华人民共和国应对法》", corpus, on="2026-01-05") == [1]
    later = Corpus(second, articles={2: 106}, years={2: {2007, 2024}})
    assert links("《中华人民共和国应对法》（2007年8月30日通过）第四十四条", later, on="2026-01-05") == ["none"]
    assert links("《中华人民共和国应对法》（2007年8月30日通过）的规定", later, on="2026-01-05") == [2]


@pytest.mark.parametrize("before", ["依据旧", "原", "依照老", "修订前的", "修正之前的", "此前的", "依据原中华人民共和国"])
def test_former_edition(before):
    assert edition(before, "") == Edition(is_former=True)


@pytest.mark.parametrize(
    "before", ["依据新", "依照新修订的", "修改后的", "修订以后的", "依据修正后的中华人民共和国", "最新", "新修正"],
)
def test_latest_edition(before):
    assert edition(before, "") == Edition(is_latest=True)


@pytest.mark.parametrize("before", ["宣传创新", "落实", "修改", "更新", "2018年修订后的各地"])
def test_no_latest_edition(before):
    assert not edition(before, "").is_latest


@pytest.mark.parametrize(("on", "cited", "anchor"), [
    ("2013-01-01", "none", ""), ("2018-10-30", 1, "art-26"),
    ("2024-01-05", 2, "art-26"),  # adopted, and not yet in force
    ("2025-01-05", 2, "art-26"),
])
@pytest.mark.parametrize("text", ["修订后的《公司法》", "新修订的公司法", "修改后的公司法"])
def test_the_edition_that_a_work_was_last_changed_to_is_one_that_there_was(on, cited, anchor, text):
    corpus = Corpus(OLD, replace(NEW, dates=(day("2023-12-29"), day("2024-07-01"))), articles={1: 218, 2: 266})
    (found,) = resolved(f"依据{text}第二十六条办理。", corpus, on=on)
    assert (found.held.id if found.held else found.resolution.value, found.anchor) == (cited, anchor)


@pytest.mark.parametrize(
    "text",
    [
        "《商标法》（2013年修正）第五十七条", "《商标法》2013年修正版第五十七条", "2013年《商标法》第五十七条", "商标法（2013年修正）第五十七条", "《商标法（2013年修正）》第五十七条",
        "旧商标法第五十七条", "原《商标法》第五十七条", "修订前的《商标法》第五十七条", "《公司法》（2013年修正）第二十六条、第二十七条", "2013年修正的《公司法》第二十六条和第三十条",
    ],
)
def test_edition_that_is_not_held_is_never_another(text):
    assert set(links(f"依据{text}办理。", CORPUS)) == {"none"}


@pytest.mark.parametrize(
    "text",
    [
        "《公司法》（2018年修正）第二十六条", "《公司法》2018年修正版第二十六条", "2018年《公司法》第二十六条", "公司法（2018年修正）第二十六条", "《公司法（2018年修正）》第二十六条",
        "旧公司法第二十六条", "原《公司法》第二十六条", "修订前的《公司法》第二十六条", "《公司法》（2018年修正）第二十六条、第二十七条和第三十条", "《公司法》（2018版）第二十六条、二十七条", "公司法（2018）第二十六条",
    ],
)
def test_edition_that_is_named_is_meant_with_all_its_articles(text):
    assert set(links(f"依据{text}办理。", CORPUS)) == {1}


@pytest.mark.parametrize("text", ["《公司法》第二十六条", "公司法第二十六条", "《公司法》（2023年修订）第二十六条", "新《公司法》第二十六条"])
def test_the_edition_of_the_day(text):
    corpus = Corpus(OLD, replace(NEW, dates=(day("2023-12-29"), day("2024-07-01"))), articles={1: 218, 2: 266})
    assert set(links(f"依据{text}办理。", corpus)) == {2}


def test_before_the_second_edition_the_first_is_the_former_of_none():
    assert links("依据旧公司法第二十六条办理。", CORPUS, on="2020-01-01") == ["none"]


def test_law_that_no_longer_holds_is_the_former():
    assert links("依据原《收费法》第三条办理。", CORPUS) == [4]


@pytest.mark.parametrize("text", ["原《甲市绿化管理办法》第三条", "2015年《甲市绿化管理办法》第三条"])
def test_what_is_no_law_has_one_text(text):
    assert links(f"依据{text}办理。", CORPUS) == [5]
