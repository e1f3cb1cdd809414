"""``manage.py backup FILE.tar.gz``: database and originals as they are at one moment, while the site runs."""
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from portal import backups

SHOWN = 20


class Command(BaseCommand):
    help = "备份数据库与原始文件。检索索引可由数据库重建，不在其中。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, metavar="FILE.tar.gz")
        parser.add_argument("--allow-incomplete", action="store_true", help="有文件缺失或损坏时，仍然备份其余的")

    def handle(self, *, target: Path, allow_incomplete: bool, **options: object) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("此命令备份 SQLite；PostgreSQL 请用 pg_dump，再复制数据文件夹中的 files/ 与 secret_key。")
        if target.exists():
            raise CommandError(f"{target} 已存在，不覆盖。")
        connection.ensure_connection()
        try:
            lost = backups.write(settings.DATA_DIR, target, connection.connection, allow_incomplete)
        except backups.Incomplete as error:
            raise CommandError(f"没有备份：{_named(error.lost)}。请找回这些文件；要备份其余的，请加 --allow-incomplete。") from error
        except (OSError, sqlite3.Error) as error:
            raise CommandError(f"备份没有完成：{getattr(error, 'strerror', None) or error}。") from error
        if lost:
            self.stderr.write(f"备份不完整：{_named(lost)}。")
        self.stdout.write(f"已备份到 {target}（{target.stat().st_size / 1e6:.1f} MB）。")


def _named(lost: Mapping[str, str]) -> str:
    shown = "、".join(f"{title}（{name}）" for name, title in list(lost.items())[:SHOWN])
    return f"有 {len(lost)} 个文件缺失或已损坏：{shown}{'等' if len(lost) > SHOWN else ''}"
