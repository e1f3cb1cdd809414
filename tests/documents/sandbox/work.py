"""What the tests have done in the sandbox."""
import os
import time
from collections.abc import Callable

from documents.sandbox import Refused


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


def add_up(count: int, ask: Callable[[int], int]) -> int:
    return sum(ask(number) for number in range(1, count + 1))
