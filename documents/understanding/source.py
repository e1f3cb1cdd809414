"""One file on its way in, and what it says."""
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from documents import formats, parsing
from documents.parsing import ParsedDocument


@dataclass(frozen=True)
class Source:
    """One file on its way in.

    ``facts`` are a person's or a catalogue's word, by field name of ``ParsedDocument``: they outrank what the
    file and its text say, and an empty one says that the fact is not known. ``text`` is a person's correction of
    the text, in Markdown: it is read in the place of ``data``.
    """

    name: str
    data: bytes
    facts: Mapping[str, object] = field(default_factory=dict)
    text: str | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def understand(source: Source) -> ParsedDocument:
    """What an import of ``source`` would store; raises ``formats.Refused``."""
    if source.text is None:
        raw = formats.read(source.name, source.data)
    else:
        raw = formats.RawText(source.text, is_markdown=True)
    parsed = parsing.parse(raw, source.facts, name=source.name)
    return replace(parsed, warnings=raw.notes + parsed.warnings)
