"""What the sandbox makes of one file."""
import pytest

from documents import citations
from documents.analysis import Source, analyse

TEXTS = [
    "# 甲办法\n\n依据《乙法》第一条、第二条和教育法，制定本办法。\n\n## 第一条\n\n按照《丙规定》（甲政发〔2020〕1号，以下简称《规定》）执行。\n\n## 第二条\n\n违反前款和《规定》第三条的，依法处理。\n",
    "国务院办公厅关于印发《甲办法》的通知\n\n各省：\n\n2018年修订的《乙法》和原《丙法》同时废止，《丁报》、《戊手册》第二十条除外。\n\n国务院办公厅\n2025年1月3日\n",
    "# 甲\n\n什么也没有引用。\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_mentions_in_a_text_come_with_it(text):
    parsed = analyse(Source("甲.md", text.encode()), frozenset())
    assert parsed.mentions == citations.find(parsed.markdown)
    assert bool(parsed.mentions) == ("《" in text)


def test_a_fact_that_is_given_leaves_them_as_they_are():
    parsed = analyse(Source("甲.md", TEXTS[0].encode()), frozenset())
    assert parsed.with_facts({"title": "乙办法", "index_number": "1"}).mentions == parsed.mentions
