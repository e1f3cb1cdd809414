"""Compare the search index with the database."""
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from documents.models import Document
from search.backends.errors import IndexBusy, IndexUnreachable
from search.indexing.checking import Report, check, repair

SHOWN = 20


class Command(BaseCommand):
    help = "核对检索索引与数据库：缺少的、多余的、过时的。一致时退出码为 0，否则为 1；--repair 予以修复。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="修复不一致之处；索引缺失或损坏时重建。")
        parser.add_argument("--processes", type=int, default=2, metavar="N", help="重建时用几个进程（默认 2）。")

    def handle(self, *, verbosity: int, processes: int, **options: object) -> None:
        try:
            self._check(verbosity, processes, bool(options["repair"]))
        except IndexUnreachable as error:
            raise CommandError(f"保存索引的集群没有回答，没有核对，也没有重建：{error}。等它恢复以后再运行一次。") from error

    def _check(self, verbosity: int, processes: int, repairs: bool) -> None:
        report = check()
        if repairs and not report.is_true:
            self._say(report, repairs=True)
            total = Document.objects.published().count()
            whole = bool(report.problem or report.outdated)
            with tqdm(total=total, desc="建立索引", unit="篇", disable=None if whole and verbosity else True) as bar:
                try:
                    repair(report, processes, bar.update)
                except IndexBusy as error:
                    raise CommandError("另一个进程正在重建或更新索引，请稍后再试。") from error
            report = check()
        self._say(report)
        if not report.is_true:
            sys.exit(1)

    def _say(self, report: Report, repairs: bool = False) -> None:
        if report.is_true:
            self.stdout.write("索引与数据库一致。")
        if report.problem:
            self.stderr.write(f"{report.problem}，现在建立。" if repairs else f"索引不可用：{report.problem}")
        if report.outdated:
            self.stderr.write("索引是按另一版词典、分词或筛选条件建立的，检索照常，需要重建。")
        for name, ids in (("索引中缺少", report.missing), ("索引中多余", report.extra), ("索引中过时", report.stale)):
            if ids:
                shown = "、".join(map(str, ids[:SHOWN])) + ("……" if len(ids) > SHOWN else "")
                self.stderr.write(f"{name} {len(ids)} 篇：编号 {shown}")
        for number, reason in report.reasons:
            self.stderr.write(f"编号 {number} 不能编入索引：{reason}")
