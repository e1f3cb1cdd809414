"""A file becomes a structured document: read by ``formats``, understood by ``parsing``, its references found by ``citations``.

No Django here.

    analyse(source: Source, known_bodies: frozenset[str]) -> Analysed
        In the sandbox, with a deadline. Raises ``formats.Refused`` and nothing else.
    read(source: Source) -> RawText
        What its reader makes of the bytes alone; ``Source.raw`` takes it, and they are not read again.
    read_ahead(sources, known_bodies, is_wanted) -> Iterator[tuple[Source, Callable[[], Analysed]]]
        The same for many: the next ones are understood while this process stores the last.
    version(known_bodies) -> str
        What names this way to read texts: a document keeps it, and is read again where it is another.
"""
from .lookahead import read_ahead
from .source import Analysed, Source, analyse, read, version

__all__ = ["Analysed", "Source", "analyse", "read", "read_ahead", "version"]
