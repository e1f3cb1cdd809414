"""``manage.py backup FILE.tar.gz``: database and originals as they are at one moment, while the site runs; ``--into`` as often as it is due."""
import os
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from filelock import FileLock, Timeout

from portal import backups, leftovers, transfer

SHOWN = 20
NAME = "wenlan-%Y%m%d-%H%M%S-%f.tar.gz"  # two may begin in one second, where the first of them was killed
PATTERN = "wenlan-[0-9]*-[0-9]*.tar.gz"


class Command(BaseCommand):
    help = "备份数据库（SQLite 或 PostgreSQL）与原始文件。检索索引可由数据库重建，不在其中。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, metavar="FILE.tar.gz", nargs="?")
        parser.add_argument("--into", type=Path, metavar="FOLDER", help="以时间为名存入这个文件夹，逐个文件核对，再删去最旧的")
        parser.add_argument("--keep", type=int, default=14, metavar="N", help="--into 时保留最近几份（默认 %(default)s）")
        parser.add_argument("--allow-incomplete", action="store_true", help="有文件缺失或损坏时，仍然备份其余的")

    def handle(self, *, target: Path | None, into: Path | None, keep: int, allow_incomplete: bool, **options: object) -> None:
        if (target is None) == (into is None):
            raise CommandError("请写明备份到哪个文件，或用 --into 写明存入哪个文件夹。")
        if keep < 1:
            raise CommandError("--keep 至少是 1。")
        try:
            with FileLock(settings.DATA_DIR / "backup.lock", timeout=0):
                leftovers.clear(settings.DATA_DIR, Path(settings.MEDIA_ROOT))
                if into:
                    into.mkdir(parents=True, exist_ok=True)
                    written = into / datetime.now().strftime(NAME)
                    self._write(written, allow_incomplete, checked=True)
                    self._rotate(written, keep)
                elif target:
                    self._write(target, allow_incomplete)
        except Timeout:
            raise CommandError("另一个备份正在进行。") from None
        except (OSError, sqlite3.Error, DatabaseError, transfer.NotMigrated) as error:
            raise CommandError(f"备份没有完成：{getattr(error, 'strerror', None) or error}。") from error

    def _write(self, target: Path, allow_incomplete: bool, checked: bool = False) -> None:
        if target.exists():
            raise CommandError(f"{target} 已存在，不覆盖。")
        try:
            lost = backups.write(settings.DATA_DIR, target, copy_database, allow_incomplete)
        except backups.Incomplete as error:
            raise CommandError(f"没有备份：{_named(error.lost)}。请找回这些文件；要备份其余的，请加 --allow-incomplete。") from error
        if lost:
            self.stderr.write(f"备份不完整：{_named(lost)}。")
        if checked:
            self._check(target)
        self.stdout.write(f"已备份到 {target}（{target.stat().st_size / 1e6:.1f} MB）{'，并核对无误' if checked else ''}。")

    def _check(self, target: Path) -> None:
        try:
            backups.check(target, settings.DATA_DIR)
        except backups.Damaged as error:
            os.replace(target, target.with_name(target.name + ".damaged"))
            raise CommandError(f"刚写的备份不能恢复：{error}。以前的备份都留着。") from error

    def _rotate(self, written: Path, keep: int) -> None:
        """Only of its own files, and what a killed backup left of one. The one just ``written`` stays, whatever the clock calls it."""
        others = sorted(set(written.parent.glob(PATTERN)) - {written})
        for path in [*others[: max(0, len(others) + 1 - keep)], *written.parent.glob(f"{PATTERN}.part")]:
            path.unlink(missing_ok=True)
            self.stdout.write(f"已删去 {path}。")


def copy_database(path: Path) -> None:
    """The live database into a file of SQLite."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return backups.copying(connection.connection)(path)
    with transfer.opened(transfer.address_of(path)) as copy:
        transfer.copy("default", copy)


def _named(lost: Mapping[str, str]) -> str:
    shown = "、".join(f"{title}（{name}）" for name, title in list(lost.items())[:SHOWN])
    return f"有 {len(lost)} 个文件缺失或已损坏：{shown}{'等' if len(lost) > SHOWN else ''}"
