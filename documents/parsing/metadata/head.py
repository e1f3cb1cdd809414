"""What stands above the text, as far as it was read."""
from dataclasses import dataclass, field
from datetime import date

from documents.parsing.metadata.words import Stretch


@dataclass
class Head:
    """What was read above the body; ``end``: where the body begins; ``signed_until``: lines of bodies are no letterhead up to there."""

    title: Stretch | None = None
    listed: Stretch | None = None
    published: Stretch | None = None
    published_on: date | None = None
    issued: Stretch | None = None
    issued_on: date | None = None
    source: Stretch | None = None
    number: Stretch | None = None
    number_value: str = ""
    bodies: Stretch | None = None
    addressees: Stretch | None = None
    note: Stretch | None = None
    end: int = 0
    signed_until: int = 0
    parts: list[tuple[str, Stretch]] = field(default_factory=list)

    def take(self, name: str, value: Stretch, end: int, role: str = "") -> bool:
        """Note ``value`` for the field ``name``, unless that is known, and go on at ``end``."""
        setattr(self, name, getattr(self, name) or value)
        self.parts.append((role or name, value))
        self.end = end
        return True

    def put_aside(self, role: str, line: Stretch) -> bool:
        """Note what a line is there for, and go on below it."""
        self.parts.append((role, line))
        self.end = line.end
        return True
