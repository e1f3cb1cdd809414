"""``manage.py load_corpus``: the documents, bodies, topics and columns that come with the portal."""
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from documents.importing import load_registry


class Command(BaseCommand):
    help = "载入随附的文件、发文机关、主题和栏目；已载入的不会重复。"

    def add_arguments(self, parser):
        parser.add_argument("--fixtures", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *, fixtures, **options):
        load_registry(fixtures)
        call_command("import_documents", fixtures / "corpus", verbosity=0, stdout=self.stdout, stderr=self.stderr)
