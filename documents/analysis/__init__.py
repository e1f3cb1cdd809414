"""A file becomes a structured document: read by ``formats``, understood by ``parsing``. No Django here.

    understand(source: Source, known_bodies: frozenset[str]) -> ParsedDocument
        In the sandbox, with a deadline. Raises ``formats.Refused`` and nothing else.
    ahead(sources, known_bodies, is_wanted) -> Iterator[tuple[Source, Callable[[], ParsedDocument]]]
        The same for many: the next ones are understood while this process stores the last.
"""
from .lookahead import ahead
from .source import Source, understand

__all__ = ["Source", "ahead", "understand"]
