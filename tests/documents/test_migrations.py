"""What a database of an earlier version holds is carried over."""
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("documents", "0002_loaded_samples")], [("documents", "0003_status_on_a_day")]
DAY, ISSUED = date(2025, 1, 3), date(2013, 8, 11)
NOTHING = {"repealed_on": None, "repeal_proof": "", "amended_on": None, "superseded_on": None}


def migrate(to):
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps.get_model("documents", "Document")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("validity", "basis", "after"), [
    ("repealed", "citation", {"validity": "unmarked", "validity_since": None, "validity_basis": "", "repealed_on": DAY, "repeal_proof": "原句"}),
    ("amended", "citation", {"validity": "unmarked", "validity_proof": "", "amended_on": DAY, "amendment_proof": "原句"}),
    ("amended", "versions", {"validity": "in-force", "validity_since": ISSUED, "superseded_on": DAY}),
    ("not-yet", "versions", {"validity": "in-force", "validity_since": DAY, **NOTHING}),
    ("repealed", "person", {"validity": "repealed", "validity_since": DAY, "validity_proof": "原句", **NOTHING}),
])
def test_what_was_told_of_validity_becomes_dates(validity, basis, after):
    try:
        old = migrate(BEFORE).objects.create(
            title="甲", slug="甲", issued_on=ISSUED, validity=validity, validity_since=DAY, validity_proof="原句", validity_basis=basis,
        )
        new = migrate(AFTER).objects.filter(pk=old.pk).values().get()
        assert {name: new[name] for name in after} == after
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_what_was_ignored_as_no_document_stays_so_when_it_is_resolved_again():
    try:
        executor = MigrationExecutor(connection)
        executor.migrate([("documents", "0004_confirmed_bodies")])
        apps = executor.loader.project_state([("documents", "0004_confirmed_bodies")]).apps
        citing = apps.get_model("documents", "Document").objects.create(title="甲", slug="甲")
        rows = apps.get_model("documents", "Citation").objects
        for start, resolution in enumerate(("ignored", "none", "one")):
            rows.create(citing=citing, start=start, end=start + 1, kind="mention", resolution=resolution)
        executor = MigrationExecutor(connection)
        executor.migrate([("documents", "0005_references_as_read")])
        apps = executor.loader.project_state([("documents", "0005_references_as_read")]).apps
        new = apps.get_model("documents", "Citation").objects.order_by("start")
        assert list(new.values_list("resolution", "doubtful")) == [("ignored", True), ("none", False), ("one", False)]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
