import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.parsing.chinese_numbers import to_int


@pytest.mark.parametrize("text", ["", "第", "十百", "一二十", "十二条", "百十千", "１.5", "-1", "万", "一" * 30])
def test_what_is_not_one_number(text):
    assert to_int(text) is None


@pytest.mark.parametrize("text, value", [
    ("零", 0), ("九", 9), ("十", 10), ("十四", 14), ("二十", 20), ("四十八", 48), ("一百零三", 103),
    ("一百二十", 120), ("一百一十五", 115), ("一千二百六十", 1260), ("一千零六", 1006), ("一万二千", 12000),
    ("二〇二五", 2025), ("二○○五", 2005), ("一九九四", 1994), ("12", 12), ("２０２５", 2025), ("四 十 八", 48),
])
def test_numbers(text, value):
    assert to_int(text) == value


def written(n: int) -> str:
    digits, out = "零一二三四五六七八九", ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += digits[digit] + name
        elif out and n:
            out += "零"
    return out.replace("零零", "零")


@given(st.integers(1, 9999))
def test_every_number_below_a_myriad_is_read_as_written(n):
    assert to_int(written(n)) == n


@given(st.text(alphabet="〇零一二三四五六七八九十百千万0１ ab条", max_size=30))
def test_never_raises(text):
    assert to_int(text) is None or to_int(text) >= 0
