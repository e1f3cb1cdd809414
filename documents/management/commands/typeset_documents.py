"""``manage.py typeset_documents``: the pages of all documents anew, after an upgrade that changed how text is set."""
from django.core.management.base import BaseCommand
from tqdm import tqdm

from documents.importing.publication import typeset
from documents.models import Document


class Command(BaseCommand):
    help = "重新排版全部文件；升级改变了版式之后运行。"

    def handle(self, **options: object) -> None:
        documents = Document.objects.order_by("pk")
        for document in tqdm(documents.iterator(chunk_size=50), total=documents.count(), desc="排版", unit="份", disable=None):
            typeset(document)
