"""The same word in its forms: first what only looks like one."""
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import numbers
from search.text.spellings import FILE, canonical, forms, standard_spelling, terms, variants_in


def spelled(text):
    return {form for term in terms(text) for form in forms(term)}


@pytest.mark.parametrize("text", [
    "一般", "十分", "万一", "统一", "第三方", "一带一路", "三农", "十四五", "五险一金", "双一流", "百年", "千家万户", "万元", "一次性", "统一年度", "一线城市", "二手房",
    "第一百货", "GB2312", "2018-2022", "十分之多", "近三年", "1/2/3", "2021/7/15",
])
def test_what_is_no_number_with_a_unit(text):
    assert all(len(forms(term)) == 1 for term in terms(text))


@pytest.mark.parametrize("group", [
    "18周岁 十八周岁 １８周岁", "3年 三年", "50万元 五十万元 500000元 500,000元", "80% 百分之八十 ８０％", "2/3 三分之二 ２／３", "11/12 十二分之十一", "0.5% 百分之零点五", "26.95% 百分之二十六点九五", "30日 三十日", "2年 二年 两年",
    "200元 二百元 两百元", "1.5万元 15000元", "1亿元 一亿元 10000万元", "3个月 三个月", "24小时 二十四小时", "5人 五人", "2倍 两倍 二倍", "第12条 第十二条", "第3次 第三次",
    "2025年 二〇二五年 二○二五年 二零二五年", "2018年度 二〇一八年度", "5‰ 千分之五", "110人 一百一十人", "1001户 一千零一户", "3年级 三年级", "120万吨 一百二十万吨", "账户 帐户 帳戶",
    "身份证 身分证 身分證", "其他 其它", "撤销 撤消", "部分 部份", "计划 计画", "干净 乾净",
])
def test_a_word_in_all_its_forms(group):
    typed = group.split()
    assert len({tuple(terms(text)) for text in typed if "證" not in text and "帳" not in text}) == 1
    assert {canonical(text) for text in typed} >= {canonical(typed[0])}
    assert len(spelled(typed[0])) > 1


@pytest.mark.parametrize(("one", "other"), [("3年", "3月"), ("3年", "13年"), ("第3条", "3条"), ("20%", "2%"), ("2/3", "1/3"), ("2/3", "12/3"), ("三分之二", "十三分之二"), ("三分之二", "三分之二十"), ("50万元", "50元"), ("1年", "第1年"), ("2020年", "二十年")])
def test_other_numbers_are_other_words(one, other):
    assert not spelled(one) & spelled(other)


@pytest.mark.parametrize(("text", "found"), [
    ("未满18周岁的未成年人", ["未满", "十八周岁", "未成年人"]), ("一年内", ["一年", "内"]), ("一年的", ["一年"]), ("的", ["的"]), ("三年以上十年以下", ["三年", "以上", "十年", "以下"]),
    ("50万元以上", ["五十万元", "以上"]), ("3月5日", ["三月", "五日"]), ("学籍的管理和办法", ["学籍", "管理", "办法"]), ("-5", ["5"]),
])
def test_terms(text, found):
    assert terms(text) == found


@pytest.mark.parametrize("text", ["持股分红", "规定单位", "补充份额", "申请人材料", "登记录入", "月分配"])
def test_what_only_looks_like_a_variant_across_two_words(text):
    assert standard_spelling(text) == text and not variants_in(text)


@pytest.mark.parametrize(("text", "standard"), [("开立帐户", "开立账户"), ("撤消登记", "撤销登记"), ("居民身分证", "居民身份证"), ("其它部份", "其他部分")])
def test_a_variant_is_read_as_the_standard_spelling(text, standard):
    assert standard_spelling(text) == standard


def test_every_spelling_is_listed_once():
    words = [word.strip() for line in FILE.read_text("utf-8").splitlines() if "=" in line for word in line.split("=")]
    assert len(words) == len(set(words))


@given(st.decimals(0, 99_999_999, places=0))
def test_every_form_of_a_number_is_read_as_it(value):
    for form in numbers.forms(numbers.Number(Decimal(value), "元")):
        assert numbers.whole(form) == numbers.Number(Decimal(value), "元"), form


@given(st.text(alphabet="0123456789.,/一二三十百千万亿零〇两第年元%百分之点条 账帐户", max_size=40))
def test_anything_has_terms(text):
    assert all(term in forms(term) for term in terms(text))
