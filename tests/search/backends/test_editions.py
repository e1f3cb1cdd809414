import numpy as np

from search.backends.editions import editions

VALUES = ["2018010120171101公司法", "2024070120231229公司法", "2099010120981201公司法", "2020010120191201刑法"]


def as_on(day: int, alive=(True, True, True, True, True)):
    """Documents 0 to 3 have the values in order; 4 has none."""
    return editions(VALUES, np.arange(4), np.arange(4), np.array(alive), day)


def shown(found, *matching: int) -> list[int]:
    truths = np.isin(np.arange(5), matching)
    return [document for document in matching if document not in found.folded(truths).tolist()]


def test_the_edition_in_force_stands_for_its_work():
    assert shown(as_on(20250101), 0, 1, 2, 3, 4) == [1, 3, 4]
    assert shown(as_on(20200101), 0, 1, 2) == [0]
    assert shown(as_on(21000101), 0, 1, 2) == [2]


def test_where_it_does_not_match_the_nearest_stands():
    assert shown(as_on(20250101), 0, 2) == [0]
    assert shown(as_on(20000101), 0, 1, 2) == [0]
    assert shown(as_on(20250101)) == []


def test_what_is_gone_stands_for_nothing():
    found = as_on(20250101, alive=(True, False, True, True, True))
    assert shown(found, 0, 2) == [0] and found.superseded.tolist() == [2]
    assert as_on(20250101).superseded.tolist() == [0, 2]


def test_a_work_of_one_edition_is_no_group():
    assert as_on(20250101).works.tolist() == [0, 0, 0, -1, -1]


def test_repeated_counts_further_editions_at_one_place():
    found = as_on(20250101)
    places, documents = np.array([0, 0, 1, 1, 0]), np.array([0, 1, 2, 3, 4])
    assert found.repeated(places, documents, 2).tolist() == [1, 0]


def test_of_two_copies_of_one_day_the_last_to_be_issued_stands():
    values = ["2022050120220404某解释", "2022050120220424某解释"]
    found = editions(values, np.arange(2), np.arange(2), np.ones(2, bool), 20250101)
    assert found.folded(np.ones(2, bool)).tolist() == [0] and found.superseded.tolist() == []
