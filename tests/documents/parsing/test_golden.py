"""Telling excerpts of real documents, and what parsing makes of them.

``python -m tests.documents.parsing.test_golden`` writes the answers anew; read the difference before you keep it.
"""
import json
from pathlib import Path

import pytest

from documents.formats.text import RawText
from documents.parsing import parse, seed_bodies

SAMPLES = Path(__file__).parents[2] / "samples/parsing"
INPUTS = sorted((SAMPLES / "in").iterdir())


def answer(path: Path) -> str:
    document = parse(RawText(path.read_text(), is_markdown=path.suffix == ".md"), {}, seed_bodies())
    value = {
        "markdown": document.markdown.split("\n\n"),
        "sections": [f"{'  ' * (s.level - 1)}{s.label}|{s.heading}|{s.anchor}" for s in document.sections],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def golden(path: Path) -> Path:
    return SAMPLES / "out" / f"{path.stem}.json"


@pytest.mark.parametrize("path", INPUTS, ids=lambda p: p.stem)
def test_excerpt(path):
    assert json.loads(answer(path)) == json.loads(golden(path).read_text())


def test_every_answer_has_its_question():
    assert {golden(path) for path in INPUTS} == set((SAMPLES / "out").iterdir())


if __name__ == "__main__":
    for path in INPUTS:
        golden(path).write_text(answer(path))
