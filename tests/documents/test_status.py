"""时效 on a day: from dated facts in Python and in the database alike, on pages, in the admin and in the export."""
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.exporting import as_records
from documents.importing import Source, import_source
from documents.models import Document, State
from documents.status import DATES, DECISIONS, ENDINGS, FIELDS, StatusFacts, status_on
from documents.vocabulary.enums import Validity, ValidityBasis
from tests.factories import make_document

TODAY = date.today()
BEFORE, AFTER = TODAY - timedelta(400), TODAY + timedelta(60)


@pytest.mark.parametrize(("facts", "words", "ahead"), [
    ({}, "未见废止或修改", ""),
    ({"effective_on": BEFORE}, "未见废止或修改", ""),
    ({"effective_on": AFTER}, "尚未生效", ""),
    ({"repealed_on": TODAY}, "已废止", ""),
    ({"repealed_on": AFTER}, "现行有效", "废止"),
    ({"repealed_on": AFTER, "effective_on": AFTER - timedelta(1)}, "尚未生效", "废止"),
    ({"repealed_on": AFTER, "amended_on": BEFORE}, "已修改", "废止"),
    ({"repealed_on": AFTER, "expires_on": BEFORE}, "已失效", ""),
    ({"repealed_on": BEFORE, "expires_on": TODAY}, "已废止", ""),
    ({"amended_on": AFTER}, "现行有效", "修改"),
    ({"superseded_on": BEFORE}, "已修改", ""),
    ({"expires_on": TODAY}, "已失效", ""),
    ({"expires_on": BEFORE, "prolonged_on": AFTER}, "未见废止或修改", "失效"),
    ({"expires_on": BEFORE, "prolonged_on": TODAY}, "已失效", ""),
    ({"repealed_on": TODAY, "expires_on": BEFORE, "prolonged_on": AFTER}, "已废止", ""),
    ({"expires_on": TODAY + timedelta(1)}, "未见废止或修改", "失效"),
    ({"validity": "in-force", "validity_basis": "versions", "validity_since": AFTER}, "尚未生效", ""),
    ({"validity": "in-force", "validity_basis": "versions", "superseded_on": AFTER}, "现行有效", "修改"),
    ({"validity": "in-force", "validity_basis": "person", "repealed_on": BEFORE, "expires_on": BEFORE}, "现行有效", ""),
    ({"validity": "unmarked", "validity_basis": "person", "repealed_on": BEFORE}, "未标注", ""),
    ({"validity": "in-force", "validity_basis": "text", "validity_since": AFTER, "effective_on": BEFORE}, "尚未生效", ""),
    ({"validity": "in-force", "validity_basis": "text", "validity_since": BEFORE, "effective_on": BEFORE}, "现行有效", ""),
    ({"validity": "in-force", "validity_basis": "text", "validity_since": TODAY, "repealed_on": BEFORE}, "现行有效", ""),
    ({"validity": "in-force", "validity_basis": "text", "validity_since": AFTER, "repealed_on": BEFORE}, "已废止", ""),
    ({"validity": "in-force", "validity_basis": "text", "validity_since": BEFORE, "repealed_on": TODAY}, "已废止", ""),
    ({"validity": "in-force", "validity_basis": "text", "validity_since": AFTER, "repealed_on": AFTER - timedelta(9)}, "现行有效", "废止"),
    ({"validity": "in-force", "validity_basis": "text", "validity_since": TODAY, "repealed_on": BEFORE, "expires_on": TODAY}, "已失效", ""),
    ({"validity": "repealed", "validity_basis": "person", "validity_since": AFTER}, "现行有效", "废止"),
    ({"validity": "not-yet", "validity_basis": "person", "effective_on": AFTER}, "尚未生效", ""),
    ({"validity": "not-yet", "validity_basis": "person", "effective_on": BEFORE}, "现行有效", ""),
])
def test_status_follows_from_the_dates(facts, words, ahead):
    status = status_on(StatusFacts(**facts), TODAY)
    assert status.label == words
    assert (status.ahead.label.endswith(ahead) if ahead else status.ahead is None)


