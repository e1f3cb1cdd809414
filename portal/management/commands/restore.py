"""``manage.py restore FILE.tar.gz``: a backup into a data folder that holds no database."""
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import backups


class Command(BaseCommand):
    help = "把备份恢复到没有数据库的数据文件夹；先逐个文件核对，有一个损坏就什么也不写。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, metavar="FILE.tar.gz")

    def handle(self, *, source: Path, **options: object) -> None:
        if (settings.DATA_DIR / backups.DATABASE).exists():
            raise CommandError(f"{settings.DATA_DIR} 里已有数据库，不覆盖。")
        if not source.is_file():
            raise CommandError(f"找不到 {source}。")
        try:
            count, missing = backups.restore(source, settings.DATA_DIR)
        except backups.Damaged as error:
            raise CommandError(f"{error}。什么也没有恢复。") from error
        if missing:
            self.stderr.write(f"制作备份时已缺少 {len(missing)} 个文件：{'、'.join(missing)}。")
        self.stdout.write(f"已恢复 {count} 个文件。请运行 make setup：迁移数据库，重建索引。")
