"""``manage.py settle_validity``: what texts say of the validity of others, read again. After an upgrade, or to be sure."""
from django.core.management.base import BaseCommand

from documents.importing.effects import settle_validity
from documents.importing.turns import turn
from documents.importing.versions import settle_versions
from documents.models import Document
from documents.signals import bulk, document_changed


class Command(BaseCommand):
    help = "按已发布文件的条文和各版本的日期重新判定时效；升级之后运行一次即可，不必每日运行。"

    def handle(self, **options: object) -> None:
        works = Document.objects.published().order_by().values_list("work_id", flat=True).distinct()
        ids = set(Document.objects.values_list("pk", flat=True))
        with bulk(), turn():
            changed = settle_versions(list(works)) | settle_validity(ids)
            for document_id in changed:
                document_changed.send(sender=Document, document_id=document_id)
        self.stdout.write(f"{len(changed)} 份文件的时效有变。")
