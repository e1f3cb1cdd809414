"""What can be imported."""
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """One file on its way in.

    ``facts`` are a person's or a catalogue's word, by field name of ``ParsedDocument``: they outrank what the
    file and its text say.
    """

    name: str
    data: bytes
    facts: Mapping[str, object] = field(default_factory=dict)
