"""Build the search index anew."""
from django.core.management.base import BaseCommand, CommandError, CommandParser
from haystack import connections
from tqdm import tqdm

from documents.models import Document
from search.backends.errors import IndexBusy, IndexUnavailable
from search.indexing.rebuild import rebuild


class Command(BaseCommand):
    help = "重建检索索引：在旁边建好再一次切换，期间检索照常。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--processes", type=int, default=2, metavar="N", help="用几个进程（默认 2）。")
        parser.add_argument("--back", action="store_true", help="不重建，改回上一代索引。")
        parser.add_argument("--noinput", "--no-input", action="store_true", help="不询问（本命令从不询问）。")

    def handle(self, *, verbosity: int, processes: int, **options: object) -> None:
        try:
            self._back() if options["back"] else self._rebuild(processes, verbosity)
        except IndexBusy as error:
            raise CommandError("另一个进程正在重建或更新索引，请稍后再试。") from error
        except OSError as error:
            raise CommandError(f"不能写入索引目录：{error.strerror or error}。原有索引未受影响。") from error

    def _rebuild(self, processes: int, verbosity: int) -> None:
        total = Document.objects.published().count()
        with tqdm(total=total, desc="建立索引", unit="篇", disable=None if verbosity else True) as bar:
            count = rebuild(processes, bar.update)
        self.stdout.write(f"索引已建好，共 {count} 篇文件。")

    def _back(self) -> None:
        engine = connections["default"].get_backend()
        try:
            with engine.writing():
                engine.go_back()
        except IndexUnavailable as error:
            raise CommandError(f"不能改回上一代索引：{error}") from error
        self.stdout.write("已改回上一代索引；其后的改动请用 check_index --repair 补上。")
