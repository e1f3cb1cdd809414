"""Backups: what a damaged one may not do first, then that all comes back."""
import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from filelock import FileLock

from portal import backups
from tests.databases import only_sqlite

from .shell import ROOT, environment, exported, manage, run

pytestmark = pytest.mark.site

TEXT = "# 文件{0}\n\n第一条 依据《文件0》，第{0}号文件规定如下：旃檀{0}。\n"


def contents(data) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in (data / "files").rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A data folder with a few documents, published and not, with their originals."""
    data, files = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("files")
    for number in range(6):
        (files / f"{number}.md").write_text(TEXT.format(number))
    run(data, f"call_command('migrate', verbosity=0); call_command('import_documents', {str(files)!r})")
    return data


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory):
    target = tmp_path_factory.mktemp("backup") / "backup.tar.gz"
    code, said = manage(site, "backup", target)
    assert code == 0, said
    return target


# What must not happen

@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_backup_overwrites_nothing(tmp_path):
    target = tmp_path / "backup.tar.gz"
    target.write_text("older")
    with pytest.raises(CommandError, match="已存在"):
        call_command("backup", target)
    assert target.read_text() == "older"


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_backup_that_fails_leaves_no_half_of_one(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", full)
    before = set(settings.DATA_DIR.iterdir())
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", tmp_path / "backup.tar.gz")
    assert list(tmp_path.iterdir()) == [] and set(settings.DATA_DIR.iterdir()) == before


def harmed(site: Path, data: Path, harm) -> Path:
    """A copy of the site, of which ``harm`` is done to the original of 文件3, and the path of that."""
    shutil.copytree(site, data)
    [original] = [path for path in (data / "files").rglob("*.md") if path.read_text() == TEXT.format(3)]
    harm(original)
    return original


HARMS = {
    "deleted": Path.unlink, "empty": lambda path: path.write_bytes(b""), "cut": lambda path: path.write_bytes(path.read_bytes()[:-5]),
    "one bit": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\x0b"), "all deleted": lambda path: shutil.rmtree(path.parents[2]),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_site_of_which_originals_are_lost_is_not_called_backed_up(site, tmp_path, harm):
    data, target = tmp_path / "data", tmp_path / "backup.tar.gz"
    original = harmed(site, data, harm)
    code, said = manage(data, "backup", target)
    assert code == 1 and "已备份" not in said and "Traceback" not in said
    assert f"文件3（{original.relative_to(data)}）" in said
    assert not [path for path in tmp_path.iterdir() if path != data] and not list(data.glob("backup-*"))


def test_a_file_that_waits_for_its_editor_is_missed_too(site, tmp_path):
    data = shutil.copytree(site, tmp_path / "data")
    run(data, """
