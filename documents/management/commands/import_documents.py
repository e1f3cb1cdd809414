"""``manage.py import_documents PATH…``: files, folders and zip archives into the corpus."""
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from documents.importing import Outcome, files_under, import_paths, summary
from documents.models import State


class Command(BaseCommand):
    help = "导入文件、文件夹或 zip 压缩包。可重复运行：未变的文件不会重复导入。"

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--draft", action="store_true", help="存为草稿，不发布")
        parser.add_argument("--dry-run", action="store_true", help="只试读，不写入")
        parser.add_argument("--json", type=Path, metavar="FILE", help="把报告写成 JSON（- 为标准输出）")

    def handle(self, *, paths, draft, dry_run, json, **options):
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"找不到：{'、'.join(missing)}")
        results = list(self._import(paths, State.DRAFT if draft else State.PUBLISHED, dry_run))
        for result in results:
            if result.outcome is Outcome.REFUSED:
                self.stderr.write(f"拒收 {result.name}：{result.reason}")
        self.stderr.write(("试读（未写入）：" if dry_run else "导入完成：") + summary(results))
        if json:
            self._report(results, json)

    def _import(self, paths, state, dry_run):
        """The results one by one, with a bar that counts files' bytes: archives are counted as they are read."""
        total = sum(path.stat().st_size for path in files_under(paths))
        with tqdm(total=total, unit="B", unit_scale=True, desc="导入", disable=None) as bar:
            current = None
            done = 0
            for path, result in import_paths(paths, state=state, dry_run=dry_run):
                if path != current:
                    bar.update(current.stat().st_size if current else 0)
                    current = path
                done += 1
                bar.set_postfix_str(f"{done} 份 · {done / max(bar.format_dict['elapsed'], 0.001):.0f} 份/秒")
                yield result
            bar.update(total - bar.n)

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
