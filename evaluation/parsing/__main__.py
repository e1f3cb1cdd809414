"""``python -m evaluation.parsing [FOLDER …]``: precision and recall of every field, every mistake, and what text was lost or broken off."""
import argparse
from pathlib import Path

import yaml

from documents import formats, parsing
from documents.formats.accounting import SAID
from evaluation.parsing.gold import read_gold
from evaluation.parsing.score import Scores, broken_paragraphs

HERE = Path(__file__).parent
GOALS = {"labels: 条": (0.99, 0.99)}
GOAL = (0.97, 0.95)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=[HERE / "gold" / name for name in ("corpus", "laws", "notices")])
    arguments.add_argument("--mistakes", type=int, default=40, help="how many mistakes to print at most (40)")
    options = arguments.parse_args()
    for folder in options.folders:
        if not folder.is_dir():
            arguments.error(f"{folder} is not a folder")
        report(folder, options.mistakes)


def report(folder: Path, mistakes: int) -> None:
    scores, documents, held, broken = Scores(aliases()), 0, 0, list[tuple[str, str]]()
    lost: list[str] = []
    for documents, gold in enumerate(read_gold(folder), 1):  # noqa: B007
        raw = formats.read(gold.name, gold.path.read_bytes())
        parsed = parsing.parse(raw, {}, parsing.seed_bodies(), name=gold.name)
        scores.add(gold.name, parsed, gold.expected)
        held += raw.characters
        lost += [f"{gold.name}: {note}" for note in raw.notes if SAID in note]
        broken += [(gold.name, paragraph) for paragraph in broken_paragraphs(parsed)]
    print(f"\n{folder}: {documents} documents\n")
    print(f"{'field':<24}{'precision':>10}{'recall':>10}{'right':>8}{'told':>8}{'expected':>10}")
    for row, count in scores.counts.items():
        goal = GOALS.get(row, GOAL)
        short = "  short of the goal" if count.precision < goal[0] or count.recall < goal[1] else ""
        numbers = f"{count.precision:>10.3f}{count.recall:>10.3f}{count.right:>8}{count.told:>8}{count.expected:>10}"
        print(f"{row:<24}{numbers}{short}")
    print(f"\ncharacters held: {held}; files of which some are neither read nor listed as left out: {len(lost)}", *lost, sep="\n  ")
    print(f"paragraphs that end inside a sentence: {len(broken)}", *(f"{name}: …{text[-40:]}" for name, text in broken[:mistakes]), sep="\n  ")
    for name, row, told, missed in scores.mistakes[:mistakes]:
        print(f"\n{name} · {row}\n  too much: {_short(told)}\n  missed:   {_short(missed)}")


def aliases() -> dict[str, str]:
    """Every name of a body to one of them: 中央网信办 and 国家互联网信息办公室 are right for each other."""
    bodies = yaml.safe_load((HERE.parent.parent / "fixtures" / "bodies.yaml").read_text(encoding="utf-8"))
    return {alias: body["name"] for body in bodies for alias in (body["name"], *body.get("aliases", ()))}


def _short(values: list[str]) -> str:
    words = "、".join(values) or "—"
    return words if len(words) <= 160 else f"{words[:160]}…（{len(values)}）"


if __name__ == "__main__":
    main()
