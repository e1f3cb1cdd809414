"""``check_index`` and what it mends."""
import os
import random
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from documents.models import Document
from documents.signals import document_changed
from search.backends.errors import IndexUnavailable, IndexUnreachable
from search.indexing import checking
from search.indexing.checking import Report, check, repair
from search.indexing.rebuild import rebuild
from search.models import PendingUpdate
from search.plan import All, Phrase, Plan
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
    assert {hit.document_id for hit in index.run(Plan(All()), 5).hits} == {same.pk, changed.pk, silent.pk}


def test_an_index_that_does_not_answer_is_neither_judged_nor_built_anew(index, monkeypatch):
    monkeypatch.setattr(type(index), "problem", lambda _: (_ for _ in ()).throw(IndexUnreachable("away")))
    monkeypatch.setattr(checking, "rebuild", None)
    for arguments in ((), ("--repair",)):
        with pytest.raises(CommandError, match="没有回答，没有核对，也没有重建：away"):
            run(*arguments)


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
    with pytest.raises(IndexUnavailable):
        index.run(Plan(All()), 5)
    document_changed.send(sender=Document, document_id=Document.objects.first().pk)
    assert PendingUpdate.objects.exists()
    assert run("--repair")[0] == 0
    assert index.run(Plan(All()), 5).total == 3


def test_f05_of_a_hundred_flipped_bits_none_goes_unnoticed(index):
    publish()
    files = [path for path in sorted(index.store.current().iterdir()) if path.suffix in (".pst", ".trm", ".col", ".vps") and path.stat().st_size]
    places = random.Random(5)
    for _ in range(100):
        path = places.choice(files)
        content = bytearray(path.read_bytes())
        content[places.randrange(len(content))] ^= 1 << places.randrange(8)
        whole = path.read_bytes()
        path.write_bytes(bytes(content))
        assert path.name in check().problem
        path.write_bytes(whole)
    assert check() == Report()


@pytest.mark.parametrize("who", ["a group that may write", "everybody", "another owner"])
def test_s20_an_index_that_others_may_write_is_not_even_read(index, tmp_path, who):
    """Whoosh's table of contents is a pickle: whoever writes it runs code in our process."""
    publish()
    folder, trap = index.store.current(), tmp_path / "trap"
    forged = b"cposix\nsystem\n(S'touch " + str(trap).encode() + b"'\ntR."
    (toc,) = folder.glob("*.toc")
    if who == "another owner":
        if os.geteuid():
            pytest.skip("only root can give a folder away")
        os.chown(folder, 12345, 12345)
    else:
        folder.chmod(0o770 if "group" in who else 0o707)
    toc.write_bytes(toc.read_bytes()[:100] + forged)
    index.store.__init__(index.store.path)
    with pytest.raises(IndexUnavailable, match="may be written by others"):
        index.run(Plan(All()), 5)
    assert "may be written by others" in check().problem
    assert run("--repair")[0] == 0
    assert index.run(Plan(All()), 5).total == 3 and not trap.exists()


def test_s20_the_index_is_our_own_and_nowhere_that_is_served(index):
    assert stat.S_IMODE(index.store.path.stat().st_mode) == 0o700
    assert stat.S_IMODE(index.store.current().stat().st_mode) == 0o700
    place = Path(settings.DATA_DIR) / "index"
    for served in (settings.MEDIA_ROOT, settings.STATIC_ROOT, *settings.STATICFILES_DIRS):
        assert not place.is_relative_to(served)


@pytest.mark.parametrize("name", ["../../elsewhere", "/etc", "..", ".", "a/b", ""])
def test_s20_the_current_generation_is_one_of_ours(index, name):
    (index.store.path / "current").write_text(name)
    with pytest.raises(IndexUnavailable):
        index.store.current() and index.run(Plan(All()), 5)


def test_no_index_at_all(index):
    publish()
    (index.store.path / "current").unlink()
    code, said = run()
    assert code == 1 and "索引不可用" in said
    assert run("--repair")[0] == 0


def test_another_dictionary_asks_for_a_new_index(index, monkeypatch):
    """M03: the index of the old one serves until then."""
    publish()
    monkeypatch.setattr("search.text.analyzers.fingerprint", lambda: "other")
    assert check() == Report(outdated=True)
    assert index.run(Plan(All()), 5).total == 3
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


def test_f12_what_a_killed_process_had_begun_to_build_is_thrown_away(index):
    publish()
    for name, files in {"00000099-begun": [], "00000098-filled": ["late", "MAIN_1.toc"], "20200101-half": ["MAIN_1.toc"]}.items():
        (index.store.path / name).mkdir()
        for file in files:
            (index.store.path / name / file).touch()
    rebuild()
    rebuild()
    assert len([path for path in index.store.path.iterdir() if path.is_dir()]) == 2
    assert check() == Report()


def test_f20_the_second_of_two_that_rebuild_is_told_and_harms_nothing(index):
    publish()
    before = index.store.current()
    with index.building(), pytest.raises(CommandError, match="另一个进程正在重建"):
        call_command("rebuild_index", processes=1, verbosity=0)
    assert index.store.current() == before and check() == Report()


@pytest.mark.site
def test_b04_every_document_is_found_by_its_title_and_by_a_phrase_of_its_own(index):
    call_command("load_corpus", verbosity=0)
    rebuild()
    places = random.Random(4)
    for document in Document.objects.published():
        sections = [section for section in document.sections.all() if len(section.text) > 20]
        text = places.choice(sections).text if sections else document.markdown
        start = places.randrange(len(text.partition("\n")[0]) // 2 + 1)
        for phrase in (document.title, text[start : start + 15].split("\n")[0]):
            found = index.run(Plan(Phrase(phrase), stop=100), 5).hits
            assert document.pk in {hit.document_id for hit in found}, phrase


def test_one_can_go_back(index):
    publish()
    call_command("rebuild_index", processes=1, stdout=StringIO(), verbosity=0)
    second = index.store.current()
    call_command("rebuild_index", back=True, stdout=StringIO())
    assert index.store.current() != second
    assert index.run(Plan(All()), 5).total == 3
