"""Every sample in ``in`` gives what ``out`` holds. ``python -m tests.documents.formats.test_golden`` writes anew what differs."""
import json
from pathlib import Path

import pytest

from documents import formats
from documents.formats.discovery import discover
from documents.formats.registry import PAGES
from documents.sandbox.values import to_json

from . import office

SAMPLES = Path(__file__).parents[2] / "samples" / "formats"
PICTURES = {".png", ".jpg", ".jpeg", ".tif", ".tiff"}  # which have tests of their own: what is recognised differs a little by machine
NAMES = sorted(path.name for path in (SAMPLES / "in").iterdir())


def answer(name: str) -> dict:
    raw = formats.read(name, (SAMPLES / "in" / name).read_bytes())
    return {
        "is_markdown": raw.is_markdown,
        "encoding": raw.encoding,
        "facts": {field: to_json(value) for field, value in raw.facts.items()},
        "notes": list(raw.notes),
        "text": raw.text.split("\n"),
    }


def expected(name: str) -> Path:
    return SAMPLES / "out" / f"{name}.json"


@pytest.mark.parametrize("name", NAMES)
def test_sample_reads_as_written_down(name):
    if discover()[Path(name).suffix].convert:
        office.needed()
    assert answer(name) == json.loads(expected(name).read_text("utf-8"))


def test_every_format_has_a_sample():
    sampled = {Path(name).suffix for name in NAMES}
    assert {".txt", ".md", ".html", ".htm", ".docx", ".pdf"} <= sampled
    assert set(formats.supported()) - sampled <= {".markdown", ".mhtml", *PAGES, *PICTURES}, "a new format is one module and one sample"


if __name__ == "__main__":
    for name in NAMES:
        path, now = expected(name), answer(name)
        if not path.exists() or json.loads(path.read_text("utf-8")) != now:
            path.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", "utf-8")
