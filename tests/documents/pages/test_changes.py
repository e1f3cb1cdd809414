"""What changed in a week, and what lies ahead."""
from datetime import date, datetime, timedelta, timezone

import pytest
from django.utils import timezone as django_timezone

from documents.models import Document
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def page(client, **query):
    answer = client.get("/changes/", query)
    assert answer.status_code == 200
    return answer.content.decode().replace("<wbr>", "")


@pytest.fixture
def today():
    return django_timezone.localdate()


def ended(title, on, validity="repealed", **values):
    document = make_document(title, validity=validity, validity_since=on, validity_basis="person", **values)
    document.events.create(validity=validity, on=on, basis="person", proof=f"{title}的依据。")
    return document


def test_what_begins_and_ends_in_the_week_stands_on_it(client, today):
    make_document("甲施行", effective_on=today - timedelta(days=6))
    make_document("乙早已施行", effective_on=today - timedelta(days=7))
    make_document("丙将施行", effective_on=today + timedelta(days=30))
    make_document("丁远期", effective_on=today + timedelta(days=31))
    ended("戊废止", today)
    ended("己早已废止", today - timedelta(days=40))
    Document.objects.update(collected_at=datetime(2000, 1, 1, tzinfo=timezone.utc))
    text = page(client)
    assert all(words in text for words in ("甲施行", "丙将施行", "戊废止", "戊废止的依据。"))
    assert not any(words in text for words in ("乙早已", "丁远期", "己早已"))
    assert text.index("甲施行") < text.index("戊废止") < text.index("丙将施行")


def test_what_is_not_published_or_was_overruled_is_not_told(client, today):
    ended("秘密甲", today, state="draft")
    make_document("秘密乙", effective_on=today, state="withdrawn")
    overruled = ended("丙", today)
    overruled.validity, overruled.validity_since, overruled.collected_at = "in-force", None, None
    overruled.save()
    text = page(client)
    assert "秘密" not in text and "丙的依据" not in text


def before_2020(**values):
    made = make_document("更早", **values)
    Document.objects.filter(pk=made.pk).update(collected_at=datetime(2024, 1, 1, tzinfo=timezone.utc))
    return made


@pytest.mark.parametrize(("values", "leads_back"), [
    ({}, False),
    ({"effective_on": date(2020, 4, 27)}, False),  # the first day of the week that is shown
    ({"effective_on": date(2020, 4, 26), "state": "draft"}, False),
    ({"effective_on": date(2020, 4, 26)}, True),
    ({"issued_on": date(1990, 1, 1)}, False),
])
def test_no_way_leads_to_weeks_before_all_that_is_held(client, values, leads_back):
    before_2020(**values)
    assert ("前一周" in page(client, until="2020-05-03")) == leads_back


@pytest.mark.parametrize(("state", "leads_back"), [("published", True), ("withdrawn", False)])
def test_an_end_or_a_collection_leads_back_too(client, state, leads_back):
    one = before_2020(state=state)
    event = one.events.create(validity="repealed", on=date(2000, 1, 1), basis="text", proof="原句")
    assert ("前一周" in page(client, until="2020-05-03")) == leads_back
    event.delete()
    assert "前一周" not in page(client, until="2020-05-03")
    Document.objects.filter(pk=one.pk).update(collected_at=datetime(2020, 4, 26, 3, tzinfo=timezone.utc))
    assert ("前一周" in page(client, until="2020-05-03")) == leads_back


def test_a_week_of_the_past_leads_on_and_back(client, today):
    make_document("甲办法", effective_on=date(2020, 5, 1))
    make_document("乙办法", effective_on=date(2010, 5, 1))
    text = page(client, until="2020-05-03")
    assert "一周变化" in text and "甲办法" in text and "今后三十天" not in text
    assert "?until=2020-04-26" in text and "?until=2020-05-10" in text


@pytest.mark.parametrize("until", ["", "昨天", "0001-01-01", "9999-12-31", "2020-13-45", "<script>"])
def test_any_day_is_answered(client, until):
    assert "<script>alert" not in page(client, until=until)


def test_the_page_costs_as_many_queries_whatever_happens(client, today, django_assert_max_num_queries):
    for n in range(30):
        make_document(f"施行{n}", effective_on=today, bodies=["教育部"], topics=["题"])
        ended(f"废止{n}", today)
    with django_assert_max_num_queries(14):
        page(client)


def test_many_that_were_collected_are_counted_by_day_and_kind_and_stand_on_pages(client, today):
    for n in range(23):
        make_document(f"甲{n:02}办法", kind="办法" if n else "通知")
    old = make_document("乙规定", kind="规定")
    Document.objects.filter(pk=old.pk).update(collected_at=django_timezone.now() - timedelta(days=2))
    make_document("秘密", kind="命令", state="draft")
    first, second = page(client), page(client, page="2")
    assert "23 份" in first and "办法 22" in first and "通知 1" in first and "命令" not in first
    assert first.count('<p class="title">') == 20 and second.count('<p class="title">') == 4
    assert "乙规定" not in first and "1 份" in second and "甲02办法" in second
    assert all("甲22办法" in page(client, page=number) for number in ("", "x"))
