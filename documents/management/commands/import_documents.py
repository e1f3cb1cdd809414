"""``manage.py import_documents PATH…``: files, folders and zip archives into the corpus."""
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from documents.importing import Outcome, count_sources, import_paths, summary
from documents.models import State


class Command(BaseCommand):
    help = "导入文件、文件夹或 zip 压缩包。可重复运行：未变的文件不会重复导入。"

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--draft", action="store_true", help="存为草稿，不发布")
        parser.add_argument("--dry-run", action="store_true", help="只试读，不写入")
        parser.add_argument("--json", type=Path, metavar="FILE", help="把报告写成 JSON（- 为标准输出）")

    def handle(self, *, paths, draft, dry_run, **options):
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"找不到：{'、'.join(missing)}")
        state = State.DRAFT if draft else State.PUBLISHED
        results = list(
            tqdm(
                import_paths(paths, state=state, dry_run=dry_run),
                total=count_sources(paths), desc="导入", unit="份", disable=None,
            )
        )
        for result in results:
            if result.outcome is Outcome.REFUSED:
                self.stderr.write(f"拒收{result.reason}")
            elif result.warnings and options["verbosity"] > 1:
                self.stderr.write(f"留意 {result.name}：{' '.join(result.warnings)}")
        doubtful = sum(1 for result in results if result.warnings)
        if doubtful and options["verbosity"] == 1:
            self.stderr.write(f"{doubtful} 份有需要留意之处：--verbosity 2 逐一列出，--json 写入报告。")
        self.stderr.write(("试读（未写入）：" if dry_run else "导入完成：") + summary(results))
        if options["json"]:
            self._report(results, options["json"])

    def _report(self, results, target: Path):
        text = json.dumps(
            [
                {
                    "name": r.name, "outcome": r.outcome.value, "document": r.document_id, "reason": r.reason,
                    "warnings": r.warnings,
                }
                for r in results
            ],
            ensure_ascii=False, indent=1,
        )
        if str(target) == "-":
            self.stdout.write(text)
        else:
            target.write_text(text, encoding="utf-8")
