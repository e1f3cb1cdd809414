import pytest

from documents.signals import bulk, bulk_ended, is_bulk


@pytest.fixture
def ended():
    heard = []

    def listener(**kwargs):
        heard.append(is_bulk())

    bulk_ended.connect(listener)
    yield heard
    bulk_ended.disconnect(listener)


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_bulk_is_told_once_it_is_over(ended):
    assert not is_bulk()
    with bulk():
        assert is_bulk() and ended == []
    assert ended == [False]


@pytest.mark.django_db(transaction=True)
def test_a_bulk_that_fails_ends_as_well(ended):
    with pytest.raises(KeyboardInterrupt), bulk():
        raise KeyboardInterrupt
    assert ended == [False]
