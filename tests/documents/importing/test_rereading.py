"""Reading again: a better parser, finder or registry reaches what is stored; what a person has corrected stays."""
import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from documents import citations, parsing
from documents.importing import Source, import_source, known_bodies, reread_documents
from documents.importing.rereading import read_by_another
from documents.models import Citation, Document, IssuingBody, State
from documents.resolving import citations as resolving
from documents.signals import document_changed
from tests.documents.importing.test_commands import law

pytestmark = pytest.mark.django_db

NOTICE = """甲市养犬办法
甲政发〔2021〕5号
第一条　为了管理养犬，制定本办法。
第二条　养犬应当登记。依照《乙市市容条例》第三条处理。
第三条　违者处罚款。
甲市人民政府
2021年3月2日
"""


def stored(text=NOTICE, name="甲.txt", **options) -> Document:
    result = import_source(Source(name, text.encode()), state=State.PUBLISHED, **options)
    return Document.objects.get(pk=result.document_id)


def as_read_before(document, **values):
    """As if an older parser had made it."""
    Document.objects.filter(pk=document.pk).update(analysis_version="1-0", **values)


def reread(*args) -> tuple[list[dict], str]:
    out, err = StringIO(), StringIO()
    call_command("reread_documents", *args, "--json", "-", stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def labels(entries) -> list[str]:
    return [change["label"] for entry in entries for change in entry["changes"]]


@pytest.fixture
def signals():
    heard = []

    def hear(sender, document_id, **_):
        heard.append(document_id)

    document_changed.connect(hear)
    yield heard
    document_changed.disconnect(hear)


def form_of(document, **changed) -> dict:
    """What the page of ``document`` in the admin sends, as a browser does."""
    values = {
        "title": document.title, "full_title": document.full_title, "number": document.number, "kind": document.kind,
        "issued_on": document.issued_on or "", "published_on": "", "effective_on": "", "expires_on": "", "column": "",
        "signed_by": "\n".join(s.signed_as for s in document.signatures.all()), "source": "", "note": "",
        "markdown": document.markdown, "validity": document.validity if document.is_decided else "", "validity_since": "", "validity_proof": "",
        "state": document.state, "seen": document.updated_at.isoformat(), **changed,
    }
    return {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in values.items()}


def edit(client, document, **changed):
    page = reverse("admin:documents_document_change", args=[document.pk])
    assert client.post(page, form_of(document, **changed)).status_code == 302
    document.refresh_from_db()


def test_what_an_older_parser_read_is_read_again_from_the_original(signals):
    document = stored()
    document.sections.filter(label="第二条").delete()
    as_read_before(document, number="", issued_on=None)
    signals.clear()
    entries, told = reread()
    document.refresh_from_db()
    assert (document.number, str(document.issued_on), document.sections.count()) == ("甲政发〔2021〕5号", "2021-03-02", 3)
    assert {"发文字号", "成文日期", "章节"} <= set(labels(entries)) and "发文字号（空）→“甲政发〔2021〕5号”" in told
    assert signals == [document.pk] and "有变化 1" in told


def test_again_nothing_is_left_to_read(signals):
    as_read_before(stored(), number="")
    reread()
    before = Document.objects.values().get()
    signals.clear()
    assert reread()[0] == [] and Document.objects.values().get() == before and signals == []


def test_what_reads_as_before_is_no_change(signals):
    document = stored()
    as_read_before(document)
    before = Document.objects.values("updated_at", "html", "content_hash").get()
    sections, signals[:] = list(document.sections.values_list("pk", flat=True)), []
    entries, _ = reread()
    assert labels(entries) == [] and len(entries) == 1 and signals == []
    assert Document.objects.values("updated_at", "html", "content_hash").get() == before
    assert list(document.sections.values_list("pk", flat=True)) == sections


def test_a_new_version_of_parsing_reads_all_again_and_imports_know_it(monkeypatch):
    stored()
    monkeypatch.setattr(parsing, "VERSION", parsing.VERSION + 1)
    assert len(reread()[0]) == 1 and reread()[0] == []
    assert import_source(Source("甲.txt", NOTICE.encode())).outcome.value == "unchanged"


def test_a_new_name_of_the_registry_reaches_what_is_stored():
    document = stored(NOTICE.replace("甲市人民政府", "养犬先锋教育部"))
    IssuingBody.objects.create(name="养犬先锋", slug="养犬先锋")
    assert "发文机关" in labels(reread()[0])
    assert [s.signed_as for s in document.signatures.all()] == ["养犬先锋", "教育部"]


def test_what_a_person_has_corrected_stays_and_the_rest_is_read(admin_client):
    document = stored()
    edit(admin_client, document, title="甲市养犬管理办法")
    assert document.corrected == ["title"]
    as_read_before(document, number="")
    entries, _ = reread()
    document.refresh_from_db()
    assert (document.title, document.number) == ("甲市养犬管理办法", "甲政发〔2021〕5号")
    assert labels(entries) == ["发文字号"]


def test_a_fact_that_a_person_has_emptied_stays_empty(admin_client):
    document = stored()
    edit(admin_client, document, number="")
    as_read_before(document)
    reread()
    document.refresh_from_db()
    assert document.number == "" and document.corrected == ["number"]


def test_corrections_add_up(admin_client):
    document = stored()
    edit(admin_client, document, number="")
    edit(admin_client, document, title="甲市养犬管理办法")
    assert document.corrected == ["number", "title"]


def test_of_a_text_that_a_person_has_corrected_the_text_is_read(admin_client):
    document = stored()
    edit(admin_client, document, markdown=document.markdown.replace("处罚款", "处罚金。本办法自发布之日起施行，有效期至2026年3月31日"))
    assert document.corrected == ["markdown"]
    document.sections.filter(label="第三条").delete()
    as_read_before(document, expires_on=None)
    entries, _ = reread()
    document.refresh_from_db()
    assert "罚金" in document.markdown and document.number == "甲政发〔2021〕5号" and document.sections.count() == 3
    assert "失效日期" in labels(entries) and document.expires_on is not None


def test_what_was_edited_before_corrections_were_kept_stays_whole_and_is_named(admin_client):
    document = stored()
    edit(admin_client, document, number="甲政发〔2021〕6号")
    as_read_before(document, corrected=None, issued_on=None)
    entries, told = reread()
    document.refresh_from_db()
    assert (document.number, document.issued_on) == ("甲政发〔2021〕6号", None)
    assert entries[0]["kept_whole"] and "没有记下改了哪些" in told


def test_what_was_imported_before_corrections_were_kept_is_read():
    document = stored()
    as_read_before(document, corrected=None, number="")
    reread()
    document.refresh_from_db()
    assert document.number == "甲政发〔2021〕5号"


def test_without_its_original_a_document_keeps_its_facts():
    document = stored()
    document.original.storage.delete(document.original.name)
    document.sections.all().delete()
    as_read_before(document, number="甲发〔2021〕7号")
    reread()
    document.refresh_from_db()
    assert document.number == "甲发〔2021〕7号" and document.sections.count() == 3


def test_the_kind_that_a_folder_told_stays():
    text = "# 最高人民法院关于某事的批复\n\n2020年1月3日公布\n\n<!-- INFO END -->\n\n## 第一条\n\n某事。\n".encode()
    result = import_source(Source("laws/司法解释/关于某事的批复(2020-01-03).md", text), state=State.PUBLISHED)
    document = Document.objects.get(pk=result.document_id)
    assert document.kind == "司法解释"
    as_read_before(document)
    assert labels(reread()[0]) == []


def test_a_dry_run_tells_the_same_and_writes_nothing(signals):
    as_read_before(stored(), number="")
    before = Document.objects.values().get()
    told = reread("--dry-run")
    assert Document.objects.values().get() == before and "试读（未写入）" in told[1]
    assert reread()[0] == told[0] != []


def test_what_would_be_a_copy_of_another_document_stays_and_is_named():
    document, other = stored(), stored(NOTICE.replace("养犬", "养猫").replace("5号", "6号"), "乙.txt")
    Document.objects.filter(pk=document.pk).update(markdown="短。", text_hash="")
    Document.objects.filter(pk=other.pk).update(text_hash=stored_hash(NOTICE))
    as_read_before(document)
    entries, told = reread()
    assert "完全相同" in entries[0]["reason"] and "未能重读 1" in told
    assert Document.objects.get(pk=document.pk).markdown == "短。"


def stored_hash(text):
    from documents.importing.identity import text_hash
    from documents.importing.reading import understand

    return text_hash(understand(Source("甲.txt", text.encode())).markdown)


def test_two_runs_at_once_read_each_document_once():
    documents = [stored(law(number), f"{number}.md") for number in range(8)]
    for document in documents:
        as_read_before(document, number="错")
    known = known_bodies()
    first, second = (reread_documents(read_by_another(known), known) for _ in range(2))
    read = [next(first).document_id, *(result.document_id for result in second), *(result.document_id for result in first)]
    assert sorted(read) == [document.pk for document in documents]


def test_what_a_person_changes_meanwhile_stays():
    document = stored()
    as_read_before(document, number="")
    known = known_bodies()
    run = reread_documents([document.pk], known)
    import_source(Source("", b"", {"title": "别的标题"}, NOTICE), into=document)
    assert list(run) == [] and Document.objects.get().title == "别的标题"


def typed_in(client) -> Document:
    empty = dict.fromkeys(("full_title", "number", "kind", "issued_on", "published_on", "effective_on", "expires_on", "column", "source"), "")
    form = empty | {"title": "甲市养犬办法", "signed_by": "甲市人民政府", "note": "", "markdown": "为了养犬，依照《乙市市容条例》第三条，制定本办法。",
                    "validity": "", "validity_since": "", "validity_proof": "", "state": "published", "seen": ""}
    assert client.post(reverse("admin:documents_document_add"), form).status_code == 302
    return Document.objects.get()


@pytest.mark.parametrize("how", [lambda client: stored(), typed_in], ids=["imported", "typed in"])
def test_a_better_finder_reaches_what_is_stored(how, admin_client, monkeypatch, signals):
    with monkeypatch.context() as before:
        before.setattr(resolving, "resolve", lambda *found: ())
        document = how(admin_client)
    assert not Citation.objects.exists() and document.citations_version == citations.VERSION
    assert reread("--citations")[0] == []
    monkeypatch.setattr(citations, "VERSION", citations.VERSION + 1)
    facts, signals[:] = Document.objects.values("title", "number", "markdown", "analysis_version").get(), []
    entries, told = reread("--citations")
    assert "引用 2 处" in told and labels(entries) == ["引用"] and signals == [document.pk]
    assert Citation.objects.exclude(resolution="self").get().title == "乙市市容条例"  # the other is 本办法
    assert "cite-" in Document.objects.get().html
    assert Document.objects.values("title", "number", "markdown", "analysis_version").get() == facts
    assert reread("--citations")[0] == []


def test_citations_of_another_kind_change_too(monkeypatch):
    stored()
    monkeypatch.setattr(citations, "VERSION", citations.VERSION + 1)
    monkeypatch.setattr(resolving, "resolve", relabelled(resolving.resolve))
    assert labels(reread()[0]) == ["引用"] and Citation.objects.exclude(resolution="self").get().kind == "repeals"


def relabelled(resolve):
    from dataclasses import replace

    from documents.vocabulary.enums import CitationKind

    return lambda *args: [replace(found, kind=CitationKind.REPEALS) for found in resolve(*args)]


@pytest.mark.site
def test_a_killed_run_goes_on_where_it_was(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.md").write_text(law(number))
    environment = os.environ | {
        "WENLAN_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": "",
    }

    def manage(*args, **options):
        return subprocess.Popen([sys.executable, "manage.py", *args], env=environment, stderr=subprocess.PIPE, text=True, **options)

    def still_to_read(change=""):
        import sqlite3

        with sqlite3.connect(tmp_path / "data" / "db.sqlite3") as database:
            database.execute(change or "SELECT 1")
            query = "SELECT count(*), count(nullif(number, '错')) FROM documents_document WHERE analysis_version = ''"
            return database.execute(query).fetchone()

    assert manage("migrate", "--verbosity", "0").wait() == 0
    assert manage("import_documents", str(folder)).wait() == 0
    assert still_to_read("UPDATE documents_document SET analysis_version = '', number = '错'") == (60, 0)
    killed = manage("reread_documents")
    deadline = time.monotonic() + 60
    while still_to_read()[0] > 40 and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    left, mended_only = still_to_read()
    assert 0 < left <= 40 and mended_only == 0  # each is read wholly or not at all
    _, told = (again := manage("reread_documents")).communicate()
    assert again.returncode == 0 and f"{left} 份，有变化 {left}" in told and still_to_read() == (0, 0)
