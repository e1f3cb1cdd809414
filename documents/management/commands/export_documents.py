"""``manage.py export_documents``: the corpus as JSON lines, one document each."""
import json

from django.core.management.base import BaseCommand, CommandParser

from documents.exporting import as_records
from documents.models import Document, State


class Command(BaseCommand):
    help = "以 JSON Lines 输出全部已发布文件（--all 含草稿与已撤回）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="也输出草稿和已撤回的文件")

    def handle(self, *, all: bool, **options: object) -> None:
        documents = Document.objects.exclude(state=State.TRASHED).order_by("pk") if all else Document.objects.published().order_by("pk")
        for record in as_records(documents):
            self.stdout.write(json.dumps(record, ensure_ascii=False))
