"""Numbers of standards, and first what is none."""
import pytest

from documents.vocabulary.standards import find_standards, is_standard


@pytest.mark.parametrize(
    "text", ["", "GB", "GB/T", "GB 2760", "2012-2015", "AGB/T 9704-2012", "GB/T 9704-20123", "XX 100-2010", "GA 第12号", "教基〔2012〕9号", "HTTP/2 100-2010", "T/100-2010", "gb/t 9704-2012"],
)
def test_is_no_standard(text):
    assert list(find_standards(text)) == []


@pytest.mark.parametrize(
    "text, number",
    [
        ("按照GB/T9704—2012执行", "GB/T 9704-2012"), ("GB/T 9704-2012", "GB/T 9704-2012"), ("（GB 50016—2014）", "GB 50016-2014"), ("GB/T 1.1－2020", "GB/T 1.1-2020"),
        ("DB11/T 1234-2015", "DB11/T 1234-2015"), ("DB4401/T 10—2019", "DB4401/T 10-2019"), ("JGJ 16-2008", "JGJ 16-2008"), ("JT/T 1045-2016", "JT/T 1045-2016"),
        ("T/CECS 100-2020", "T/CECS 100-2020"), ("GB 3095—96", "GB 3095-1996"), ("HJ 2.2——2018", "HJ 2.2-2018"), ("YY/T 0316-2016", "YY/T 0316-2016"),
    ],
)
def test_standard(text, number):
    (found,) = find_standards(text)
    assert found.number == number and is_standard(number)
