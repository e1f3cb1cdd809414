"""Days as they are written at a signature, under a heading and beside a number."""
from datetime import date

import pytest

from documents.formats.facts import to_date
from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe
from documents.vocabulary.dates import find_dates


def told(text):
    return describe(RawText(text), {}, seed_bodies())


def signed(day, body="丁市水务局"):
    return told(f"关于河道清淤的通知\n丁水〔2019〕12号\n各镇：\n现就河道清淤通知如下。\n一、总体要求\n按期完成。\n{body}\n{day}\n")


@pytest.mark.parametrize("day", [
    "2019年3月5号", "2019年3月5号上午", "2019年3月5日下午", "2019年3月5日 15:30", "2019年3月5日十时", "2019年3月5日9时", "2019年3月5日星期二",
    "2019年3月5日（星期二）", "2019年3月5日。", "2019 年 3 月 5 日", "２０１９年３月５日", "二〇一九年三月五日", "二零一九年三月五日",
    "二O一九年三月五日", "二０一九年三月五日", "二0一九年三月五日", "二Ｏ一九年三月五号", "二Ο一九年三月五日", "二○一九年三月五日", "2019.3.5",
    "2019-03-05", "2019/3/5", "2O19年3月5日", "２Ｏ１９年3月5日", "2019年3月5日于丁市", "（2019年3月5日）", "2019年3月5日印", "公元2019年3月5日", "2019．3．5", "２０１９．３．５", "贰零壹玖年叁月伍日", "貳零壹玖年叁月伍日", "中華民國108年3月5日", "民国一百零八年三月五日", "日期：2019年3月5日", "成文日期：2019年3月5日",
])
def test_a_day_at_the_signature(day):
    assert (signed(day).issued_on, signed(day).bodies) == (date(2019, 3, 5), ("丁市水务局",))


@pytest.mark.parametrize("hour, is_known", [
    ("下午3时", True), ("上午9:30", True), ("星期三", True), ("十时整", True), ("", True), ("下午3时起停水", False), ("前报送材料", False), ("上午在丁市第二中学礼堂集合", False),
])
def test_a_day_with_an_hour_below_a_name_that_nobody_knows(hour, is_known):
    assert signed(f"2019年3月5日{hour}", "丁市供水总站").issued_on == (date(2019, 3, 5) if is_known else None)


@pytest.mark.parametrize("day, value", [
    ("一九九六年十二月廿一日", date(1996, 12, 21)), ("二〇〇一年元月三日", date(2001, 1, 3)), ("2001年元月31号", date(2001, 1, 31)),
    ("一九七八年五月卅日", date(1978, 5, 30)), ("二〇一〇年十月三十一日上午", date(2010, 10, 31)),
])
def test_other_days_at_the_signature(day, value):
    assert (signed(day).issued_on, signed(day).bodies) == (value, ("丁市水务局",))


@pytest.mark.parametrize("day", [
    "2019年3月", "二〇一九年三月　日", "2019年  月  日", "2019年3月×日", "2019年2月30日", "年　月　日", "2019-03", "二〇一九年五月三十二日", "2019年3月修订", "2019年3月32日讨论通过", "贰零壹玖年拾叁月伍日",
])
def test_a_day_that_is_none_takes_no_body_with_it(day):
    assert (signed(day).issued_on, signed(day).bodies) == (None, ("丁市水务局",))


@pytest.mark.parametrize("text", [
    "2019年3月5号文件", "2019年3月5号令", "2019年3月5号楼", "2019年3月5号线开通", "2019年5号文", "2023-02-071", "二〇一九年十三月五日",
])
def test_no_day(text):
    assert list(find_dates(text)) == []


LINES = [
    ("发布时间:2024-06-1808:15来源:戊市林业局点击:77", date(2024, 6, 18)),
    ("发布时间：2024-06-18 08:15 来源：戊市林业局", date(2024, 6, 18)),
    ("发布日期：2024-06-1808:15:42", date(2024, 6, 18)),
    ("发表时间：2024-06-1818:05浏览次数：3", date(2024, 6, 18)),
    ("时间:2024-06-188:05 来源:戊市林业局", date(2024, 6, 18)),
    ("日期：2024/06/1808:15阅读人次：12字号：大中小", date(2024, 6, 18)),
    ("更新时间：2024.06.1808:15访问量：1", date(2024, 6, 18)),
    ("2024-06-1808:15来源：戊市林业局", date(2024, 6, 18)),
    ("2024年06月18日08:15来源：戊市林业局阅读次数：8", date(2024, 6, 18)),
    ("2024年6月18日 8:15 | 来源：戊市林业局", date(2024, 6, 18)),
    ("来源：戊市林业局发布时间：2024-06-1808:15", date(2024, 6, 18)),
    ("发布者：管理员 发布时间：2024/6/18 点击数：5", date(2024, 6, 18)),
    ("【2024-06-18】【来源：戊市林业局】【字号 大 中 小】【打印】", date(2024, 6, 18)),
    ("[2024年6月18日] [来源：戊市林业局]", date(2024, 6, 18)),
    ("来源：戊市林业局　　发表日期：2024-6-1808:15:20　　阅读次数：2011　　【大】【中】【小】", date(2024, 6, 18)),
    ("来源：戊市林业局 | 时间：2024-06-18 | 【打印】", date(2024, 6, 18)),
    ("发布人：办公室发布时间：2024-06-1808:15:22点击：87次", date(2024, 6, 18)),
    ("作者：宣传科2024/6/18 08:15:33浏览：66", date(2024, 6, 18)),
    ("作者：办公室 来源：戊市林业局 日期：2024-06-1808:15", date(2024, 6, 18)),
]


