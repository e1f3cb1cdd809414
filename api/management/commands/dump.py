"""``manage.py dump``: the whole corpus as files, served under /dumps/."""
from django.core.management.base import BaseCommand

from api.dumps import folder


class Command(BaseCommand):
    help = "把全部已发布的文件制成数据包（JSON Lines、CSV、Parquet，附校验和与数据字典），在 /dumps/ 供人下载，代替上一次的。宜每天运行一次。"

    def handle(self, **options: object) -> None:
        made, count = folder.make()
        self.stdout.write(f"数据包有 {count} 份文件：{made}")
