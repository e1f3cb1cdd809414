"""What a database of an earlier version holds is carried over."""
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from documents.revisions import record
from tests.factories import make_document

pytestmark = pytest.mark.site  # each migrates a whole database back and forth

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


PROOF = "依据《新〈办法〉》第三十条：“《甲》同时废止。”"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("values", "events"), [
    ({}, []),
    ({"validity": "unmarked", "validity_basis": "person"}, [("unmarked", None, "person", "", None, "", "")]),
    ({"validity": "expired", "validity_since": DAY, "validity_basis": "person", "validity_proof": "原句"},
     [("expired", DAY, "person", "原句", None, "", "")]),
    ({"repealed_on": DAY, "repeal_proof": PROOF}, [("repealed", DAY, "text", "《甲》同时废止。", "新〈办法〉", "第三十条", "art-30")]),
    ({"repealed_on": DAY, "repeal_proof": "依据《别的》：“《甲》同时废止。”"}, [("repealed", DAY, "text", "依据《别的》：“《甲》同时废止。”", None, "", "")]),
    ({"amended_on": DAY, "amendment_proof": "原句"}, [("amended", DAY, "text", "原句", None, "", "")]),
    ({"validity": "in-force", "validity_since": ISSUED, "validity_basis": "versions", "superseded_on": DAY},
     [("in-force", ISSUED, "versions", "", None, "", ""), ("amended", DAY, "versions", "", "甲（新）", "", "")]),
])
def test_what_columns_told_of_a_status_becomes_events_with_who_proves_them(values, events):
    try:
        executor = MigrationExecutor(connection)
        executor.migrate([("documents", "0009_first_revisions")])
        apps = executor.loader.project_state([("documents", "0009_first_revisions")]).apps
        documents = apps.get_model("documents", "Document").objects
        old = documents.create(title="甲", slug="甲", work="甲", state="published", issued_on=ISSUED, **values)
        citing = documents.create(title="新〈办法〉", slug="新", state="published")
        documents.create(title="甲（新）", slug="甲-新", work="甲", state="published", issued_on=DAY)
        citing.sections.create(position=1, level=1, label="第三十条", anchor="art-30")
        citing.citations.create(start=1, end=2, kind="repeals", resolution="one", cited=old)
        executor = MigrationExecutor(connection)
        executor.migrate([("documents", "0010_status_events")])
        apps = executor.loader.project_state([("documents", "0010_status_events")]).apps
        found = apps.get_model("documents", "StatusEvent").objects.filter(document=old.pk).order_by("pk")
        assert list(found.values_list("validity", "on", "basis", "proof", "by__title", "section", "anchor")) == events
        now = apps.get_model("documents", "Document").objects.filter(pk=old.pk)
        assert now.values(*values).get() == values if values else not found
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


@pytest.mark.django_db(transaction=True)
def test_every_document_gets_a_first_revision(monkeypatch):
    before, after = [("documents", "0008_revisions")], [("documents", "0009_first_revisions")]
    monkeypatch.setattr(import_module("documents.migrations.0009_first_revisions"), "BATCH", 2)
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(before)
        apps = executor.loader.project_state(before).apps
        documents, bodies = apps.get_model("documents", "Document").objects, apps.get_model("documents", "IssuingBody").objects
        for number in range(5):
            documents.create(title=f"文件{number}", slug=f"{number}", markdown="同" if number else "异", state="published", issued_on=DAY)
        first = documents.get(slug="0")
        for position, name in enumerate(["乙局", "甲局"]):
            signed = {"document": first, "body": bodies.create(name=name, slug=name), "position": position, "signed_as": name}
            apps.get_model("documents", "DocumentBody").objects.create(**signed)
        documents.filter(slug="0").update(validity="expired", validity_basis="person", original="originals/a", original_name="甲.txt")
        executor = MigrationExecutor(connection)
        executor.migrate(after)
        apps = executor.loader.project_state(after).apps
        revisions = apps.get_model("documents", "Revision").objects.order_by("document_id")
        assert list(revisions.values_list("number", "document__title")) == [(1, f"文件{number}") for number in range(5)]
        assert apps.get_model("documents", "Text").objects.count() == 2
        kept = revisions.first()
        assert (kept.created_at, kept.original.name, kept.original_name) == (documents.get(slug="0").updated_at, "originals/a", "甲.txt")
        assert kept.facts == {
            "title": "文件0", "issued_on": "2025-01-03", "bodies": ["乙局", "甲局"], "state": "published", "validity": "expired",
        }
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db
def test_the_first_revision_of_a_migrated_document_is_what_recording_makes_of_it():
    document = make_document(bodies=["乙局", "甲局"], topics=["丙", "丁"], column="栏", number="甲〔2021〕1号", issued_on=DAY, note="注")
    import_module("documents.migrations.0009_first_revisions").keep(apps, None)
    assert record(document) is None and document.revisions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_documents_become_editions_of_works_and_cited_works_stay():
    try:
        executor = MigrationExecutor(connection)
        executor.migrate([("documents", "0011_former_editions")])
        old = executor.loader.project_state([("documents", "0011_former_editions")]).apps
        documents, citations, works = (old.get_model("documents", name).objects for name in ("Document", "Citation", "CitedWork"))
        waiting = works.create(key="甲法", title="甲法", slug="甲法")
        first, second, notice = (
            documents.create(title=title, slug=slug, work=work)
            for title, slug, work in (("甲法", "a", "中华人民共和国甲法"), ("甲法", "b", "甲法"), ("通知", "通知", ""))
        )
        citations.create(citing=notice, start=0, end=1, kind="mention", resolution="one", cited=first)
        citations.create(citing=notice, start=1, end=2, kind="mention", resolution="none", work=waiting)
        executor = MigrationExecutor(connection)
        executor.migrate([("documents", "0014_every_document_has_a_work")])
        new = executor.loader.project_state([("documents", "0014_every_document_has_a_work")]).apps
        work_of = dict(new.get_model("documents", "Document").objects.values_list("pk", "work__key"))
        assert work_of == {first.pk: "甲法", second.pk: "甲法", notice.pk: "document:通知"}
        cited = new.get_model("documents", "Citation").objects.order_by("start").values_list("cited", "work")
        assert list(cited) == [(first.pk, waiting.pk), (None, waiting.pk)]
        assert new.get_model("documents", "Work").objects.get(pk=waiting.pk).slug == "甲法"
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
