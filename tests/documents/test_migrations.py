"""What a database of an earlier version holds is carried over."""
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from documents.revisions import record
from tests.factories import make_document

DAY, ISSUED = date(2025, 1, 3), date(2013, 8, 11)
NOTHING = {"repealed_on": None, "repeal_proof": "", "amended_on": None, "superseded_on": None}


def validity_becomes_dates(old):
    kept = []
    for number, (validity, basis, after) in enumerate([
        ("repealed", "citation", {"validity": "unmarked", "validity_since": None, "validity_basis": "", "repealed_on": DAY, "repeal_proof": "原句"}),
        ("amended", "citation", {"validity": "unmarked", "validity_proof": "", "amended_on": DAY, "amendment_proof": "原句"}),
        ("amended", "versions", {"validity": "in-force", "validity_since": ISSUED, "superseded_on": DAY}),
        ("not-yet", "versions", {"validity": "in-force", "validity_since": DAY, **NOTHING}),
        ("repealed", "person", {"validity": "repealed", "validity_since": DAY, "validity_proof": "原句", **NOTHING}),
    ]):
        facts = {"validity": validity, "validity_since": DAY, "validity_proof": "原句", "validity_basis": basis}
        kept.append((old("Document").create(title="甲", slug=f"时效{number}", issued_on=ISSUED, **facts).pk, after))
    new = yield
    for pk, after in kept:
        assert new("Document").filter(pk=pk).values(*after).get() == after


def what_was_ignored_as_no_document_stays_so(old):
    citing = old("Document").create(title="甲", slug="引用")
    for start, resolution in enumerate(("ignored", "none", "one")):
        old("Citation").create(citing=citing, start=start, end=start + 1, kind="mention", resolution=resolution)
    new = yield
    cited = new("Citation").filter(citing=citing.pk).order_by("start")
    assert list(cited.values_list("resolution", "doubtful")) == [("ignored", True), ("none", False), ("one", False)]


def every_document_gets_a_first_revision(old):
    made = [
        old("Document").create(title=f"文件{number}", slug=f"{number}", markdown="同" if number else "异", state="published", issued_on=DAY)
        for number in range(5)
    ]
    for position, name in enumerate(["乙局", "甲局"]):
        body = old("IssuingBody").create(name=name, slug=name)
        old("DocumentBody").create(document=made[0], body=body, position=position, signed_as=name)
    old("Document").filter(slug="0").update(validity="expired", validity_basis="person", original="originals/a", original_name="甲.txt")
    new = yield
    revisions = new("Revision").filter(document__in=[one.pk for one in made]).order_by("document_id")
    assert list(revisions.values_list("number", "document__title")) == [(1, f"文件{number}") for number in range(5)]
    assert new("Text").filter(revisions__in=revisions).distinct().count() == 2
    kept = revisions.first()
    updated = new("Document").get(slug="0").updated_at
    assert (kept.created_at, kept.original.name, kept.original_name) == (updated, "originals/a", "甲.txt")
    assert kept.facts == {
        "title": "文件0", "issued_on": "2025-01-03", "bodies": ["乙局", "甲局"], "state": "published", "validity": "expired",
    }


PROOF = "依据《新〈办法〉》第三十条：“《甲》同时废止。”"


