"""``check_index`` and what it mends."""
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from documents.models import Document
from documents.signals import document_changed
from search.indexing import checking
from search.indexing.checking import Report, check, repair
from search.models import PendingUpdate
from search.plan import All, Plan
from tests.factories import make_document


def publish(count=3):
    documents = [make_document(markdown=f"第{n}份文件的正文。") for n in range(count)]
    for document in documents:
        document_changed.send(sender=Document, document_id=document.pk)
    return documents


def run(*arguments) -> tuple[int, str]:
    out, code = StringIO(), 0
    try:
        call_command("check_index", *arguments, stdout=out, stderr=out, verbosity=0, processes=1)
    except SystemExit as error:
        code = error.code
    return code, out.getvalue()


def test_nothing_to_say(index):
    publish()
    assert check() == Report()
    assert run() == (0, "索引与数据库一致。\n")


def test_changes_behind_the_back_of_signals(index):
    """F11, F13: ``update()`` and SQL say nothing to anybody."""
    same, changed, withdrawn, deleted = publish(4)
    Document.objects.filter(pk=changed.pk).update(markdown="改过的正文")
    Document.objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_document WHERE id = %s", [deleted.pk])
    silent = make_document()
    report = check()
    assert report == Report((silent.pk,), (withdrawn.pk, deleted.pk), (changed.pk,))
    code, said = run()
    assert code == 1
    assert "缺少 1 篇" in said and "多余 2 篇" in said and "过时 1 篇" in said
    assert run("--repair")[0] == 0
    assert {hit.document_id for hit in index.answer(Plan(All()), 5).hits} == {same.pk, changed.pk, silent.pk}


@pytest.mark.parametrize("ending", [".pst", ".trm", ".toc", ".text_folded.col", "sentinel.json", "manifest.json"])
@pytest.mark.parametrize("damage", ["missing", "empty", "half"])
def test_a_damaged_file_is_noticed_and_mended(index, ending, damage):
    """F03, F04, F05: never an answer from half an index, and no update that only seems to succeed."""
    publish()
    (path, *_) = [p for p in index.store.current().iterdir() if p.name.endswith(ending)]
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"" if damage == "empty" else content[: len(content) // 2])
    index.store.__init__(index.store.path)  # as a process that starts now
    assert check().problem
    document_changed.send(sender=Document, document_id=Document.objects.first().pk)
    assert PendingUpdate.objects.exists()
    assert run("--repair")[0] == 0
    assert index.answer(Plan(All()), 5).total == 3


def test_flipped_bits_are_noticed(index):
    publish()
    for path in sorted(index.store.current().iterdir()):
        if path.suffix in (".pst", ".trm", ".col") and path.stat().st_size:
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(bytes(content))
            assert path.name in check().problem
            content[len(content) // 2] ^= 1
            path.write_bytes(bytes(content))
    assert check() == Report()


def test_no_index_at_all(index):
    publish()
    (index.store.path / "current").unlink()
    code, said = run()
    assert code == 1 and "索引不可用" in said
    assert run("--repair")[0] == 0


def test_another_dictionary_asks_for_a_new_index(index, monkeypatch):
    """M03: the index of the old one serves until then."""
    publish()
    monkeypatch.setattr("search.analyzers.fingerprint", lambda: "other")
    assert check() == Report(outdated=True)
    assert index.answer(Plan(All()), 5).total == 3
    repair(check())
    assert check() == Report()


def test_a_document_that_cannot_be_indexed_is_named(index, monkeypatch):
    good, bad = publish(2)
    whole = checking.readable.__globals__["entries"]

    def entries(ids):
        if bad.pk in ids:
            raise ValueError("坏数据")
        return whole(ids)

    monkeypatch.setitem(checking.readable.__globals__, "entries", entries)
    code, said = run()
    assert code == 1
    assert f"编号 {bad.pk} 不能编入索引：ValueError: 坏数据" in said


def test_one_can_go_back(index):
    publish()
    call_command("rebuild_index", processes=1, stdout=StringIO(), verbosity=0)
    second = index.store.current()
    call_command("rebuild_index", back=True, stdout=StringIO())
    assert index.store.current() != second
    assert index.answer(Plan(All()), 5).total == 3
