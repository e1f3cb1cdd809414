"""``python -m evaluation.citations [FOLDER]``: precision and recall of citations against gold, then every mistake."""
import sys
from pathlib import Path

from .gold import read_held, read_set
from .score import Score

GOALS = {
    "finding recall": 0.98, "finding precision": 0.98, "resolving recall": 0.95, "resolving precision": 0.98,
    "documents with a wrong link": 0.01,
}

SETS = ("corpus", "policies", "laws", "laws-unseen", "laws-last", "laws-again")
LINKS = "notices"
"""The set of which only the links to other texts of it are gold: those from notices to notices, many of one title."""


def main(folder: Path) -> None:
    catalogue, total = read_held(folder), Score()
    for name, citing, gold in read_set(folder, catalogue):
        total.add(name, citing, gold, catalogue)
    if not total.documents:
        sys.exit(f"{folder} holds no text with a .tsv beside it.")
    print(f"{folder}: {total.documents} documents, {total.expected} mentions")
    links_alone = folder.name == LINKS
    for name, (right, of) in (total.figures_of_links() if links_alone else total.figures()).items():
        goal = f"  goal {GOALS[name]:.2f}" if name in GOALS else ""
        print(f"  {name:<28} {right / of if of else 1:.4f}  ({right} of {of}){goal}")
    for kind, (right, read, expected) in total.figures_of_kinds().items():
        if read or expected:
            print(f"  kind {kind:<8} precision {right / read if read else 1:.4f}  recall {right / expected if expected else 1:.4f}  ({right}; read {read}, gold {expected})")
    for mistake in total.wrong_links if links_alone else total.mistakes:
        print(f"  {mistake}")


if __name__ == "__main__":
    gold = Path(__file__).parent / "gold"
    for folder in [Path(argument) for argument in sys.argv[1:]] or [gold / name for name in (*SETS, LINKS)]:
        main(folder)
