"""How alike two texts are: one wrong character is nothing, one figure is another notice."""
import time

import pytest

from documents.importing.likeness import likeness

TEXT = "第一条 为了规范河道采砂，制定本办法。\n\n第二条 禁止在汛期采砂，违者处2000元罚款。\n\n第三条 采砂人应当持证。\n"


@pytest.mark.parametrize("other", [
    TEXT, TEXT.replace("，", ",").replace("。", "."), TEXT.replace("\n\n", "\n"), f"**{TEXT.strip()}**",
    TEXT.replace("2000", "２０００"), TEXT.replace("汛期", "讯期"), TEXT.replace("持证", "持有证件"),
])
def test_layout_width_and_a_wrong_character_leave_a_text_near_equal(other):
    assert likeness(TEXT, other).is_near_equal and likeness(other, TEXT).is_near_equal


@pytest.mark.parametrize("other", [
    TEXT.replace("2000", "3000"), TEXT + "第四条 本办法自2020年5月1日起施行。", TEXT.partition("第三条")[0],
    TEXT.replace("河道采砂", "港口装卸").replace("汛期采砂", "夜间装卸"), "第一条 完全是另一件事情。", "",
])
def test_another_figure_more_less_or_other_words_do_not(other):
    assert not likeness(TEXT, other).is_near_equal and not likeness(other, TEXT).is_near_equal


def test_an_excerpt_is_all_in_the_whole_and_not_the_other_way_round():
    excerpt = TEXT.partition("第三条")[0]
    assert likeness(TEXT, excerpt).new == likeness(excerpt, TEXT).held == 1
    assert likeness(excerpt, TEXT).loses_nothing and not likeness(TEXT, excerpt).loses_nothing


def test_texts_without_words_or_of_few_are_compared_too():
    assert likeness("——", "*").is_near_equal and likeness("公告", "公告").is_near_equal and likeness("公告", "").held == 0


def test_long_texts_take_no_longer_than_their_length():
    long = "".join(chr(0x4E00 + i * 7919 % 20000) for i in range(200_000))
    start = time.perf_counter()
    assert likeness(long, long[1000:]).is_near_equal
    assert time.perf_counter() - start < 5
