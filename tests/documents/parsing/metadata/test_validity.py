from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from documents.parsing.metadata import validities

TODAY = date(2026, 1, 1)


def test_nothing_is_said_of_what_has_no_date():
    assert validities([("x", None, None)], TODAY) == {"x": ("unmarked", None)}
    assert validities([], TODAY) == {}


def test_versions_of_one_law():
    versions = [
        ("2016", date(2016, 3, 16), date(2016, 9, 1)),
        ("2023", date(2023, 12, 29), date(2024, 9, 5)),
        ("2026", date(2025, 12, 27), date(2026, 5, 1)),
    ]
    assert validities(versions, TODAY) == {
        "2016": ("amended", date(2024, 9, 5)),
        "2023": ("in-force", date(2024, 9, 5)),
        "2026": ("not-yet", date(2026, 5, 1)),
    }
    assert validities(versions, date(2024, 1, 1))["2016"] == ("in-force", date(2016, 9, 1))


def test_the_same_version_twice_is_not_amended_by_itself():
    twice = [("a", date(2021, 4, 29), None), ("b", date(2021, 4, 29), None)]
    assert validities(twice, TODAY) == {"a": ("in-force", date(2021, 4, 29)), "b": ("in-force", date(2021, 4, 29))}


DAYS = st.none() | st.dates(date(1950, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(st.integers(), DAYS, DAYS), unique_by=lambda version: version[0]), st.dates())
def test_every_version_gets_its_answer(versions, on):
    told = validities(versions, on)
    assert set(told) == {key for key, _issued, _effective in versions}
    in_force = {issued or effective for key, issued, effective in versions if told[key][0] == "in-force"}
    assert len(in_force) <= 1
