"""``manage.py import_documents PATH…``: files, folders and zip archives into the corpus."""
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from documents import formats
from documents.importing import ImportResult, Outcome, count_sources, import_paths, summary
from documents.models import State


class Command(BaseCommand):
    help = "导入文件、文件夹或 zip 压缩包。可重复运行：未变的文件不会重复导入。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--draft", action="store_true", help="新文件存为草稿，不发布；已发布的不会因此撤下")
        parser.add_argument("--accept", action="store_true", help="与已收录的文件不同时，用导入的替换它，已发布的也替换")
        parser.add_argument("--dry-run", action="store_true", help="只试读，不写入")
        parser.add_argument("--json", type=Path, metavar="FILE", help="把报告写成 JSON（- 为标准输出）")

    def handle(self, *, paths: Sequence[Path], draft: bool, accept: bool, dry_run: bool, **options: Any) -> None:
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"找不到：{'、'.join(missing)}")
        state = State.DRAFT if draft else State.PUBLISHED
        results = list(
            tqdm(
                import_paths(paths, state=state, accept=accept, dry_run=dry_run),
                total=count_sources(paths), desc="导入", unit="份", disable=None,
            )
        )
        self._print(results, options["verbosity"])
        self.stderr.write(("试读（未写入）：" if dry_run else "导入完成：") + summary(results))
        if options["json"]:
            self._write_json(results, options["json"])

    def _print(self, results: Sequence[ImportResult], verbosity: int) -> None:
        """Name what was refused, and from verbosity 1 what was updated or kept; doubts are counted, from 2 on listed."""
        for result in results:
            if result.outcome is Outcome.REFUSED:
                self.stderr.write(f"拒收{result.reason}")
            elif result.outcome is Outcome.UPDATED and verbosity:
                self.stderr.write(f"更新{formats.named(result.name, str(result.comparison))}")
            elif result.outcome is Outcome.KEPT and verbosity:
                self.stderr.write(f"保留原文{result.reason}{result.comparison}")
            if result.warnings and verbosity > 1:
                self.stderr.write(f"留意 {result.name}：{' '.join(result.warnings)}")
        doubtful = sum(1 for result in results if result.warnings)
        if doubtful and verbosity == 1:
            self.stderr.write(f"{doubtful} 份有需要留意之处：--verbosity 2 逐一列出，--json 写入报告。")
        if verbosity and any(result.outcome is Outcome.KEPT for result in results):
            self.stderr.write("要用导入的文件替换保留的原文，请在管理界面“待定的新文本”中采用，或查看之后加 --accept 再导入。")

    def _write_json(self, results: Sequence[ImportResult], target: Path) -> None:
        text = json.dumps([_as_entry(result) for result in results], ensure_ascii=False, indent=1)
        if str(target) == "-":
            self.stdout.write(text)
        else:
            target.write_text(text, encoding="utf-8")


def _as_entry(result: ImportResult) -> dict:
    return {
        "name": result.name, "outcome": result.outcome.value, "document": result.document_id, "reason": result.reason,
        "warnings": result.warnings, "comparison": result.comparison and asdict(result.comparison), "kept_as": result.kept_as and result.kept_as.value,
    }
