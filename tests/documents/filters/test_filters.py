"""Every declared filter, against a count by hand."""
import random
from collections import Counter
from datetime import date

import pytest
from django.utils import timezone

from documents import filters
from documents.filters import NONE
from documents.importing.slugs import words_slug
from documents.models import Document, State
from documents.vocabulary.ranges import read_days, read_years, write_days, write_years
from tests.factories import make_document

TODAY = timezone.localdate()
DAYS = [None, date(1, 1, 1), date(1999, 12, 31), date(2020, 1, 1), date(2020, 6, 30), date(2024, 2, 29), TODAY, date(9999, 12, 31)]


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def corpus(shared_database):
    with shared_database():
        chance = random.Random(11)
        for number in range(60):
            make_document(
                bodies=chance.sample(["教育部", "财政部", "网信办"], chance.randrange(3)),
                topics=chance.sample(["学籍", "教师", "数字化"], chance.randrange(4)),
                column=chance.choice([None, "政策精神", "工作动态"]), kind=chance.choice(["", "意见", "办法"]),
                issued_on=chance.choice(DAYS), effective_on=chance.choice(DAYS), repealed_on=chance.choice([None, *DAYS]),
                state=State.DRAFT if number % 7 == 0 else State.PUBLISHED,
            )
        return list(Document.objects.published().prefetch_related("bodies", "topics").select_related("column"))


@pytest.mark.parametrize("declared", filters.FILTERS, ids=lambda declared: declared.name)
def test_counts_and_narrowing_are_those_of_the_values_of_each_document(corpus, declared):
    published = Document.objects.published()
    by_hand = Counter(value for document in corpus for value in declared.indexed(document))
    if declared.is_counted:
        assert {choice.value: choice.count for choice in declared.counted(published)} == by_hand
    chance = random.Random(5)
    for _ in range(12):
        values = chance.sample(sorted(by_hand), min(len(by_hand), chance.randint(1, 3)))
        wanted = {document.pk for document in corpus if set(declared.indexed(document)) & set(values)}
        asked = [declared.spelled(value) for value in values] if declared.is_counted else [_as_day(value) for value in values]
        found = list(declared.narrow(published, asked).values_list("pk", flat=True))
        assert sorted(found) == sorted(wanted)  # none twice


def _as_day(value):
    return NONE if value == NONE else write_days(read_days(f"{int(value):08}"[:4] + "-" + value[-4:-2] + "-" + value[-2:]))


@pytest.mark.parametrize("bounds", [(None, 1999), (2020, 2024), (1, 9999), (9999, None), (2024, 2020), (1900, 1901)])
@pytest.mark.parametrize("name", ["year", "effect_year"])
def test_ranges_of_years_include_both_bounds(corpus, name, bounds):
    declared = filters.by_name()[name]
    low, high = bounds
    value = declared.spelled("..".join("" if year is None else f"{year:04}" for year in bounds))
    low, high = sorted(bounds) if None not in bounds else (low or 1, high or 9999)
    days = {document.pk: getattr(document, declared.field) for document in corpus}
    wanted = {pk for pk, day in days.items() if day and low <= day.year <= high}
    assert set(declared.narrow(Document.objects.published(), [value]).values_list("pk", flat=True)) == wanted
    wanted |= {pk for pk, day in days.items() if day is None}
    assert set(declared.narrow(Document.objects.published(), [value, NONE]).values_list("pk", flat=True)) == wanted


def test_the_words_of_the_language_are_each_one_filters():
    words = [word for declared in filters.FILTERS for word in declared.keywords]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", ["None", "NONE", "《none》", "none"])
def test_no_name_is_spelled_as_the_value_of_what_has_none(name):
    assert words_slug(name) != NONE


NO_YEARS = ["", "..", "abc", "0000", "-1", "202", "20211", "2021..abc", "1..1000000000", "2021,2022", "\x00", "２０２１x", "2021....2022x"]
NO_DAYS = ["", "..", "abc", "0000-01-01", "2021-13", "2021-02-30", "2021-00-01", "2021-1-1-1", "x..2021", "\x00", "9" * 5000]


@pytest.mark.parametrize("text", NO_YEARS)
def test_what_is_no_range_of_years(text):
    assert read_years(text) is None


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_range_of_days(text):
    assert read_days(text) is None


@pytest.mark.parametrize(("text", "spelled"), [
    ("2021", "2021"), ("2021年", "2021"), ("2021..2023", "2021..2023"), ("2023-2021", "2021..2023"), ("2021年至2023年", "2021..2023"),
    ("2021..", "2021.."), ("..2021", "..2021"), ("２０２１～２０２３".replace("～", "~"), "2021..2023"), ("2021..2021", "2021"),
])
def test_years_have_one_spelling(text, spelled):
    assert write_years(read_years(text)) == spelled and read_years(spelled) == read_years(text)


@pytest.mark.parametrize(("text", "spelled"), [
    ("2021-03-01", "2021-03-01"), ("2021年3月1日", "2021-03-01"), ("2024-02", "2024-02-01..2024-02-29"), ("2021", "2021-01-01..2021-12-31"),
    ("2021..2020", "2020-01-01..2021-12-31"), ("2021-03..", "2021-03-01.."), ("..2021-03", "..2021-03-31"),
])
def test_days_have_one_spelling(text, spelled):
    assert write_days(read_days(text)) == spelled and read_days(spelled) == read_days(text)
