"""Which reader reads which files: every module of ``readers`` says so itself with ``@reads``."""
from collections.abc import Callable
from dataclasses import dataclass

from .text import RawText

Read = Callable[[bytes], RawText]
Convert = Callable[[str, bytes], tuple[str, bytes]]

PAGES = (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".asp", ".jsp")
"""The extensions of saved pages; some programs name them as their addresses end."""


def nothing() -> str:
    return ""


@dataclass(frozen=True)
class Reader:
    """``extensions``: all that it reads. ``signatures``: extensions of which one's signature the bytes must carry; none:
    plain text, which has none. ``begins_like``: other kinds of text that its files may look like at the start.
    ``sandboxed``: reading takes a parser that a hostile file can hold, so it is done in a process of its own.
    ``convert``: a program of the system makes another file of it first, which is read; from extension and bytes to both.
    ``missing``: says in Chinese what has to be installed for it; ``""`` where it is. The reader refuses with that itself.
    ``is_slow``: nothing is read of it but by ``recognised``, outside of requests."""

    function: Read
    extensions: tuple[str, ...]
    signatures: tuple[str, ...]
    begins_like: tuple[str, ...]
    sandboxed: bool
    convert: Convert | None
    missing: Callable[[], str]
    is_slow: bool


readers_by_extension: dict[str, Reader] = {}


def reads(
    *extensions: str, signatures: tuple[str, ...] = (), begins_like: tuple[str, ...] = (), sandboxed: bool = False,
    convert: Convert | None = None, missing: Callable[[], str] = nothing, is_slow: bool = False,
) -> Callable[[Read], Read]:
    """Make a function from bytes to ``RawText`` the reader of files with these extensions (lower case, with dot).

    The function raises ``Refused`` with the reason alone; the name is put before it by ``read``.
    """

    def register(function: Read) -> Read:
        for extension in extensions:
            if extension in readers_by_extension:
                taken = readers_by_extension[extension].function
                raise ValueError(f"{extension} is read by {taken.__module__} and {function.__module__}")
            readers_by_extension[extension] = Reader(
                function, extensions, signatures, begins_like, sandboxed, convert, missing, is_slow
            )
        return function

    return register
