from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from documents.parsing.metadata import terms


def test_nothing_is_said_of_what_has_no_date():
    assert terms([("x", None, None)]) == {"x": (None, None)}
    assert terms([]) == {}


def test_versions_of_one_law():
    versions = [
        ("2016", date(2016, 3, 16), date(2016, 9, 1)),
        ("2023", date(2023, 12, 29), date(2024, 9, 5)),
        ("2026", date(2025, 12, 27), date(2026, 5, 1)),
    ]
    assert terms(versions) == {
        "2016": (date(2016, 9, 1), date(2024, 9, 5)),
        "2023": (date(2024, 9, 5), date(2026, 5, 1)),
        "2026": (date(2026, 5, 1), None),
    }


def test_a_version_that_a_newer_one_overtakes_before_its_day_ends_with_that():
    versions = [("a", date(2020, 1, 1), None), ("b", date(2021, 1, 1), date(2030, 1, 1)), ("c", date(2022, 1, 1), date(2025, 1, 1))]
    assert {key: end for key, (_, end) in terms(versions).items()} == {"a": date(2025, 1, 1), "b": date(2025, 1, 1), "c": None}


def test_the_same_version_twice_is_not_superseded_by_itself():
    twice = [("a", date(2021, 4, 29), None), ("b", date(2021, 4, 29), None)]
    assert terms(twice) == dict.fromkeys("ab", (date(2021, 4, 29), None))


DAYS = st.none() | st.dates(date(1950, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(st.integers(), DAYS, DAYS), unique_by=lambda version: version[0]), st.dates())
def test_on_no_day_are_two_versions_in_force(versions, on):
    told = terms(versions)
    assert set(told) == {key for key, _issued, _effective in versions}
    in_force = {
        issued or effective for key, issued, effective in versions
        if told[key][0] and told[key][0] <= on and not (told[key][1] and told[key][1] <= on)
    }
    assert len(in_force) <= 1
