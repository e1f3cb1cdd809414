"""One division of a text, between being found and being written."""
import re
from dataclasses import dataclass, field

from documents.vocabulary import markdown

from .blocks import Block
from .labels import STATUTE, Label

CLOSING = re.compile("[。：:]+$")


@dataclass
class Division:
    """``printed`` is the heading as printed after its label, ``rest`` what follows the label and is not yet parted into heading and text.

    ``marked_depth``: the depth at which the file marked it as a heading, 0 where we found it. ``parent``: place of the
    division that holds it, -1 at the top.
    """

    label: Label | None
    printed: str
    marked_depth: int = 0
    level: int = 0
    parent: int = -1
    rest: str = ""
    texts: list[Block] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.label.kind if self.label else ""

    @property
    def heading_line(self) -> str:
        """Its heading line: 第一章 总则, （一）指导思想。, 1."""
        if self.label is None:
            return self.printed
        gap = " " if self.printed and (self.label.spaced or self.kind in STATUTE) else ""
        return self.label.printed + gap + self.printed

    @property
    def heading(self) -> str:
        """Its heading without label and closing punctuation."""
        return CLOSING.sub("", markdown.plain(self.printed))
