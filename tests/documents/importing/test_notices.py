"""Two hundred real notices, whose titles are alike from city to city, make the same corpus in any order, and again."""
import random
from pathlib import Path

import pytest
from django.db import transaction

from documents.importing import Outcome, import_source, sources_in, understand
from documents.models import Document, State

NOTICES = Path(__file__).parents[2] / "samples" / "notices" / "notices.zip"
ORDERS = 5


@pytest.fixture(scope="module")
def read(django_db_setup, django_db_blocker):
    """The sources, each with what is understood of it: once, for all orders."""
    with django_db_blocker.unblock():
        return [(source, understand(source)) for source in sources_in(NOTICES)]


def bring(pairs) -> list[Outcome]:
    return [import_source(source, state=State.PUBLISHED, understood=lambda parsed=parsed: parsed).outcome for source, parsed in pairs]


@pytest.mark.site
@pytest.mark.django_db
def test_in_any_order_every_text_is_held_and_a_second_run_changes_nothing(read):
    corpora = []
    for seed in range(ORDERS):
        pairs = random.Random(seed).sample(read, len(read))
        with transaction.atomic():
            assert set(bring(pairs)) == {Outcome.CREATED}
            held = list(Document.objects.order_by("pk").values_list("pk", "title", "text_hash", "state"))
            if not seed:
                assert set(bring(pairs[::-1])) == {Outcome.UNCHANGED}
                assert list(Document.objects.order_by("pk").values_list("pk", "title", "text_hash", "state")) == held
            corpora.append({row[1:] for row in held})
            transaction.set_rollback(True)
    assert len(corpora[0]) == len(read) == 200
    assert all(corpus == corpora[0] for corpus in corpora)
