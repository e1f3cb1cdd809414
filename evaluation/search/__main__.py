"""``python -m evaluation.search [FOLDER] [--write] [--run FILE] [--baseline]``: how well search answers.

Everything is built in a temporary folder; neither the portal's database nor its index is touched.
"""
from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

REPORT = Path(__file__).resolve().parents[2] / "docs" / "search-quality.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="evaluation.search")
    parser.add_argument("data", nargs="?", type=Path, help="folder of a judged set")
    parser.add_argument("--write", action="store_true", help=f"write the figures to {REPORT.name}")
    parser.add_argument("--run", type=Path, help="write the run: query, article, rank, score by tabs")
    parser.add_argument("--meaning", type=Path, help="measure by meaning too; the folder keeps the vectors for the next time")
    parser.add_argument("--baseline", action="store_true", help="measure the baseline anew")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(folder)
        from . import baseline, judged, report

        data = judged.load(wishes.data) if wishes.data and wishes.data.exists() else None
        if wishes.baseline:
            baseline.keep(baseline.measure(data))
        figures = _judged(data, wishes.run, wishes.meaning) if data else None
        text = report.report(figures, baseline.kept(), _own())
    print(text)
    if wishes.write:
        REPORT.write_text(text, "utf-8")
    if wishes.data and data is None:
        print(f"没有找到 {wishes.data}，只测了自带的检索。", file=sys.stderr)


def _set_up(folder: str) -> None:
    os.environ["WENLAN_DATA"] = folder
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django

    django.setup()


def _judged(data, run_file: Path | None, vectors: Path | None) -> dict[str, object]:
    from . import formal, judged
    from .measures import summary

    judged.build(data.articles)
    start = time.process_time()
    answers = judged.run(data.queries)
    seconds = (time.process_time() - start) / len(data.queries)
    if run_file:
        rows = (f"{q}\t{a}\t{rank}\t{1 / rank:.4f}" for q, found in answers.items() for rank, a in enumerate(found, 1))
        run_file.write_text("\n".join(rows) + "\n", "utf-8")
    beside = {}
    if vectors:
        from django.conf import settings

        settings.VECTORS = vectors
        beside["meaning"] = summary(judged.run(data.queries, judged.encode(data.articles)), data.judged)
    cases = formal.scenarios(data.articles)
    halves = [dict(list(data.judged.items())[half::2]) for half in (0, 1)]
    return {
        "questions": len(data.judged), "articles": len(data.articles), "milliseconds": seconds * 1000,
        "all": summary(answers, data.judged), "halves": [summary(answers, half) for half in halves],
        "formal": summary(judged.run(cases.queries), cases.judged), "cases": len(cases.queries), **beside,
    }


def _own():
    from django.core.management import call_command

    from search.indexing.rebuild import rebuild

    from . import own

    call_command("migrate", verbosity=0)
    call_command("load_corpus", verbosity=0)
    rebuild()
    asked = own.searches()
    return asked, own.run(asked)


main()
