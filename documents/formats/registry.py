"""Which reader reads which files: every module of ``readers`` says so itself with ``@reads``."""
from collections.abc import Callable
from dataclasses import dataclass

from .text import RawText

Read = Callable[[bytes], RawText]


@dataclass(frozen=True)
class Reader:
    """``extensions``: all that it reads. ``signature``: the extension whose signature the bytes must carry; ``None``:
    plain text, which has none. ``begins_like``: other kinds of text that its files may look like at the start.
    ``sandboxed``: reading takes a parser that a hostile file can hold, so it is done in a process of its own."""

    function: Read
    extensions: tuple[str, ...]
    signature: str | None
    begins_like: tuple[str, ...]
    sandboxed: bool


readers_by_extension: dict[str, Reader] = {}


def reads(*extensions: str, signature: str | None = None, begins_like: tuple[str, ...] = (), sandboxed: bool = False) -> Callable[[Read], Read]:
    """Make a function from bytes to ``RawText`` the reader of files with these extensions (lower case, with dot).

    The function raises ``Refused`` with the reason alone; the name is put before it by ``read``.
    """

    def register(function: Read) -> Read:
        for extension in extensions:
            if extension in readers_by_extension:
                taken = readers_by_extension[extension].function
                raise ValueError(f"{extension} is read by {taken.__module__} and {function.__module__}")
            readers_by_extension[extension] = Reader(function, extensions, signature, begins_like, sandboxed)
        return function

    return register
