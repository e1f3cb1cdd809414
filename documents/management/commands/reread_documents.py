"""``manage.py reread_documents``: what is stored, read again by a better parser, finder or registry of bodies."""
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from documents.importing import (
    Reread,
    cited_by_another,
    known_bodies,
    read_by_another,
    refind_citations,
    reread_documents,
)


class Command(BaseCommand):
    help = (
        "重新解析由旧版本或旧的机关名录读过的文件，再识别其引用；人更正过的各项保持不变。"
        "可重复运行：中断之后接着做，已经读过的不再读。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--citations", action="store_true", help="只重新识别引用，不重新解析")
        parser.add_argument("--dry-run", action="store_true", help="只试读，不写入")
        parser.add_argument("--json", type=Path, metavar="FILE", help="把报告写成 JSON（- 为标准输出）")

    def handle(self, *, citations: bool, dry_run: bool, verbosity: int, **options: Any) -> None:
        results = []
        for result in self._results(citations, dry_run):
            results.append(result)
            self._show(result, verbosity)
        changed, failed = sum(bool(r.changes) for r in results), sum(bool(r.reason) for r in results)
        self.stderr.write(
            ("试读（未写入）：" if dry_run else "重读完成：") + f"{len(results)} 份，有变化 {changed}，未能重读 {failed}"
        )
        if options["json"]:
            self._report(results, options["json"])

    def _results(self, citations: bool, dry_run: bool) -> Iterator[Reread]:
        known, read = known_bodies(), set()
        if not citations:
            ids = read_by_another(known)
            for result in self._progress(reread_documents(ids, known, dry_run=dry_run), len(ids), "重读"):
                if not result.reason:
                    read.add(result.document_id)
                yield result
        ids = [pk for pk in cited_by_another() if pk not in read]
        yield from self._progress(refind_citations(ids, dry_run=dry_run), len(ids), "引用")

    def _progress(self, results: Iterable[Reread], total: int, name: str) -> Iterable[Reread]:
        return tqdm(results, total=total, desc=name, unit="份", disable=None)

    def _show(self, result: Reread, verbosity: int) -> None:
        if result.reason:
            tqdm.write(f"未能重读{result.reason}", file=self.stderr)
        elif result.changes and verbosity:
            tqdm.write(str(result), file=self.stderr)
        if result.is_kept_whole and verbosity:
            tqdm.write(f"保留《{result.title}》（编号 {result.document_id}）的各项事实和正文：经人编辑过，没有记下改了哪些。", file=self.stderr)

    def _report(self, results: Sequence[Reread], target:  Path) -> None:
        entries = [
            {
                "document": result.document_id, "title": result.title, "reason": result.reason,
                "kept_whole": result.is_kept_whole, "changes": [asdict(change) for change in result.changes],
            }
            for result in results
        ]
        text = json.dumps(entries, ensure_ascii=False, indent=1)
        if str(target) == "-":
            self.stdout.write(text)
        else:
            target.write_text(text, encoding="utf-8")
