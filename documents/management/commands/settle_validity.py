"""``manage.py settle_validity``: what comes into force by the passing of days. For a daily timer."""
from django.core.management.base import BaseCommand
from django.db import transaction

from documents.importing.versions import settle_versions
from documents.models import Document
from documents.signals import document_changed


class Command(BaseCommand):
    help = "按今天的日期重新判定同一法律各版本的时效；宜每日运行。"

    def handle(self, **options):
        works = Document.objects.published().exclude(work="").order_by().values_list("work", flat=True).distinct()
        with transaction.atomic():
            changed = settle_versions(list(works))
            for document_id in changed:
                document_changed.send(sender=Document, document_id=document_id)
        self.stdout.write(f"{len(changed)} 份文件的时效有变。")
