"""``manage.py empty_trash``: what has been in the trash long enough is deleted for good."""
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.importing import due, empty
from documents.signals import bulk


class Command(BaseCommand):
    help = "彻底删除在回收站中放满若干天的文件，连同其修订记录和原始文件。以后的导入不会把它们带回来。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=settings.TRASH_DAYS, metavar="N", help="放满几天才删除（默认 %(default)s）")
        parser.add_argument("--dry-run", action="store_true", help="只列出，不删除")

    def handle(self, *, days: int, dry_run: bool, verbosity: int, **options: object) -> None:
        if days < 0:
            raise CommandError("--days 不能小于 0。")
        documents, emptied = list(due(days).defer("markdown", "html")), 0
        with bulk():
            for document in documents:
                if verbosity:
                    self.stderr.write(f"{'将删除' if dry_run else '删除'}《{document.title}》（编号 {document.pk}）")
                emptied += dry_run or empty(document)
        self.stderr.write(f"{'将彻底删除' if dry_run else '已彻底删除'} {emptied} 份文件。")
