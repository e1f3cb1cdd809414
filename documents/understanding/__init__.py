"""A file becomes a structured document: read by ``formats``, understood by ``parsing``. No Django here.

    understand(source: Source) -> ParsedDocument
        Raises ``formats.Refused`` and nothing else.
    ahead(sources, is_wanted) -> Iterator[tuple[Source, Callable[[], ParsedDocument]]]
        The same for many: a second process understands the next ones while this one stores the last.
"""
from .lookahead import ahead
from .source import Source, understand

__all__ = ["Source", "ahead", "understand"]
