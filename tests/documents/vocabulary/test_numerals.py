import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.vocabulary.numerals import to_chinese, to_int


@pytest.mark.parametrize("text", ["", "第", "十百", "一二十", "十二条", "百十千", "１.5", "-1", "万", "一" * 30])
def test_what_is_not_one_number(text):
    assert to_int(text) is None


@pytest.mark.parametrize("text, value", [
    ("零", 0), ("九", 9), ("十", 10), ("十四", 14), ("二十", 20), ("四十八", 48), ("一百零三", 103),
    ("一百二十", 120), ("一百一十五", 115), ("一千二百六十", 1260), ("一千零六", 1006), ("一万二千", 12000),
    ("二〇二五", 2025), ("二○○五", 2005), ("一九九四", 1994), ("12", 12), ("２０２５", 2025), ("四 十 八", 48), ("廿三", 23), ("卅", 30), ("①", 1), ("⒈", 1), ("⑴", 1),
])
def test_numbers(text, value):
    assert to_int(text) == value


@pytest.mark.parametrize("value, text", [
    (0, "零"), (10, "十"), (11, "十一"), (20, "二十"), (100, "一百"), (105, "一百零五"), (110, "一百一十"),
    (1010, "一千零一十"), (1260, "一千二百六十"), (10_000, "一万"), (10_100, "一万零一百"), (100_010, "十万零一十"),
])
def test_writing(value, text):
    assert to_chinese(value) == text


@given(st.integers(0, 99_999_999))
def test_every_number_is_read_as_written(number):
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize("number", [-1, 100_000_000])
def test_numbers_out_of_range_are_refused(number):
    with pytest.raises(ValueError):
        to_chinese(number)


@given(st.text(alphabet="〇零一二三四五六七八九十百千万0１ ab条", max_size=30))
def test_never_raises(text):
    assert to_int(text) is None or to_int(text) >= 0