from django.contrib.auth.models import User
from documents.models import Upload
Upload.objects.create(name="来稿.docx", file="uploads/2025/01/稿.docx", uploaded_by=User.objects.create_user("editor"))""")
    code, said = manage(data, "backup", tmp_path / "backup.tar.gz")
    assert code == 1 and "来稿.docx（files/uploads/2025/01/稿.docx）" in said


def test_the_rest_of_a_harmed_site_is_backed_up_on_demand(site, tmp_path):
    data, target = tmp_path / "data", tmp_path / "backup.tar.gz"
    original = harmed(site, data, Path.unlink)
    code, said = manage(data, "backup", target, "--allow-incomplete")
    assert code == 0 and "备份不完整：有 1 个文件缺失或已损坏：文件3" in said and "已备份到" in said
    code, said = manage(tmp_path / "restored", "restore", target)
    assert code == 0 and f"已缺少 1 个文件：{original.relative_to(data)}。" in said
    assert contents(tmp_path / "restored") == contents(data) and len(contents(data)) == 5


def test_a_restore_overwrites_nothing(site, backup):
    before = (site / "db.sqlite3").read_bytes()
    code, said = manage(site, "restore", backup)
    assert code == 1 and "已有数据库" in said
    assert (site / "db.sqlite3").read_bytes() == before


def refused(source: Path, data: Path) -> str:
    data.mkdir()
    with pytest.raises(backups.Damaged) as told:
        backups.restore(source, data)
    assert list(data.iterdir()) == []
    return str(told.value)


@pytest.mark.parametrize("kept", [0, 1, 100, 0.5, 0.95])
def test_b05_a_backup_that_is_cut_is_refused(backup, tmp_path, kept):
    content = backup.read_bytes()
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(content[: int(kept * len(content)) if isinstance(kept, float) else kept])
    assert "已损坏" in (said := refused(cut, tmp_path / "data")) or "可能被截断" in said


@pytest.mark.parametrize("place", [n / 12 for n in range(1, 12)])
def test_b05_a_flipped_bit_is_refused_where_it_changes_anything(site, backup, tmp_path, place):
    content = bytearray(backup.read_bytes())
    content[int(place * len(content))] ^= 4
    flipped = tmp_path / "flipped.tar.gz"
    flipped.write_bytes(content)
    data = tmp_path / "data"
    data.mkdir()
    try:
        backups.restore(flipped, data)
    except backups.Damaged:
        assert list(data.iterdir()) == []
    else:  # a bit that says nothing: in the compressor's tables, or between two files
        assert contents(data) == contents(site) and originals_of(data) == 6


def altered(backup: Path, target: Path, change) -> Path:
    """The backup with entries that ``change`` keeps, alters or (``None``) leaves out; well packed again."""
    with tarfile.open(backup) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            data = change(entry.name, old.extractfile(entry).read())
            if data is not None:
                entry.size = len(data)
                new.addfile(entry, BytesIO(data))
    return target


@pytest.mark.parametrize("name", ["db.sqlite3", "secret_key", "manifest.json", "files/originals"])
def test_b05_a_missing_or_changed_file_is_named(backup, tmp_path, name):
    gone = altered(backup, tmp_path / "gone.tar.gz", lambda n, data: None if n.startswith(name) else data)
    assert name in refused(gone, tmp_path / "gone")
    changed = altered(backup, tmp_path / "changed.tar.gz", lambda n, data: b"[" + data[1:] if n.startswith(name) else data)
    assert name in refused(changed, tmp_path / "changed")


def test_b05_a_backup_writes_nowhere_else(backup, tmp_path):
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(evil, "w:gz") as archive:
        entry = tarfile.TarInfo("../evil")
        archive.addfile(entry, BytesIO())
    refused(evil, tmp_path / "data")
    assert not (tmp_path / "evil").exists()


# What must


def test_b01_backups_taken_while_documents_come_in_hold_every_file_of_every_row(site, tmp_path):
    data, files = tmp_path / "data", tmp_path / "files"
    shutil.copytree(site, data)
    files.mkdir()
    for number in range(100, 140):
        (files / f"{number}.md").write_text(TEXT.format(number))
    counts, live = [], sqlite3.connect(data / "db.sqlite3")
    command = [sys.executable, "manage.py", "import_documents", files]
    importing = subprocess.Popen(command, cwd=ROOT, env=environment(data), stderr=subprocess.DEVNULL)
    while not counts or importing.poll() is None:
        target, restored = tmp_path / f"{len(counts)}.tar.gz", tmp_path / f"restored{len(counts)}"
        restored.mkdir()
        backups.write(data, target, backups.copying(live))
        backups.restore(target, restored)
        counts.append(originals_of(restored))
    assert importing.returncode == 0
    live.close()
    assert counts[0] < 46 and counts == sorted(counts) and len(set(counts)) > 2
    assert not list(data.glob("backup-*"))


def originals_of(data: Path) -> int:
    """How many documents a database has, each of whose originals is there and what it was."""
    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT original, original_sha256 FROM documents_document").fetchall()
    assert all(sha256((data / "files" / path).read_bytes()).hexdigest() == digest for path, digest in rows)
    return len(rows)


def test_b02_b07_what_was_deleted_comes_back_on_an_empty_machine(site, backup, tmp_path):
    """An administrator deletes all documents; the backup of the night before, an empty folder, two commands."""
    data, restored = tmp_path / "data", tmp_path / "restored"
    shutil.copytree(site, data)
    gone = run(data, """
