"""自印发之日起施行 counts from the day of printing in the 版记, where one is printed."""
from datetime import date

import pytest

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe


def told(clause, printed):
    return describe(RawText(
        "己市人民政府办公厅关于印发己市借书办法的通知\n己府办〔2024〕13号\n各区：\n现印发给你们。\n己市人民政府办公厅\n2024年7月26日\n"
        f"己市借书办法\n第一条　为了方便读者，制定本办法。\n第二条　本办法{clause}。\n{printed}\n"
    ), {}, seed_bodies())


@pytest.mark.parametrize("printed", [
    "己市人民政府办公厅秘书处 2024年7月29日印发", "己市人民政府办公厅　　　　　　　　2024年7月29日印发", "己市人民政府办公厅2024年7月29日印发",
    "己市人民政府办公厅秘书处　2024年7月29日 印发", "2024年7月29日印发", "抄送：己市人大。\n己市人民政府办公厅　2024年7月29日印发", "印发日期：2024年7月29日",
    "己市人民政府办公厅 2024 年 7 月 29 日印发", "己市人民政府办公厅　2024年7月29日印发（共印50份）", "印发日期：2024-07-29", "己市办公厅文电处　2024年7月29日印发",
    "公开方式：主动公开\n己市人民政府办公厅秘书科　　2024年7月29日印　发", "己市人民政府办公厅　二〇二四年七月二十九日印发", "己市办公厅　二○二四年七月廿九日印发",
])
def test_the_day_of_printing(printed):
    known = told("自印发之日起施行，有效期5年", printed)
    assert (known.effective_on, known.issued_on) == (date(2024, 7, 29), date(2024, 7, 26))


@pytest.mark.parametrize("clause, printed, day", [
    ("自印发之日起施行", "", date(2024, 7, 26)),
    ("自2024年9月1日起施行", "己市人民政府办公厅　2024年7月29日印发", date(2024, 9, 1)),
    ("自印发之日起施行", "根据市教育局2024年7月29日印发的文件执行。", date(2024, 7, 26)),
    ("自印发之日起施行", "己市人民政府办公厅　2023年7月29日印发", date(2024, 7, 26)),
    ("自印发之日起施行", "己市人民政府办公厅　2025年7月29日印发", date(2024, 7, 26)),
    ("自印发之日起30日后施行", "己市人民政府办公厅　2024年7月29日印发", date(2024, 8, 28)),
    ("自公布之日起施行", "己市人民政府办公厅　2024年7月29日印发", date(2024, 7, 26)),
])
def test_other_days(clause, printed, day):
    assert told(clause, printed).effective_on == day
