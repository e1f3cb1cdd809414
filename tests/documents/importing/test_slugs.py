from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.importing.slugs import LONGEST, free_slug, words_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("中小学生学籍管理办法", "中小学生学籍管理办法"),
        ("教育部关于加强“三个课堂”应用的指导意见", "教育部关于加强三个课堂应用的指导意见"),
        ("教育信息化2.0行动计划", "教育信息化2-0行动计划"),
        ("加快推进教育现代化实施方案（2018—2022年）", "加快推进教育现代化实施方案-2018-2022年"),
        ("《无限的可能—世界高等教育数字化发展报告》发布", "无限的可能-世界高等教育数字化发展报告发布"),
        ("2022年  提升", "2022年-提升"),
        ("../../etc/passwd", "etc-passwd"),
        ("《》", "-"),
    ],
)
def test_a_title_becomes_words(title, slug):
    assert words_slug(title) == slug


def test_taken_slugs_get_the_date_then_a_counter():
    taken = {"办法"}
    assert free_slug("办法", date(2025, 1, 3), taken.__contains__) == "办法-2025-01-03"
    taken.add("办法-2025-01-03")
    assert free_slug("办法", date(2025, 1, 3), taken.__contains__) == "办法-2025-01-03-2"
    assert free_slug("办法", None, taken.__contains__) == "办法-2"


@given(st.text(max_size=400))
def test_any_title_makes_a_path_segment(title):
    slug = words_slug(title)
    assert slug and len(slug) <= LONGEST
    assert not set(slug) & set("/\\?#%&<>\"' \n\t\0")
    assert slug not in (".", "..")
