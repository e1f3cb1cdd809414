"""``manage.py load_corpus``: the documents, bodies, topics and columns that come with the portal."""
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from documents.importing import Outcome, decline_samples, load_registry, load_sample, new_samples, summary
from documents.signals import bulk


class Command(BaseCommand):
    help = (
        "载入随附的文件、发文机关、主题和栏目，每一项只载入一次：以后的更正、撤回和删除都保持不变。"
        "要重新载入随附的文件，请用 import_documents。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fixtures", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument("--without-samples", action="store_true", help="只载入发文机关和文件简称；随附的文件、主题和栏目以后也不载入")

    def handle(self, *, fixtures: Path, without_samples: bool = False, **options: object) -> None:
        load_registry(fixtures, with_headings=not without_samples)
        if without_samples:
            decline_samples(fixtures)
        if paths := new_samples(fixtures):
            self._load(paths)

    def _load(self, paths: Sequence[Path]) -> None:
        with bulk():
            results = [load_sample(path) for path in tqdm(paths, desc="载入", unit="份", disable=None)]
        for result in results:
            if result.outcome is Outcome.REFUSED:
                self.stderr.write(f"没有载入{result.reason}")
        self.stderr.write(f"载入随附文件：{summary(results)}")
