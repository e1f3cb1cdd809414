"""Originals on disk: whole or not there, once, and gone with the last document that came from them."""
import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from documents.importing import Source, import_source, originals, remove, set_state
from documents.models import Document, State
from tests.databases import only_sqlite
from tests.factories import make_document

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "甲办法\n\n第一条 为了规范，制定本办法。\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def stored(text=TEXT, name="甲.txt", into=None) -> Document:
    facts = {"title": name.removesuffix(".txt")}
    result = import_source(Source(name, text.encode(), facts), state=State.PUBLISHED, into=into)
    return Document.objects.get(pk=result.document_id)


def keep(name: str, data: bytes) -> str:
    with originals.keeping(Source(name, data)) as path:
        pass
    return path


def test_i5_a_write_that_fails_leaves_nothing_that_looks_whole(media, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        stored()
    assert files(media) == [] and not Document.objects.exists()


def test_i5_a_file_torn_by_a_crash_is_written_again(media):
    path = keep("甲.txt", TEXT.encode())
    for torn in (b"", TEXT.encode()[:10], bytes(len(TEXT.encode()))):
        Path(default_storage.path(path)).write_bytes(torn)
        assert keep("甲.txt", TEXT.encode()) == path
        assert Path(default_storage.path(path)).read_bytes() == TEXT.encode()


def test_the_same_bytes_are_kept_once(media):
    assert keep("甲.txt", b"x") == keep("乙.TXT", b"x")
    assert len(files(media)) == 1


@pytest.mark.parametrize("name", ["甲", "甲.", "甲.../x", "../甲.txt", "甲.t/x", "甲.<b>", "甲.长长长长长长长长", "\0.txt"])
def test_s17_a_name_decides_no_path(media, name):
    path = keep(name, b"x")
    assert Path(default_storage.path(path)).resolve().is_relative_to(media / "originals")


def test_i5_nothing_stays_of_a_document_that_is_removed(media):
    remove(stored())
    assert files(media) == []


def test_every_file_that_a_revision_came_from_is_kept_until_the_document_is_removed(media):
    document = stored()
    before = document.original.name
    again = stored(TEXT.replace("规范", "进一步规范"), into=document)
    assert again.pk == document.pk and again.original.name != before
    assert default_storage.exists(before) and default_storage.exists(again.original.name)
    remove(again)
    assert files(media) == []


@only_sqlite
def test_i5_no_import_comes_between_looking_and_deleting(media, monkeypatch):
    path, inside = keep("甲.txt", b"x"), []
    monkeypatch.setattr(default_storage, "delete", lambda name: inside.append((name, connection.in_atomic_block)))
    originals.discard(path)
    assert inside == [(path, True)] and connection.transaction_mode == "IMMEDIATE"


def test_what_another_document_came_from_stays(media):
    first = stored()
    make_document(original=first.original.name)
    remove(first)
    assert len(files(media)) == 1


def test_a_removal_that_is_rolled_back_takes_nothing(media):
    document = stored()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        remove(document)
        raise ZeroDivisionError
    assert len(files(media)) == 1 and Document.objects.exists()


def test_withdrawn_is_not_removed(media):
    set_state(stored(), State.WITHDRAWN)
    assert len(files(media)) == 1
