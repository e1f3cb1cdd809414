"""``manage.py restore FILE.tar.gz``: a backup into a data folder, and a database, that hold nothing yet."""
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from portal import backups, transfer


class Command(BaseCommand):
    help = "把备份恢复到没有内容的网站，SQLite 或 PostgreSQL 都可以；先逐个文件核对，有一个损坏就什么也不写。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, metavar="FILE.tar.gz")
        parser.add_argument("--check", action="store_true", help="只核对这份备份能否恢复")

    def handle(self, *, source: Path, check: bool, **options: object) -> None:
        if not source.is_file():
            raise CommandError(f"找不到 {source}。")
        try:
            count, missing = backups.check(source, settings.DATA_DIR) if check else self._restore(source)
        except backups.Damaged as error:
            raise CommandError(f"{error}。什么也没有恢复。") from error
        except (DatabaseError, OSError, transfer.NotMigrated) as error:
            raise CommandError(f"没有恢复：{error}。") from error
        if missing:
            self.stderr.write(f"制作备份时已缺少 {len(missing)} 个文件：{'、'.join(missing)}。")
        if check:
            self.stdout.write(f"{source} 中的 {count} 个文件都完好，可以恢复。")
        else:
            self.stdout.write(f"已恢复 {count} 个文件。请运行 make setup：迁移数据库，重建索引。")

    def _restore(self, source: Path) -> tuple[int, list[str]]:
        if connection.vendor == "sqlite":
            if (settings.DATA_DIR / backups.DATABASE).exists():
                raise CommandError(f"{settings.DATA_DIR} 里已有数据库，不覆盖。")
            return backups.restore(source, settings.DATA_DIR)
        call_command("migrate", verbosity=0, interactive=False)
        if transfer.is_in_use("default"):
            raise CommandError("数据库里已有文件或账号，不覆盖。")
        return backups.restore(source, settings.DATA_DIR, put_database)


def put_database(path: Path) -> None:
    """The rows of a file of SQLite into the site's own database."""
    with transfer.opened(transfer.address_of(path)) as backup:
        transfer.copy(backup, "default")
