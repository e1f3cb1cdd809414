"""``manage.py find_passages``: which passages published documents share, of all of which that is not known."""
from django.core.management.base import BaseCommand
from tqdm import tqdm

from documents.importing import find_passages, passages_due


class Command(BaseCommand):
    help = "找出各文件之间相同的段落；后台进程也会逐份地做，升级之后用这个命令一次做完。可以随时中断，下次接着做。"

    def handle(self, **options: object) -> None:
        found = sum(1 for _ in tqdm(find_passages(), total=passages_due().count(), desc="比对", unit="份", disable=None))
        self.stderr.write(f"比对了 {found} 份文件的相同段落。")