@pytest.mark.parametrize("line, day", LINES)
def test_a_line_under_the_heading_that_runs_together(line, day):
    told_of = told(f"关于古树保护的通知\n{line}\n各镇：\n现将有关事项通知如下。\n一、登记\n按期登记。\n")
    assert (told_of.published_on, told_of.title) == (day, "关于古树保护的通知")
    assert not told_of.source or told_of.source == "戊市林业局"


def test_a_title_that_runs_into_the_line_under_it():
    told_of = told("戊市林业局关于古树保护的通知发布日期：2024-06-1808:15来源：戊市林业局浏览次数：1\n各镇：\n现通知如下。\n")
    assert (told_of.title, told_of.published_on) == ("戊市林业局关于古树保护的通知", date(2024, 6, 18))


@pytest.mark.parametrize("line", [
    "2024年6月18日，全市召开古树保护会议。", "从2024-06-1808时起停水。", "会议时间和地点：2024年6月18日在戊市。",
])
def test_a_sentence_with_a_day_is_no_line_of_the_page(line):
    assert told(f"关于古树保护的通知\n{line}\n一、登记\n按期登记。\n").published_on is None


@pytest.mark.parametrize("line", [
    "丁水〔2019〕12号/2019.03.05", "丁水〔2019〕12号 2019年3月5日", "丁水〔2019〕12号2019年3月5日", "2019年3月5日 丁水〔2019〕12号",
    "2019-03-05 丁水〔2019〕12号", "2019年3月5日丁水〔2019〕12号", "（丁水〔2019〕12号　2019年3月5日）", "丁水〔2019〕12号 | 2019-03-05",
    "丁水[2019]12号，2019年3月5日", "文号：丁水〔2019〕12号 日期：2019年3月5日", "丁水〔2019〕12号（二〇一九年三月五日）",
    "丁水〔2019〕12号　　2019年3月5日印发", "[2019-03-05]丁水〔2019〕12号",
    "丁市水务局　丁水〔2019〕12号　2019-03-05", "丁市水务局 2019年3月5日 丁水〔2019〕12号",
])
def test_a_number_and_a_day_on_one_line(line):
    told_of = told(f"关于河道清淤的通知\n{line}\n各镇：\n现就河道清淤通知如下。\n一、总体要求\n按期完成。\n丁市水务局\n")
    assert (told_of.number, told_of.issued_on, told_of.title) == ("丁水〔2019〕12号", date(2019, 3, 5), "关于河道清淤的通知")


@pytest.mark.parametrize("line", [
    "2019年3月5日丁水〔2019〕12号文印发后，各镇反映良好。", "丁水〔2019〕12号文自2019年3月5日起废止。", "2019年3月5日，丁水〔2019〕12号公布。",
])
def test_a_sentence_with_a_number_and_a_day_gives_neither(line):
    told_of = told(f"关于河道清淤的通知\n各镇：\n{line}\n一、总体要求\n按期完成。\n丁市水务局\n2020年1月2日\n")
    assert (told_of.number, told_of.issued_on) == ("", date(2020, 1, 2))


@pytest.mark.parametrize("line, day", [("发文日期：2019-03-05", "issued_on"), ("发文日期：2019-03-05 08:15", "published_on"), ("发布日期：2019-03-05", "published_on")])
def test_the_day_of_issue_is_none_of_the_page(line, day):
    told_of = told(f"标题：关于河道清淤的通知\n{line}\n正文：\n各镇：\n现通知如下。\n一、总体要求\n按期完成。\n")
    assert getattr(told_of, day) == date(2019, 3, 5) and bool(told_of.issued_on) is (day == "issued_on")


def test_the_signature_says_better_on_which_day():
    text = "关于河道清淤的通知\n丁水〔2019〕12号 2019-03-07\n各镇：\n现通知如下。\n一、总体要求\n按期完成。\n丁市水务局\n2019年3月5日\n"
    assert told(text).issued_on == date(2019, 3, 5)


@pytest.mark.parametrize("value, day", [
    ("2023-04-1909:49", date(2023, 4, 19)), ("2023年4月19日 09:49", date(2023, 4, 19)), ("2023-04-199:49来源", date(2023, 4, 19)),
    ("2023-04-191", None), ("2023-04-1909", None),
])
def test_the_hour_runs_on_in_a_tag(value, day):
    assert to_date(value) == day
