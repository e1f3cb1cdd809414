"""Which blocks open a division."""
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import labels
from .blocks import Block
from .contents import listed, squeeze
from .decimals import numbered
from .division import Division
from .headings import LONGEST, STOP, is_title
from .labels import RANKS, STATUTE, Label
from .statutes import opens_statute, parted

FRONT_MATTER = re.compile("(?:序|前|引)言|摘要|[绪緒][论論]|[导導]言|[结結][语語]|[结結]束[语語]|[后後][记記]")
DATE_LINE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
ABOVE_TEXT = frozenset({*STATUTE, "annex", "box"})
WIDER = frozenset(STATUTE) - {"article"}
LONGEST_GIVEN = 200
QUOTE_REACH = 40
INLINE_REACH = 300
SHORT = 15


def entries(blocks: Sequence[Block]) -> Iterator[Block | Division]:
    """The blocks in order, those that open a division as ``Division``."""
    decimals = numbered(blocks)
    lists = listed(blocks, decimals)
    reader = Reader({label.kind for block in blocks if block.kind == "heading" and (label := _read(block))})
    for i, block in enumerate(blocks):
        if i in lists or block.kind == "verbatim":
            yield replace(block, kind="paragraph", depth=0) if block.depth else block
            continue
        first, *others = [block] if reader.quotation.open else parted(block, reader.last.get("article", 0))
        following = [*others, *blocks[i + 1 : i + 3]]
        yield from _nested(reader, first, following, decimals.get(i))
        for place, other in enumerate(others, 1):
            yield from _nested(reader, other, following[place:])


def _nested(reader: "Reader", block: Block, following: Sequence[Block], label: Label | None = None) -> Iterator[Block | Division]:
    """A block, and the divisions that begin on its line: 1.（一）…. ``label``: its own, where more than its line says it."""
    for _ in range(labels.DEEPEST):
        entry = reader.read(block, following, label)
        label = None
        if isinstance(entry, Block) or not _holds_another(entry):
            reader.quotation.read(block.text)
            yield replace(entry, kind="paragraph", depth=0) if isinstance(entry, Block) and entry.depth else entry
            return
        block, entry.rest = Block("paragraph", entry.rest), ""
        yield entry
    yield block


def _holds_another(division: Division) -> bool:
    """Whether another division begins on the line of ``division``: 1.（一）; not a wider one, which is its heading: 一、第一部分 概况."""
    inner = labels.read(division.rest)
    if inner is None or division.kind in STATUTE:
        return inner is not None
    return inner.kind not in WIDER or not is_title(division.rest)


class Reader:
    """Reads blocks in order and says which of them open a division.

    ``marked``: the kinds of label that the file marked as headings somewhere; of such a kind only a label that goes
    on where the last one stopped is taken for a division where it is not marked.
    """

    def __init__(self, marked: set[str]) -> None:
        self.marked = marked
        self.quotation = Quotation()
        self.last: dict[str, int] = {}
        self.in_article = False

    def read(self, block: Block, following: Sequence[Block], numbered: Label | None = None) -> Block | Division:
        """``block``, as a division where it opens one. ``numbered``: its label, where it surely opens one."""
        label = numbered or _read(block)
        if numbered and block.kind != "heading":
            division: Division | None = Division(numbered, "", rest=numbered.rest)
        else:
            division = given(block, label) if block.kind == "heading" else self._found(block, label, following)
        if division and label:
            self.last = {k: n for k, n in self.last.items() if RANKS[k] <= RANKS[label.kind] or _runs_through(k, label)}
            self.last[label.kind] = label.number or 0
            self.in_article = label.kind == "article" or (self.in_article and label.kind not in ABOVE_TEXT and not division.marked_depth)
        elif division and division.marked_depth:
            self.last.clear()
        return division or block

    def _found(self, block: Block, label: Label | None, following: Sequence[Block]) -> Division | None:
        if not label:
            alone = FRONT_MATTER.fullmatch(squeeze(block.text)) and not self.in_article and not self.quotation.open
            return Division(None, block.text) if alone else None
        next_in_order = self.last.get(label.kind, -9) + 1 == label.number
        if self.quotation.open and not next_in_order:
            return None
        if label.kind in STATUTE:
            opens = opens_statute(label, next_in_order)
        elif label.kind in ("annex", "box"):
            opens = _opens_annex(label, following)
        elif self.in_article:
            opens = _heads_articles(label, following)
        else:
            opens = self._in_order(label) and not _lists_inline(label)
        return Division(label, "", rest=label.rest) if opens else None

    def _in_order(self, label: Label) -> bool:
        if label.kind in ("question", "decimal") or label.number is None:
            return label.kind != "decimal" or label.printed.count(".") > 1 or is_title(label.rest)
        last = self.last.get(label.kind)
        if label.kind in self.marked:
            return label.number == (last or 0) + 1
        return last is None or label.number == 1 or label.number >= last


def given(block: Block, label: Label | None) -> Division | None:
    """The division that a marked heading opens; ``None`` where it is too long for one."""
    if not label:
        return Division(None, block.text, marked_depth=block.depth) if len(block.text) <= LONGEST_GIVEN else None
    rest = label.rest
    if label.kind == "article" and (STOP.search(rest) or len(rest) > LONGEST):
        return Division(label, "", marked_depth=block.depth, rest=rest)
    if len(rest) > LONGEST_GIVEN or STOP.search(rest[:-1]) and not rest.endswith(("？", "?")):
        return Division(label, "", marked_depth=block.depth, rest=rest)
    return Division(label, rest, marked_depth=block.depth)


def _read(block: Block) -> Label | None:
    return labels.read(block.text)


def _runs_through(kind: str, label: Label) -> bool:
    """Articles are numbered on through the chapters and headings between them."""
    return kind == "article" and label.kind != "annex"


def _opens_annex(label: Label, following: Sequence[Block]) -> bool:
    if not following or label.rest and not is_title(label.rest):
        return False
    if label.kind == "box" or not label.printed.endswith(("：", ":")) or not label.rest:
        return True
    after = _read(following[0])
    if DATE_LINE.search(following[0].text) or label.number is None and label.printed.startswith("附："):
        return False
    return len(following[0].text) > SHORT if after is None else after.kind not in ("annex", "arabic")


def _heads_articles(label: Label, following: Sequence[Block]) -> bool:
    """Whether a label between articles is a heading above the next ones: 二、回避 before 第四十三条."""
    if label.kind not in ("cn", "paren_cn") or not is_title(label.rest):
        return False
    for after in map(_read, following):
        if after is None or after.kind != "article" and not is_title(after.rest):
            return False
        if after.kind == "article":
            return True
    return False


def _lists_inline(label: Label) -> bool:
    """Whether the next number of the same kind stands in the same paragraph: 1．背叛国家罪 2．分裂国家罪."""
    if label.kind not in ("arabic", "paren_arabic") or label.number is None:
        return False
    number = re.search("[0-9]+", label.printed)
    return number is not None and re.search(
        f"[ ；;。]{re.escape(label.printed.replace(number[0], str(label.number + 1)))}", label.rest[:INLINE_REACH]
    ) is not None


class Quotation:
    """Whether the text read so far stands inside an open quotation, as new wording does in an amendment."""

    def __init__(self) -> None:
        self.blocks = 0

    @property
    def open(self) -> bool:
        return 0 < self.blocks <= QUOTE_REACH

    def read(self, text: str) -> None:
        opened, closed = text.rfind("“"), text.rfind("”")
        if closed > opened:
            self.blocks = 0
        elif opened >= 0 or self.blocks:
            self.blocks = 1 if opened >= 0 else self.blocks + 1
