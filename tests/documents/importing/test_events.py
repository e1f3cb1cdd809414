"""Events of status: who proves what, and which word outranks which."""
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.importing import Source, import_source, set_state, update
from documents.importing.events import DERIVED, WITH_PROVERS, record, record_decision
from documents.models import Document, State, StatusEvent, ValidityBasis
from tests.factories import make_document

pytestmark = pytest.mark.django_db
DAY, LATER = date(2020, 1, 1), date(2021, 1, 1)


def put(name, text, **facts):
    result = import_source(Source(name, text.encode(), facts), state=State.PUBLISHED)
    return Document.objects.get(pk=result.document_id)


def old_and_new():
    old = put("旧.txt", "甲市旧办法\n甲政〔2013〕7号\n第一条　为了管理，制定本办法。\n甲市人民政府\n2013年8月11日\n")
    new = put("新.txt", "甲市新办法\n甲政〔2025〕1号\n第一条　为了管理，制定本办法。\n第二条　本办法自2025年3月1日起施行。《甲市旧办法》（甲政〔2013〕7号）同时废止。\n甲市人民政府\n2025年1月3日\n")
    return old, new


def events(document):
    return list(document.events.order_by("on", "basis").values_list("validity", "on", "basis", "by", "section", "anchor"))


def event(document, validity, basis, on=DAY, **values):
    return StatusEvent(document=document, validity=validity, on=on, basis=basis, **values)


def test_a_repeal_is_an_event_with_the_document_and_the_article_that_prove_it():
    old, new = old_and_new()
    assert events(old) == [("repealed", date(2025, 3, 1), "text", new.pk, "第二条", "art-2")]
    assert old.events.get().proof == "《甲市旧办法》（甲政〔2013〕7号）同时废止。"
    set_state(new, State.WITHDRAWN)
    old.refresh_from_db()
    assert not events(old) and old.repealed_on is None
    set_state(new, State.PUBLISHED)
    assert len(events(old)) == 1


def test_versions_are_events_with_the_newer_one():
    for day in ("2001-01-01", "2020-05-01", "2024-02-02"):
        put(f"甲法({day}).md", f"# 甲法\n\n第一条 为了规范{day}，制定本法。\n", title="甲法", issued_on=date.fromisoformat(day), work="甲法")
    first, second, third = Document.objects.order_by("issued_on")
    assert events(first) == [("in-force", date(2001, 1, 1), "versions", None, "", ""), ("amended", date(2020, 5, 1), "versions", second.pk, "", "")]
    assert events(third) == [("in-force", date(2024, 2, 2), "versions", None, "", "")]
    set_state(second, State.WITHDRAWN)
    assert events(first)[-1] == ("amended", date(2024, 2, 2), "versions", third.pk, "", "")


def test_what_a_person_decides_is_an_event_and_taken_back_leaves_what_the_others_say():
    old, _ = old_and_new()
    update(old, validity="in-force", validity_since=DAY, validity_proof="查过", validity_basis=ValidityBasis.PERSON)
    assert ("in-force", DAY, "person", None, "", "") in events(old) and len(events(old)) == 2
    old.refresh_from_db()
    assert old.status.label == "现行有效"
    update(old, validity="unmarked", validity_since=None, validity_proof="", validity_basis="")
    old.refresh_from_db()
    assert len(events(old)) == 1 and old.status.label == "已废止"


def test_an_import_of_which_nothing_proves_anything_asks_for_no_events():
    with CaptureQueriesContext(connection) as asked:
        put("文.txt", "关于某事的通知\n甲政〔2020〕9号\n各区：\n根据《教育法》，现通知如下。\n甲市人民政府\n2020年3月1日\n")
    assert not [query for query in asked if "statusevent" in query["sql"]]


WORDS = st.lists(st.sampled_from([
    ("repealed", "text"), ("amended", "text"), ("in-force", "versions"), ("amended", "versions"), ("in-force", "table"),
    ("repealed", "table"), ("expired", "person"), ("unmarked", "person"),
]), max_size=6, unique=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_a_person_outranks_a_table_which_outranks_texts_and_versions_in_whatever_order_they_come(words):
    StatusEvent.objects.all().delete()
    Document.objects.all().delete()
    document = make_document("甲")
    said = {basis: [event(document, validity, basis) for validity, other in words if other == basis][: 1 if basis in ("person", "table") else None]
            for basis in dict.fromkeys(basis for _, basis in words)}
    for basis, found in said.items():
        if basis == "person":
            document.refresh_from_db()
            document.validity, document.validity_since, document.validity_basis = found[0].validity, DAY, basis
            document.save()
            record_decision(document)
            continue
        known = Document.objects.prefetch_related(WITH_PROVERS).get()
        record(known, ValidityBasis(basis), found)
    document.refresh_from_db()
    ranks = [found for basis in ("person", "table", "versions") for found in said.get(basis, []) if basis != "versions" or found.validity == "in-force"]
    assert document.validity_basis == (ranks[0].basis if ranks else "")
    assert document.validity == (ranks[0].validity if ranks else "unmarked")
    assert (document.repealed_on == DAY) == (("repealed", "text") in words)
    assert (document.superseded_on == DAY) == (("amended", "versions") in words)


def test_of_several_the_first_counts_and_nothing_is_saved_twice():
    document, by = make_document("甲"), make_document("乙〔2020〕《令》")
    known = Document.objects.prefetch_related(WITH_PROVERS).get(pk=document.pk)
    told = [event(known, "repealed", "text", LATER, proof="后"), event(known, "repealed", "text", DAY, proof="先", by=by, section="第三条")]
    assert record(known, ValidityBasis.TEXT, told)
    assert (known.repealed_on, known.repeal_proof) == (DAY, "依据《乙〔2020〕〈令〉》第三条：“先”")
    again = Document.objects.prefetch_related(WITH_PROVERS).get(pk=document.pk)
    with CaptureQueriesContext(connection) as asked:
        assert not record(again, ValidityBasis.TEXT, [event(again, "repealed", "text", DAY, proof="先", by=by, section="第三条"), told[0]])
    assert not asked.captured_queries and set(DERIVED) <= {field.name for field in Document._meta.fields}
