"""A backup: one archive of the database and all originals, with a list of what each file should hold.

The list also names the files that were missing when the backup was made, with ``null`` for what they should hold. The database
is a file of SQLite, whatever the site has: what is backed up here can be restored there.
"""
import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path

DATABASE, KEPT, MANIFEST = "db.sqlite3", ("secret_key", "files", "site"), "manifest.json"
# Every file that a row names, what it should hold (where that is known), and what people call it.
NAMED_FILES = """
    SELECT 'files/' || original, original_sha256, original_name FROM documents_revision WHERE original <> ''
    UNION ALL SELECT 'files/' || original, original_sha256, title FROM documents_document WHERE original <> ''
    UNION ALL SELECT 'files/' || file, '', name FROM documents_upload WHERE file <> ''
"""
CopyDatabase = Callable[[Path], None]
"""Writes the live database into the file of SQLite that it is given."""


class Damaged(Exception):
    """A backup that is not whole; says which file is not, in Chinese."""


class Incomplete(Exception):
    """A site whose database names files that are missing or changed: ``lost``, by name, each with what people call it."""

    def __init__(self, lost: dict[str, str]) -> None:
        super().__init__(f"{len(lost)} files are missing or changed")
        self.lost = lost


def copying(live: sqlite3.Connection) -> CopyDatabase:
    """For ``write``: copy a database of SQLite that is open as ``live``."""

    def copy(path: Path) -> None:
        with closing(sqlite3.connect(path)) as target:
            live.backup(target)  # copying the file would lose what is still in the WAL

    return copy


def write(data: Path, target: Path, copy: CopyDatabase, allow_incomplete: bool = False) -> dict[str, str]:
    """Back up the folder ``data``, whose database ``copy`` writes into a file, to ``target`` while the site goes on.

    Raises ``Incomplete``, with nothing written, where files are missing or changed; with ``allow_incomplete`` backs up the others,
    and the changed ones as they are. → the lost ones.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(prefix="backup-", dir=data) as folder:
            _collect(data, Path(folder), copy)
            with tarfile.open(unfinished, "w:gz") as archive:
                lost = _pack(Path(folder), archive)
        if lost and not allow_incomplete:
            raise Incomplete(lost)
        os.replace(unfinished, target)
        return lost
    finally:
        unfinished.unlink(missing_ok=True)


def _collect(data: Path, folder: Path, copy: CopyDatabase) -> None:
    """Every row's file is among those collected: they are linked before the database is copied, and after it
    those that came meanwhile. A file never changes, and a link outlives its deletion."""
    _link_all(data, folder)
    copy(folder / DATABASE)
    _link_all(data, folder)


def _link_all(data: Path, folder: Path) -> None:
    for path in _files(data, KEPT):
        beside = folder / path.relative_to(data)
        beside.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError, FileNotFoundError):  # linked already, or deleted a moment ago
            os.link(path, beside)


def _files(folder: Path, names: tuple[str, ...] = ("",)) -> list[Path]:
    found = [path for name in names for path in (folder / name, *(folder / name).rglob("*"))]
    return sorted(path for path in found if path.is_file())


def _pack(folder: Path, archive: tarfile.TarFile) -> dict[str, str]:
    """→ the files that the database in ``folder`` names and that are missing there or changed."""
    digests = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        archive.add(path, name)
        digests[name] = _digest(path)
    lost = _lost(folder, digests)
    listed = json.dumps(dict.fromkeys(lost) | digests, indent=0).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size = len(listed)
    archive.addfile(entry, BytesIO(listed))
    return lost


def _lost(folder: Path, digests: dict[str, str]) -> dict[str, str]:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        named = database.execute(NAMED_FILES).fetchall()
    return {name: title for name, digest, title in named if name not in digests or digest not in ("", digests[name])}


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def check(source: Path, data: Path) -> tuple[int, list[str]]:
    """Unpack a backup beside what is in ``data`` and hold every file against its list; → as ``restore``. Raises ``Damaged``."""
    with tempfile.TemporaryDirectory(prefix="restore-", dir=data) as temporary:
        folder = Path(temporary)
        _unpack(source, folder)
        listed, missing = _checked(folder)
    return len(listed), missing


def restore(source: Path, data: Path, put: CopyDatabase | None = None) -> tuple[int, list[str]]:
    """Put a backup into ``data``, which has no database; → how many files, and which were missing when it was made.

    ``put`` takes the rows from the backup's file of SQLite; without it that file becomes the database. All of it is checked
    first: raises ``Damaged``, with nothing in ``data`` changed. The database comes last, so that one that was interrupted can
    be done again.
    """
    with tempfile.TemporaryDirectory(prefix="restore-", dir=data) as temporary:
        folder = Path(temporary)
        _unpack(source, folder)
        listed, missing = _checked(folder)
        for name in sorted(listed, key=lambda name: name == DATABASE):
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            if put and name == DATABASE:
                put(folder / name)
            else:
                shutil.move(folder / name, data / name)
    return len(listed), missing


def _unpack(source: Path, folder: Path) -> None:
    name = ""
    try:
        with gzip.open(source) as whole, tarfile.open(fileobj=whole) as archive:
            for entry in archive:
                name = entry.name
                archive.extract(entry, folder, filter="data")
            while whole.read(1 << 20):  # at its very end stands the check sum of all of it
                pass
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise Damaged(f"{source.name} 已损坏（{f'在 {name} 处' if name else '打不开'}）：{error}") from error


def _checked(folder: Path) -> tuple[list[str], list[str]]:
    """→ the files of a backup, and those that it says are missing."""
    try:
        listed = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError):
        raise Damaged(f"备份中缺少 {MANIFEST}，可能被截断") from None
    missing = [name for name, digest in listed.items() if digest is None]
    for name in missing:
        del listed[name]
    for name, digest in listed.items():
        if not (folder / name).is_file():
            raise Damaged(f"备份中缺少 {name}")
        if _digest(folder / name) != digest:
            raise Damaged(f"备份中的 {name} 已损坏")
    if DATABASE not in listed:
        raise Damaged(f"备份中缺少 {DATABASE}")
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        try:
            sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            sound = False
    if not sound:
        raise Damaged(f"备份中的 {DATABASE} 已损坏")
    return list(listed), missing
