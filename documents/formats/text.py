"""What a format reader returns."""
from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.sandbox import Refused

from .left_out import LeftOut

__all__ = ["LeftOut", "RawText", "Refused", "UnsureLine"]


@dataclass(frozen=True)
class UnsureLine:
    """A line that was recognised without certainty, and where on the picture of its ``page`` it stands, in parts of that."""

    page: int
    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class RawText:
    """The text of one file, before anything in it is understood.

    ``text``: one paragraph a line or, where ``is_markdown``, Markdown. What our readers of HTML, Word and PDF write
    as Markdown has no marks but ``#`` headings, pipe tables and footnotes (``[^1]``): all else is the text as printed,
    escaped where Markdown would read more into them; a document that was pasted as one paragraph stays plain text.
    Labels (1., （一）) stay as printed at the start of a paragraph.
    ``facts``: what the file says of itself outside the text (front matter, meta tags, 信息索引 block), by our
    field names (``title``, ``number``, ``bodies``, ``issued_on``, ``published_on``, ``column``, ``source`` …),
    values as ``str``, ``date`` or tuples of them. ``is_page``: a site's program wrote them, no person.
    ``encoding``: of the bytes, where they were text.
    ``notes``: what the reader left out or guessed, in Chinese, as far as a person should look at it. ``left_out``: all that
    the file holds and ``text`` does not. ``characters``: how many the file holds, 0 where nobody has counted.
    ``is_recognised``: the text was recognised in pictures, and may have wrong characters; ``unsure``: in these lines likely.
    """

    text: str
    is_markdown: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    is_page: bool = False
    left_out: tuple[LeftOut, ...] = ()
    characters: int = 0
    is_recognised: bool = False
    unsure: tuple[UnsureLine, ...] = ()
