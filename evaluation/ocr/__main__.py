"""How many characters of scans are recognised wrongly: ``make evaluate-ocr``."""
import re
import sys
import time
from pathlib import Path

from documents.analysis import Source, read

from .pages import FACES, face, page, png, texts, worn

CORPUS = Path(__file__).resolve().parents[2] / "fixtures/corpus"
PAGES = 5
MOST_CLEAN, MOST_WORN = 0.01, 0.03


def distance(wanted: str, got: str) -> int:
    """How many characters have to be put in, taken away or replaced (Levenshtein)."""
    before = list(range(len(got) + 1))
    for row, character in enumerate(wanted, 1):
        now = [row]
        for column, other in enumerate(got, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (character != other)))
        before = now
    return before[-1]


def bare(text: str) -> str:
    return re.sub(r"[\s\\#|]", "", text)


def main() -> int:
    """Print the rates; 1 where they are worse than we promise."""
    wrong, total, start = {"clean": 0, "worn": 0}, {"clean": 0, "worn": 0}, time.monotonic()
    for name, family in FACES.items():
        its = face(family)
        if its is None:
            print(f"{name}: {family} is not installed")
            continue
        for number, lines in enumerate(texts(CORPUS, PAGES)):
            wanted, image = bare("".join(text for text, _ in lines)), page(lines, its)
            for kind, picture in (("clean", image), ("worn", worn(image, number))):
                got = bare(read(Source("page.png", png(picture), recognise=True)).text)
                errors = distance(wanted, got)
                wrong[kind] += errors
                total[kind] += len(wanted)
                print(f"{name} {number} {kind}: {errors} of {len(wanted)}", flush=True)
    rates = {kind: wrong[kind] / max(1, total[kind]) for kind in wrong}
    print(f"clean {rates['clean']:.2%}, worn {rates['worn']:.2%}, in {time.monotonic() - start:.0f} s")
    return int(rates["clean"] > MOST_CLEAN or rates["worn"] > MOST_WORN)


if __name__ == "__main__":
    sys.exit(main())
