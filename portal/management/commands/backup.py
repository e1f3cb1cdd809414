"""``manage.py backup FILE.tar.gz``: database and originals as they are at one moment, while the site runs."""
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal import backups


class Command(BaseCommand):
    help = "备份数据库与原始文件。检索索引可由数据库重建，不在其中。"

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, metavar="FILE.tar.gz")

    def handle(self, *, target, **options):
        if connection.vendor != "sqlite":
            raise CommandError("此命令备份 SQLite；PostgreSQL 请用 pg_dump，再复制数据文件夹中的 files/ 与 secret_key。")
        if target.exists():
            raise CommandError(f"{target} 已存在，不覆盖。")
        connection.ensure_connection()
        try:
            backups.write(settings.DATA_DIR, target, connection.connection)
        except OSError as error:
            raise CommandError(f"备份没有完成：{error.strerror or error}。") from error
        self.stdout.write(f"已备份到 {target}（{target.stat().st_size / 1e6:.1f} MB）。")