from documents.importing import remove
from documents.models import Document
call_command("export_documents", all=True)
for document in Document.objects.all():
    remove(document)
print("left", Document.objects.count())""")
    before = exported(gone)
    assert "left 0" in gone and contents(data) == {} and len(before) == 6
    code, said = manage(restored, "restore", backup)
    assert code == 0, said
    said = run(restored, """
call_command("migrate", verbosity=0)
call_command("check_index", repair=True, verbosity=0)
call_command("export_documents", all=True)
from search.engine import search
from search.plan import Phrase, Plan
print("found", [hit.document_id for hit in search(Plan(Phrase("旃檀3"))).hits])""")
    assert exported(said) == before and "索引与数据库一致" in said
    assert "found [4]" in said
    assert contents(restored) == contents(site)
    assert (restored / "secret_key").read_text() == (site / "secret_key").read_text()


def test_the_archive_is_one_that_any_tar_unpacks(backup, tmp_path):
    with gzip.open(backup) as whole:
        assert whole.read(1)
    subprocess.run(["tar", "xzf", backup, "-C", tmp_path], check=True)
    assert originals_of(tmp_path) == 6


# By the clock, and what killed processes leave


def test_a_backup_by_the_clock_is_checked_and_the_oldest_go(site, tmp_path):
    folder, kept = tmp_path / "backups", tmp_path / "backups/mine.tar.gz"
    folder.mkdir()
    kept.write_text("somebody's")
    old = [folder / f"wenlan-2025010{day}-030000.tar.gz" for day in range(1, 5)]
    for path in [*old, folder / "wenlan-20250105-030000.tar.gz.part"]:
        path.write_text("older")
    code, said = manage(site, "backup", "--into", folder, "--keep", "3")
    assert code == 0 and "并核对无误" in said
    left = sorted(path.name for path in folder.iterdir())
    assert left[:3] == ["mine.tar.gz", old[2].name, old[3].name] and len(left) == 4
    assert "都完好，可以恢复" in manage(site, "restore", folder / left[3], "--check")[1]


@pytest.mark.parametrize("options", [[], ["--keep=0", "--into=x"], ["x.tar.gz", "--into=x"]])
def test_a_backup_to_nowhere_is_refused(site, options):
    code, said = manage(site, "backup", *options)
    assert code == 1 and "Traceback" not in said


def test_what_killed_processes_left_goes_and_what_is_somebodys_stays(site, tmp_path):
    data = shutil.copytree(site, tmp_path / "data")
    (data / "backup-killed/files").mkdir(parents=True)
    (data / "restore-killed").mkdir()
    originals = data / "files/originals"
    names = ("uploads/2025/01/nobody.docx", "originals/ab/nobody.md", "originals/ab/half.md.1234abcd.part")
    old, young = [data / "files" / name for name in names], originals / "ab/arriving.md"
    for path in [*old, young]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    for path in [*old, *originals.rglob("*.md")]:
        if path != young:
            os.utime(path, (time.time() - 2 * 86400,) * 2)
    code, said = manage(data, "backup", tmp_path / "backup.tar.gz")
    assert code == 0, said
    assert not any(path.exists() for path in old) and young.exists()
    assert not list(data.glob("backup-*")) and not list(data.glob("restore-*")) and originals_of(data) == 6


def test_two_backups_at_once_are_one(site, tmp_path):
    with FileLock(site / "backup.lock"):
        code, said = manage(site, "backup", tmp_path / "backup.tar.gz")
    assert code == 1 and "另一个备份正在进行" in said
