"""``manage.py remove_samples``: the documents that came with the portal go into the trash."""
from django.core.management.base import BaseCommand

from documents.importing import remove_samples


class Command(BaseCommand):
    help = "把随附的文件全部放入回收站；以后不会再载入。发文机关、简称、主题和栏目留下，没有文件的读者看不到。"

    def handle(self, *args: object, **options: object) -> None:
        count = remove_samples()
        self.stdout.write(f"已将 {count} 份随附的文件放入回收站。" if count else "没有随附的文件。")
