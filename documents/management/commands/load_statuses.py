"""``manage.py load_statuses FILE``: a table of statuses (CSV or XLSX) as a basis of its own."""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents import formats
from documents.importing import compare_table, read_statuses


class Command(BaseCommand):
    help = "载入时效表（CSV 或 XLSX，表头：标题、文号、成文日期、时效、时效日期、来源）。编辑的判定优先于它，它优先于条文。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="只比较，不写入")

    def handle(self, *, file: Path, dry_run: bool, **options: object) -> None:
        try:
            rows = read_statuses(file.name, file.read_bytes())
        except OSError as error:
            raise CommandError(f"无法读取 {file}：{error.strerror}。") from None
        except formats.Refused as refusal:
            raise CommandError(str(refusal)) from None
        compared = compare_table(rows, apply=not dry_run)
        for rejected in compared.rejected:
            self.stderr.write(f"未采用{rejected}")
        for difference in compared.differences:
            if difference.is_new or difference.conflict:
                self.stdout.write(f"{'有变' if difference.is_new else '不一致'}：{difference}")
        self.stderr.write(("比较完毕（未写入）：" if dry_run else "载入完毕：") + compared.summary)