def columns_become_events_with_who_proves_them(old):
    kept = []
    for number, (values, events) in enumerate([
        ({}, []),
        ({"validity": "unmarked", "validity_basis": "person"}, [("unmarked", None, "person", "", None, "", "")]),
        ({"validity": "expired", "validity_since": DAY, "validity_basis": "person", "validity_proof": "原句"},
         [("expired", DAY, "person", "原句", None, "", "")]),
        ({"repealed_on": DAY, "repeal_proof": PROOF}, [("repealed", DAY, "text", "《甲》同时废止。", "新〈办法〉", "第三十条", "art-30")]),
        ({"repealed_on": DAY, "repeal_proof": "依据《别的》：“《甲》同时废止。”"}, [("repealed", DAY, "text", "依据《别的》：“《甲》同时废止。”", None, "", "")]),
        ({"amended_on": DAY, "amendment_proof": "原句"}, [("amended", DAY, "text", "原句", None, "", "")]),
        ({"validity": "in-force", "validity_since": ISSUED, "validity_basis": "versions", "superseded_on": DAY},
         [("in-force", ISSUED, "versions", "", None, "", ""), ("amended", DAY, "versions", "", "甲（新）", "", "")]),
    ]):
        common = {"work": f"甲{number}", "state": "published"}
        one = old("Document").create(title="甲", slug=f"事件{number}", issued_on=ISSUED, **common, **values)
        citing = old("Document").create(title="新〈办法〉", slug=f"新{number}", state="published")
        old("Document").create(title="甲（新）", slug=f"甲新{number}", issued_on=DAY, **common)
        citing.sections.create(position=1, level=1, label="第三十条", anchor="art-30")
        citing.citations.create(start=1, end=2, kind="repeals", resolution="one", cited=one)
        kept.append((one.pk, values, events))
    new = yield
    for pk, values, events in kept:
        found = new("StatusEvent").filter(document=pk).order_by("pk")
        assert list(found.values_list("validity", "on", "basis", "proof", "by__title", "section", "anchor")) == events
        if values:
            assert new("Document").filter(pk=pk).values(*values).get() == values


def documents_become_editions_of_works_and_cited_works_stay(old):
    waiting = old("CitedWork").create(key="乙法", title="乙法", slug="乙法")
    first, second, notice = (
        old("Document").create(title=title, slug=slug, work=work)
        for title, slug, work in (("乙法", "a", "中华人民共和国乙法"), ("乙法", "b", "乙法"), ("通知", "通知", ""))
    )
    old("Citation").create(citing=notice, start=0, end=1, kind="mention", resolution="one", cited=first)
    old("Citation").create(citing=notice, start=1, end=2, kind="mention", resolution="none", work=waiting)
    new = yield
    work_of = dict(new("Document").filter(pk__in=(first.pk, second.pk, notice.pk)).values_list("pk", "work__key"))
    assert work_of == {first.pk: "乙法", second.pk: "乙法", notice.pk: "document:通知"}
    cited = new("Citation").filter(citing=notice.pk).order_by("start").values_list("cited", "work")
    assert list(cited) == [(first.pk, waiting.pk), (None, waiting.pk)]
    assert new("Work").get(pk=waiting.pk).slug == "乙法"


STEPS = [
    ("0002_loaded_samples", "0003_status_on_a_day", validity_becomes_dates),
    ("0004_confirmed_bodies", "0005_references_as_read", what_was_ignored_as_no_document_stays_so),
    ("0008_revisions", "0009_first_revisions", every_document_gets_a_first_revision),
    ("0009_first_revisions", "0010_status_events", columns_become_events_with_who_proves_them),
    ("0011_former_editions", "0014_every_document_has_a_work", documents_become_editions_of_works_and_cited_works_stay),
]
"""Before, after, and what fills the one and then looks at the other."""


def migrate(name=None):
    """→ a function: a model's name → its rows, as that migration (or the last of all) has them."""
    executor = MigrationExecutor(connection)
    to = [("documents", name)] if name else executor.loader.graph.leaf_nodes()
    executor.migrate(to)
    models = executor.loader.project_state(to).apps
    return lambda model: models.get_model("documents", model).objects


@pytest.mark.site
@pytest.mark.django_db(transaction=True)
def test_what_an_earlier_version_held_is_carried_over(monkeypatch):
    monkeypatch.setattr(import_module("documents.migrations.0009_first_revisions"), "BATCH", 2)
    try:  # in one walk: each way back costs some ten seconds
        for before, after, carry in STEPS:
            carried = carry(migrate(before))
            next(carried)
            with pytest.raises(StopIteration):
                carried.send(migrate(after))
    finally:
        migrate()


@pytest.mark.django_db
def test_the_first_revision_of_a_migrated_document_is_what_recording_makes_of_it():
    document = make_document(bodies=["乙局", "甲局"], topics=["丙", "丁"], column="栏", number="甲〔2021〕1号", issued_on=DAY, note="注")
    import_module("documents.migrations.0009_first_revisions").keep(apps, None)
    assert record(document) is None and document.revisions.count() == 1
