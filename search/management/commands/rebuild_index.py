"""Build the search index anew."""
from django.core.management.base import BaseCommand
from tqdm import tqdm

from documents.models import Document
from search.indexing.rebuild import rebuild


class Command(BaseCommand):
    help = "重建检索索引：在旁边建好再一次切换，期间检索照常。"

    def add_arguments(self, parser):
        parser.add_argument("--processes", type=int, default=2, metavar="N", help="用几个进程（默认 2）。")
        parser.add_argument("--noinput", "--no-input", action="store_true", help="不询问（本命令从不询问）。")

    def handle(self, *, verbosity, processes, **options):
        total = Document.objects.published().count()
        with tqdm(total=total, desc="建立索引", unit="篇", disable=not verbosity) as bar:
            count = rebuild(processes, bar.update)
        self.stdout.write(f"索引已建好，共 {count} 篇文件。")