def test_an_end_ahead_is_told_with_day_and_proof():
    status = status_on(StatusFacts(repealed_on=date(2027, 3, 1), repeal_proof="原句"), date(2026, 11, 28))
    assert (status.ahead.label, status.ahead.proof, status.proof) == ("将于2027年3月1日废止", "原句", "")


DAY = st.dates(date(2020, 1, 1), date(2020, 1, 8))
FACTS = st.fixed_dictionaries({
    **{name: st.none() | DAY for name in DATES},
    "validity": st.sampled_from([validity.value for validity in DECISIONS]),
    "validity_basis": st.sampled_from(["", "person", "table", "text", "versions"]),
}).map(lambda facts: facts | ({"validity": "in-force"} if facts["validity_basis"] in ("text", "versions") else {}))


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FACTS, DAY)
def test_the_database_says_what_the_function_says(facts, day):
    document = Document.objects.first() or make_document()
    Document.objects.update(**facts)
    document.refresh_from_db()
    assert Document.objects.with_validity(day).values_list("validity_on", flat=True).get() == document.status_on(day).validity


@given(FACTS, DAY)
def test_what_no_person_decides_stays_ended(facts, day):
    known = StatusFacts(**facts | {"validity": "unmarked", "validity_basis": "", "validity_since": None})
    ended = (Validity.REPEALED, Validity.EXPIRED)
    if status_on(known, day).validity in ended:
        assert status_on(known, day + timedelta(30)).validity == status_on(known, day).validity


@given(FACTS, DAY, DAY)
def test_another_end_never_undoes_one_that_has_come(facts, day, other):
    known = StatusFacts(**facts | {"validity": "unmarked", "validity_basis": "", "validity_since": None})
    ended = (Validity.REPEALED, Validity.EXPIRED)
    if status_on(known, day).validity in ended:
        assert known.repealed_on or status_on(replace(known, repealed_on=other), day).validity in ended
        assert status_on(replace(known, amended_on=other, superseded_on=other), day).validity in ended


@given(FACTS, DAY)
def test_what_is_not_yet_in_force_was_not_before_either(facts, day):
    known = StatusFacts(**facts | {"validity": "unmarked", "validity_basis": "", "validity_since": None, "amended_on": None, "superseded_on": None})
    if status_on(known, day).validity is Validity.NOT_YET:
        assert status_on(known, day - timedelta(3)).validity is Validity.NOT_YET


@given(FACTS, DAY)
def test_what_lies_ahead_comes_on_its_day_and_nothing_ends_before(facts, day):
    status = status_on(StatusFacts(**facts), day)
    if status.ahead and status.ahead.on:
        assert status_on(StatusFacts(**facts), status.ahead.on).validity is status.ahead.validity != status.validity
        between = (day + timedelta(n) for n in range(1, (status.ahead.on - day).days))
        assert facts["validity"] != "unmarked" or not any(status_on(StatusFacts(**facts), other).validity in set(ENDINGS) - {status.validity} for other in between)


