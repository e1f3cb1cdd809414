"""What stands above the text, as far as it was read."""
from dataclasses import dataclass, field
from datetime import date

from documents.parsing.metadata.spans import Span


@dataclass
class Head:
    """What was read above the body; ``end``: where the body begins; ``signed_until``: lines of bodies are no letterhead up to there.

    ``ordinal``: 2022年第3号 alone, of the series of who announces. ``order``: the head of an order or announcement, 教育部令. ``names``: of known issuing bodies. ``others``: the values of further facts, by their names.
    """

    names: frozenset[str] = frozenset()
    title: Span | None = None
    listed: Span | None = None
    published: Span | None = None
    published_on: date | None = None
    issued: Span | None = None
    issued_on: date | None = None
    source: Span | None = None
    number: Span | None = None
    number_value: str = ""
    ordinal: Span | None = None
    bodies: Span | None = None
    order: Span | None = None
    addressees: Span | None = None
    note: Span | None = None
    others: dict[str, Span] = field(default_factory=dict)
    end: int = 0
    signed_until: int = 0
    parts: list[tuple[str, Span]] = field(default_factory=list)

    def record(self, name: str, value: Span, end: int, role: str = "") -> bool:
        """Record ``value`` for the field ``name``, unless that is known, and go on at ``end``."""
        setattr(self, name, getattr(self, name) or value)
        self.parts.append((role or name, value))
        self.end = end
        return True

    def put_aside(self, role: str, line: Span) -> bool:
        """Record what a line is there for, and go on below it."""
        self.parts.append((role, line))
        self.end = line.end
        return True
