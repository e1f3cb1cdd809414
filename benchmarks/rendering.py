"""How long rendering takes: hostile texts, and a long real one. ``python -m benchmarks.rendering [file.md …]``

Processor seconds, and for hostile texts the ratio of the whole to its first half: 2 is linear, 4 is quadratic.
"""
import sys
import time
from pathlib import Path

from documents.rendering import render
from tests.documents.hostile_markdown import HOSTILE


def seconds(text: str) -> float:
    start = time.process_time()
    render(text)
    return time.process_time() - start


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        text = path.read_text(encoding="utf-8")
        print(f"{seconds(text):7.3f} s  {len(text):9,} characters  {path.name}")
    for name, text in HOSTILE.items():
        half, whole = seconds(text[: len(text) // 2]), seconds(text)
        print(f"{whole:7.3f} s  {len(text):9,} characters  x{whole / max(half, 0.001):4.1f}  {name}")


if __name__ == "__main__":
    main()
