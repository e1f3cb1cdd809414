"""``python -m evaluation.hints [--laws ARCHIVE] [DOCUMENT…]``: which planted faults the draft check finds, and how silent it is.

Over the portal whose data ``WENLAN_DATA`` names; where it is empty, the samples and the laws of ARCHIVE are imported first.
Of each DOCUMENT, which a person has checked, every hint is printed: it should be none that is not true.
"""
import argparse
import os
from collections import Counter
from datetime import date
from pathlib import Path

import yaml

PLANTED = Path(__file__).parent / "planted.yaml"
DAY = date(2026, 9, 8)


def main() -> None:
    parser = argparse.ArgumentParser(prog="evaluation.hints")
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--laws", type=Path, help="an archive of laws, for a portal that is empty")
    arguments = parser.parse_args()
    _set_up(arguments.laws)
    documents = arguments.documents
    found, wanted, others = Counter(), Counter(), 0
    for group in yaml.safe_load(PLANTED.read_text("utf-8")):
        for case in group["cases"]:
            said = _said(case["text"], case.get("day", DAY))
            right = [hint for hint in said if _is_wanted(hint, group["kind"], case)]
            wanted[group["fault"]] += 1
            found[group["fault"]] += bool(right)
            others += len(said) - len(right)
            if not right or len(said) > len(right):
                print(f"  {'' if right else 'MISSED '}{case['text']}\n    {said}")
    for fault, of in wanted.items():
        print(f"{fault:<60} {found[fault]} of {of}")
    print(f"recall {found.total() / wanted.total():.3f}; hints beside the planted ones: {others}")
    silent = sum(_is_silent(path) for path in documents)
    if documents:
        print(f"real documents without a hint: {silent} of {len(documents)}")


def _set_up(laws: Path | None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from documents.models import Document

    call_command("migrate", verbosity=0)
    if not Document.objects.exists():
        call_command("load_corpus")
        call_command("import_documents", *filter(None, [laws]))


def _is_wanted(hint: tuple[str, str, str], kind: str, case: dict) -> bool:
    said, words, instead = hint
    return said == kind and case["of"] in words and case.get("instead", "") in instead


def _said(text: str, on: date) -> list[tuple[str, str, str]]:
    """The kind, the words it stands at, and what to put instead, of each hint on ``text``."""
    from documents.pages.draft_check import LIMITS
    from documents.resolving import check_draft

    report = check_draft(text, on, LIMITS)
    hints = [(h.kind.label, c.text, f"{h.instead} {h.found}") for c in report.citations for h in c.hints]
    names = (("未定义", report.undefined), ("重复定义", report.redefined), ("定义未用", report.unused))
    former = [("机关", f.name, "、".join(f.body.successors)) for f in report.former_bodies]
    return hints + former + [(label, f.name, "") for label, defined in names for f in defined]


def _is_silent(path: Path) -> bool:
    from documents.analysis import Source
    from documents.importing.reading import understand

    parsed = understand(Source(path.name, path.read_bytes()))
    said = _said(parsed.markdown, parsed.issued_on or parsed.published_on or DAY)
    if said:
        print(f"{path.name}\n  " + "\n  ".join(map(str, said)))
    return not said


if __name__ == "__main__":
    main()
