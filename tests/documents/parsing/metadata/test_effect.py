"""From when on a text says that it is in force itself, in many forms; and what is said of other things."""
from datetime import date

import pytest

from documents.parsing.metadata.effect import find_effect

ISSUED = date(2020, 3, 1)


@pytest.mark.parametrize(("text", "on"), [
    ("此前规定自2020年4月1日起施行。", None),
    ("此类许可自2020年4月1日起施行。", None),
    ("本办法第五条自2020年4月1日起施行。", None),
    ("本办法第三章自公布之日起六个月后施行。", None),
    ("《旧办法》自2020年4月1日起施行。", None),
    ("自公布之日起十个工作日后施行的，从其规定。", None),
    ("本市自2020年4月1日起实施网上办理。", None),
    ("许可证有效期为2020年4月1日至2021年3月31日。", None),
    ("原收费标准执行期限为2020年4月1日至2021年3月31日。", None),
    ("《旧办法》有效期为2020年4月1日至2021年3月31日。", None),
    ("收费标准执行期限为2020年4月1日至2021年3月31日。", "2020-04-01"),
    ("本通知执行期限自2020年4月1日起至2021年3月31日止。", "2020-04-01"),
    ("本办法自2020年4月1日起施行。", "2020-04-01"),
    ("本办法自2020年4月1日起暂行。", "2020-04-01"),
    ("第五条　本办法自2020年4月1日起施行。", "2020-04-01"),
    ("本办法自公布之日起施行。", "2020-03-01"),
    ("本办法从公布之日起施行。", "2020-03-01"),
    ("本办法自公布之日起六个月后施行。", "2020-09-01"),
    ("本办法自公布之日起满六个月之日起施行。", "2020-09-01"),
    ("本办法于公布之日起30日后施行。", "2020-03-31"),
    ("本办法从印发之日起满1个月后正式实施。", "2020-04-01"),
])
def test_the_first_day_in_force(text, on):
    found = find_effect(text)
    day = found and found.delay.after(found.on or ISSUED)
    assert (day.isoformat() if day else None) == on
