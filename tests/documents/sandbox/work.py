"""What the tests have done in the sandbox."""
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from documents.analysis.source import Analysed, Source, read_and_parse
from documents.draft_check.check import DraftReport
from documents.formats.discovery import discover
from documents.formats.readers.docx.counting import FORMATS, counted
from documents.sandbox import Refused
from documents.vocabulary.numerals import to_chinese


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def fill(size: int) -> int:
    return len(bytearray(size))


def repeat(times: int) -> str:
    return "甲" * times


def process_id() -> int:
    return os.getpid()


def refuse(why: str) -> None:
    raise Refused(why)


def fail(text: str) -> None:
    to_chinese(-len(text))


def fail_on_a_draft(text: str, on: date, ask: Callable[[list], list]) -> DraftReport:
    raise LookupError("planted")


def read_with_a_failing_reader(source: Source, known_bodies: frozenset[str]) -> Analysed:
    """``read_and_parse`` in a process whose reader of .html fails inside the counting of numbers."""
    broken = replace(discover()[".html"], function=lambda data: counted(90, "planted"))
    discover()[".html"] = broken
    FORMATS["planted"] = lambda number: FORMATS["ideographZodiac"](-number)
    return read_and_parse(source, known_bodies)


def divide(number: int) -> float:
    return 1 / number


def add_up(count: int, ask: Callable[[int], int]) -> int:
    return sum(ask(number) for number in range(1, count + 1))
