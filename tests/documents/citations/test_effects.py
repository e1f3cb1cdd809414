"""From when on a repeal holds, in the words of its sentence; and what is none."""
from datetime import date

import pytest

from documents.citations.effects import announced_days, effective_date, is_enacted
from documents.vocabulary.enums import CitationKind

ISSUED, BEGINS = date(2026, 1, 1), date(2026, 2, 1)


@pytest.mark.parametrize(("sentence", "on"), [
    ("对2020年4月1日起施行的《甲办法》予以废止。", "2026-02-01"),
    ("《甲办法》（自2020年4月1日起施行）同时废止。", "2026-02-01"),
    ("2020年4月1日起实施的《甲办法》自2026年5月1日起废止。", "2026-05-01"),
    ("《甲办法》自2026年5月1日起废止。", "2026-05-01"),
    ("《甲办法》自2026年5月1日废止。", "2026-05-01"),
    ("《甲办法》自2026-05-01起废止。", "2026-05-01"),
    ("自2026.5.1起，《甲办法》停止执行。", "2026-05-01"),
    ("《甲办法》于二〇二六年五月一日自动失效。", "2026-05-01"),
    ("现决定自印发之日起废止《甲办法》。", "2026-01-01"),
    ("《甲办法》同时废止。", "2026-02-01"),
    ("自2026年13月1日起，《甲办法》废止。", "2026-02-01"),
])
def test_the_first_day_on_which_a_repeal_holds(sentence, on):
    assert effective_date(sentence, sentence, issued=(ISSUED,), effective_on=BEGINS).isoformat() == on


@pytest.mark.parametrize(("sentence", "on"), [
    ("本办法自公布之日起三个月后施行，《甲办法》同时废止。", date(2026, 4, 1)),
    ("本办法自发布之日起满30日后施行，原《甲办法》同时停止执行。", date(2026, 1, 31)),
    ("本规定自印发之日起90日后施行，《甲规定》同时废止。", date(2026, 4, 1)),
    ("本规定自印发之日起施行，《甲规定》自本规定印发之日起满90日废止。", date(2026, 4, 1)),
    ("本规定自印发之日起5个工作日后施行，《甲规定》同时废止。", None),
    ("本规定自印发之日起施行，有效期三年，《甲规定》同时废止。", ISSUED),
])
def test_a_repeal_waits_as_long_after_the_issue_as_its_text(sentence, on):
    assert effective_date(sentence, sentence, issued=(ISSUED,), effective_on=None) == on
    if on != ISSUED:
        assert effective_date(sentence, sentence, issued=(ISSUED,), effective_on=BEGINS) == BEGINS


@pytest.mark.parametrize(("sentence", "is_one"), [
    ("拟废止《甲办法》，现征求意见。", False),
    ("《甲办法》拟于2026年5月1日废止。", False),
    ("要抓紧废止《甲办法》。", False),
    ("《甲办法》是否废止，请研究。", False),
    ("《甲办法》于2026年5月1日废止。", True),
    ("《甲办法》自2026年5月1日自动废止。", True),
    ("《甲办法》同时废止。", True),
])
def test_what_repeals_and_what_only_speaks_of_it(sentence, is_one):
    assert is_enacted(CitationKind.REPEALS, sentence) == is_one


def test_a_day_is_that_of_its_own_clause():
    text = "本通知自2024年1月1日起施行；附件所列文件自2024年9月1日起停止执行；本目录另行公布。\n\n1.《甲办法》"
    assert announced_days(text, len(text)) == {date(2024, 9, 1)}
