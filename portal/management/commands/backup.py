"""``manage.py backup FILE.tar.gz``: database and originals as they are at one moment, while the site runs."""
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "备份数据库与原始文件。检索索引可由数据库重建，不在其中。"

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, metavar="FILE.tar.gz")

    def handle(self, *, target, **options):
        if connection.vendor != "sqlite":
            raise CommandError("此命令备份 SQLite；PostgreSQL 请用 pg_dump，再复制数据文件夹中的 files/ 与 secret_key。")
        if target.exists():
            raise CommandError(f"{target} 已存在，不覆盖。")
        unfinished = target.with_name(target.name + ".part")
        with tempfile.TemporaryDirectory(dir=target.parent) as folder, tarfile.open(unfinished, "w:gz") as archive:
            archive.add(self._snapshot(Path(folder)), "db.sqlite3")
            for name in ("secret_key", "files"):
                if (settings.DATA_DIR / name).exists():
                    archive.add(settings.DATA_DIR / name, name)
        unfinished.rename(target)
        self.stdout.write(f"已备份到 {target}（{target.stat().st_size / 1e6:.1f} MB）。")

    def _snapshot(self, folder: Path) -> Path:
        """A consistent copy of the live database: copying its file would lose what is still in the WAL."""
        copy = folder / "db.sqlite3"
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as destination:
            connection.connection.backup(destination)
        return copy
