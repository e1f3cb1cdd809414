"""A description is built step by step: what has been found so far, and the spans that prove it."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from documents.parsing.document import Evidence
from documents.parsing.metadata.description import Description, Part
from documents.parsing.metadata.spans import Span


@dataclass
class DescriptionBuilder:
    """``names``: of known issuing bodies. The first step that finds a value decides it."""

    text: str
    names: frozenset[str]
    found: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def record(self, name: str, value: object, span: Span | None) -> None:
        """Record a value and the span that proves it, unless it is empty or the field has one."""
        if value and span is not None and name not in self.found:
            self.found[name] = value
            self.evidence[name] = span.evidence

    def record_part(self, role: str, part: Span | None) -> None:
        """Record a span that is not body text."""
        if part:
            self.parts.append(Part(role, part.start, part.end))

    def description(self, repeals: Iterable[Span]) -> Description:
        description = Description(
            repeals=tuple(proof.evidence for proof in repeals),
            evidence=self.evidence,
            parts=self._parts_in_order(),
            warnings=tuple(self.warnings),
        )
        return description.with_facts(self.found)

    def _parts_in_order(self) -> tuple[Part, ...]:
        """Of two that overlap, the one that begins first, or is longer."""
        kept: list[Part] = []
        for part in sorted(self.parts, key=lambda part: (part.start, -part.end)):
            if part.start < part.end and (not kept or part.start >= kept[-1].end):
                kept.append(part)
        return tuple(kept)