@pytest.mark.django_db
@given(st.lists(DAY, min_size=2, max_size=2, unique=True).map(sorted), FACTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_status_that_changes_between_two_days_is_among_the_turning(days, facts):
    document = Document.objects.first() or make_document()
    Document.objects.update(**facts)
    document.refresh_from_db()
    first, last = days
    if document.status_on(first).validity != document.status_on(last).validity:
        assert Document.objects.turning(first, last).exists()


def test_the_facts_of_a_status_are_fields_of_a_document():
    assert set(FIELDS) <= {field.name for field in Document._meta.get_fields()}
    assert status_on(SimpleNamespace(**{name: getattr(StatusFacts(), name) for name in FIELDS}), TODAY).label == "未见废止或修改"


def written(day):
    return f"{day.year}年{day.month}月{day.day}日"


def put(text):
    result = import_source(Source("文.txt", text.encode()), state=State.PUBLISHED)
    return Document.objects.get(pk=result.document_id)


def regulation(title, number, clause, issued):
    return f"{title}\n{number}\n第一条　为了加强管理，制定本办法（{title}）。\n第二条　{clause}\n丙市人民政府\n{written(issued)}\n"


def page(client, document):
    return client.get(document.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_repeal_ahead_is_no_repeal_on_page_list_admin_and_in_the_export(client, admin_client):
    old = put(regulation("丙市桥梁办法", "丙政〔2020〕1号", "本办法自2020年4月1日起施行。", date(2020, 3, 1)))
    new = put(regulation("丙市桥梁规定", "丙政〔2026〕1号", f"本规定自{written(AFTER)}起施行。《丙市桥梁办法》同时废止。", BEFORE))
    told = f"将于{written(AFTER)}废止"
    for shown in (page(client, old), client.get("/documents/").content.decode()):
        assert told in shown and "已废止" not in shown
    assert "本文件尚未生效" in page(client, new)
    assert {record["title"]: record["validity"] for record in as_records(Document.objects.all())} == {
        "丙市桥梁办法": "in-force", "丙市桥梁规定": "not-yet",
    }
    changelist = reverse("admin:documents_document_changelist")
    assert "丙市桥梁办法" not in admin_client.get(changelist, {"validity": "repealed"}).content.decode()
    assert "丙市桥梁办法" in admin_client.get(changelist, {"validity": "in-force"}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("begins", [BEFORE, AFTER])
def test_the_page_leads_to_the_article_that_proves_an_end(client, begins):
    old = put(regulation("丙市桥梁办法", "丙政〔2020〕1号", "本办法自2020年4月1日起施行。", date(2020, 3, 1)))
    new = put(regulation("丙市桥梁规定", "丙政〔2026〕1号", f"本规定自{written(begins)}起施行。《丙市桥梁办法》同时废止。", BEFORE))
    link = f'依据<a href="{new.get_absolute_url()}#art-2">《丙市桥梁规定》第二条</a>：“《丙市桥梁办法》同时废止。”'
    shown = page(client, old)
    assert link in shown and ("在此之前现行有效" in shown) == (begins == AFTER)


@pytest.mark.django_db
@pytest.mark.parametrize(("values", "sentence"), [
    ({}, f"截至{written(TODAY)}，本库收录的文件中没有废止或者修改本文件的；这不等于现行有效。"),
    ({"effective_on": AFTER}, "依据本文件的施行日期。"),
    ({"expires_on": BEFORE}, "依据编者填写的失效日期。"),
    ({"expires_on": BEFORE, "expiry_proof": "有效期三年"}, "依据本文件：“有效期三年”"),
    ({"validity": "in-force", "validity_basis": "versions"}, "在本库收录的各个版本中，这是已经施行的最新版本。"),
    ({"superseded_on": BEFORE}, "依据本库收录的新版本的日期。"),
    ({"validity": "repealed", "validity_basis": "person", "validity_proof": "<b>查过"}, "由编辑判定：“&lt;b&gt;查过”"),
    ({"validity": "repealed", "validity_basis": "table", "validity_proof": "某网"}, "依据时效表：“某网”"),
    ({"validity": "unmarked", "validity_basis": "person"}, "由编辑判定，不标注时效。"),
    ({"repealed_on": BEFORE, "repeal_proof": "依据《甲》：“废止。”"}, "依据《甲》：“废止。”"),
])
def test_the_page_says_in_a_sentence_what_its_status_rests_on(client, values, sentence):
    assert f"<dt>时效依据</dt><dd>{sentence}" in page(client, make_document("某办法", **values))


@pytest.mark.django_db
def test_an_older_version_leads_to_the_newer_one(client):
    for day in ("2001-01-01", "2020-05-01"):
        text = f"# 甲法\n\n第一条 为了规范{day}，制定本法。\n"
        import_source(Source(f"甲法({day}).md", text.encode(), {"title": "甲法", "issued_on": date.fromisoformat(day), "work": "甲法"}), state=State.PUBLISHED)
    old, new = Document.objects.order_by("issued_on")
    assert f'依据<a href="{new.get_absolute_url()}">《甲法》</a>，自2020年5月1日起施行的新版本。' in page(client, old)


@pytest.mark.django_db
@pytest.mark.parametrize("clause", [
    "本办法自2020年4月1日起施行，有效期三年。", "本办法自2020年4月1日起试行，试行期2年。", "本办法有效期自2020年4月1日至2023年3月31日。",
    "本办法自公布之日起30日后施行，有效期至2023年3月31日。", "本办法自2020年4月1日起试行两年。",
])
def test_past_its_own_term_a_document_is_expired_and_says_by_which_words(client, clause):
    document = put(regulation("丙市渡口办法", "丙政〔2020〕2号", clause, date(2020, 3, 1)))
    shown = page(client, document)
    assert "本文件已失效" in shown and document.status.label == "已失效"
    assert clause.rstrip("。") in document.status.proof and document.status.proof in shown


@pytest.mark.django_db
@pytest.mark.parametrize("clause", [
    f"本办法自{written(AFTER)}起施行。", "本办法自公布之日起六个月后施行。", "本办法自发布之日起满90日施行。", "本办法自印发之日起三个月后生效。",
])
def test_before_its_own_day_a_document_is_not_in_force(client, clause):
    document = put(regulation("丙市隧道办法", "丙政〔2026〕3号", clause, TODAY - timedelta(5)))
    assert document.status.label == "尚未生效" and document.status_on(TODAY + timedelta(400)).label == "未见废止或修改"
    assert "本文件尚未生效" in page(client, document)


@pytest.mark.django_db
def test_that_nothing_was_found_is_told_as_of_a_day_and_where_by_pages_lists_feeds_and_the_export(client):
    document = put(regulation("丙市堤防办法", "丙政〔2020〕5号", "本办法自2020年4月1日起施行。", date(2020, 3, 1)))
    told = f"未见废止或修改（本库，截至{written(TODAY)}）"
    assert told in page(client, document) and "未标注" not in page(client, document)
    for path in ("/documents/", reverse("feed")):
        assert "未见废止或修改" in client.get(path).content.decode()
    answer = client.post("/check-draft/", {"text": "依据《丙市堤防办法》（丙政〔2020〕5号）办理。"}, follow=True)
    assert told in answer.content.decode()
    record, = as_records(Document.objects.all())
    assert (record["validity"], record["validity_on"]) == ("no-change-found", TODAY.isoformat())


@pytest.mark.django_db
def test_addresses_that_say_unmarked_lead_to_what_it_stood_for_and_none_is_what_a_person_wants_none_told_of(client):
    make_document("甲办法")
    make_document("乙办法", validity="unmarked", validity_basis=ValidityBasis.PERSON)
    make_document("丙办法", repealed_on=BEFORE)

    def listed(**params):
        shown = client.get("/documents/", params).content.decode()
        return {title for title in ("甲办法", "乙办法", "丙办法") if f">{title}</a>" in shown}

    assert listed(validity="unmarked") == listed(validity="no-change-found") == {"甲办法"}
    assert listed(validity="none") == {"乙办法"} and listed(validity=["none", "unmarked"]) == {"甲办法", "乙办法"}
    shown = client.get("/documents/", {"validity": "unmarked"}).content.decode()
    assert "没有“unmarked”" not in shown and "未见废止或修改" in shown and "未标注" not in shown


@pytest.mark.django_db
def test_what_a_person_knows_of_an_end_outranks_the_text():
    document = put(regulation("丙市码头办法", "丙政〔2020〕4号", "本办法自2020年4月1日起施行，有效期三年。", date(2020, 3, 1)))
    Document.objects.update(validity="in-force", validity_basis=ValidityBasis.PERSON)
    document.refresh_from_db()
    assert document.status.label == "现行有效"
