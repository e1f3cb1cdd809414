"""Which blocks open a division, how far its heading goes, and how deep it stands."""
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from . import labels, markdown
from .blocks import Block
from .labels import STATUTE, Label

WEAK = frozenset(labels.RANKS) | {"decimal"}
WEAK -= {*STATUTE, "annex", "box"}
LIST = re.compile("(?:附件|附|备?注|说明)[：:] ?1 ?[.．、]")
STOP = re.compile("[。！？?；]")
END = re.compile("[。；;：:，,、]$")
UNLABELLED = re.compile("(?:序|前|引)言|摘要|绪论|导言|结语|结束语|后记")
NOT_A_TITLE = re.compile("[、，,和与及至或的规所中第款项之；;。：:）)”》]")
BRACKETED_HEADING = re.compile("(?:【[^】]{1,40}】|［[^］]{1,40}］|[（(][^）)。，]{2,20}[）)](?= ))")
NOT_IN_HEADINGS = re.compile("[：:]|应当|可以|不得|必须|是指|适用于|予以|之日起")
LONGEST_HEADING = 60
LONGEST_RUN_IN = 32
LONGEST_SENTENCE = 20
LONGEST_GIVEN = 200
DATE_LINE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
QUOTE_REACH = 40
CONTENTS_REACH = 600
INLINE_REACH = 300
SHORT = 15
RANK = {**labels.RANKS, "decimal": labels.RANKS["arabic"]}
LOWEST = 1000.0


@dataclass
class Division:
    """``words`` is the heading as printed; ``given``: the depth at which the file marked it, 0 where we found it."""

    label: Label | None
    words: str
    given: int = 0
    level: int = 0
    parent: int = -1
    rest: str = ""
    texts: list[Block] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.label.kind if self.label else ""


def divide(blocks: Sequence[Block]) -> tuple[list[Block], list[Division]]:
    """Blocks as the text before the first division, and the divisions in order, with their levels."""
    opening: list[Block] = []
    divisions: list[Division] = []
    for entry in _entries(blocks):
        if isinstance(entry, Division):
            divisions.append(entry)
        else:
            (divisions[-1].texts if divisions else opening).append(entry)
    nest(divisions)
    settle(divisions)
    return opening, divisions


# --- which blocks open a division


def _entries(blocks: Sequence[Block]) -> Iterator[Block | Division]:
    contents = contents_of(blocks)
    reader = Reader({label.kind for block in blocks if block.kind == "heading" and (label := _read(block))})
    for i, block in enumerate(blocks):
        following = blocks[i + 1 : i + 3]
        if i in contents or block.kind == "verbatim":
            yield replace(block, kind="paragraph", depth=0) if block.depth else block
        else:
            yield from _nested(reader, block, following)


def _nested(reader: "Reader", block: Block, following: Sequence[Block]) -> Iterator[Block | Division]:
    """A block, and the divisions that begin on its line: 1.（一）…"""
    for _ in range(labels.DEEPEST):
        entry = reader.read(block, following)
        if isinstance(entry, Block) or not labels.read(entry.rest):
            reader.quotation.read(block.text)
            yield replace(entry, kind="paragraph", depth=0) if isinstance(entry, Block) and entry.depth else entry
            return
        block, entry.rest = Block("paragraph", entry.rest), ""
        yield entry
    yield block


class Reader:
    """Reads blocks in order and says which of them open a division.

    ``marked``: the kinds of label that the file marked as headings somewhere; of such a kind only a label that goes
    on where the last one stopped is taken for a division where it is not marked.
    """

    def __init__(self, marked: set[str]) -> None:
        self.marked = marked
        self.quotation = Quotation()
        self.last: dict[str, int] = {}
        self.in_article = self.in_list = False

    def read(self, block: Block, following: Sequence[Block]) -> Block | Division:
        label = _read(block)
        division = self._given(block, label) if block.kind == "heading" else self._found(block, label, following)
        goes_on = self.in_list and label is not None and label.kind == "arabic"
        self.in_list = division is None and (goes_on or bool(LIST.match(block.text)))
        if division and label:
            self.last = {k: n for k, n in self.last.items() if RANK[k] <= RANK[label.kind]}
            self.last[label.kind] = label.number or 0
            self.in_article = label.kind == "article" or (self.in_article and label.kind in WEAK and not division.given)
        elif division and division.given:
            self.last.clear()
        return division or block

    def _given(self, block: Block, label: Label | None) -> Division | None:
        if not label:
            return Division(None, block.text, given=block.depth) if len(block.text) <= LONGEST_GIVEN else None
        rest = label.rest
        if label.kind == "article" and (STOP.search(rest) or len(rest) > LONGEST_HEADING):
            return Division(label, "", given=block.depth, rest=rest)
        if len(rest) > LONGEST_GIVEN or STOP.search(rest[:-1]) and not rest.endswith(("？", "?")):
            return Division(label, "", given=block.depth, rest=rest)
        return Division(label, rest, given=block.depth)

    def _found(self, block: Block, label: Label | None, following: Sequence[Block]) -> Division | None:
        if not label:
            alone = UNLABELLED.fullmatch(_squeeze(block.text)) and not self.in_article and not self.quotation.open
            return Division(None, block.text) if alone else None
        next_in_order = self.last.get(label.kind, -9) + 1 == label.number
        if self.quotation.open and not next_in_order:
            return None
        if label.kind in STATUTE:
            opens = _opens_statute(label)
        elif label.kind in ("annex", "box"):
            opens = _opens_annex(label, following)
        elif self.in_article:
            opens = _heads_articles(label, following)
        else:
            opens = not self.in_list and self._in_order(label) and not _lists_inline(label)
        return Division(label, "", rest=label.rest) if opens else None

    def _in_order(self, label: Label) -> bool:
        if label.kind in ("question", "decimal") or label.number is None:
            return label.kind != "decimal" or label.printed.count(".") > 1 or _is_title(label.rest)
        last = self.last.get(label.kind)
        if label.kind in self.marked:
            return label.number == (last or 0) + 1
        return last is None or label.number == 1 or label.number >= last


def _read(block: Block) -> Label | None:
    return labels.read(block.text)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _opens_statute(label: Label) -> bool:
    if label.kind == "article":
        return label.spaced or not label.rest or not NOT_A_TITLE.match(label.rest)
    return not label.rest or _is_title(label.rest) and (label.spaced or not NOT_A_TITLE.match(label.rest))


def _opens_annex(label: Label, following: Sequence[Block]) -> bool:
    if not following or label.rest and not _is_title(label.rest):
        return False
    if label.kind == "box" or not label.printed.endswith(("：", ":")) or not label.rest:
        return True
    after = _read(following[0])
    if DATE_LINE.search(following[0].text) or label.number is None and label.printed.startswith("附："):
        return False
    return len(following[0].text) > SHORT if after is None else after.kind not in ("annex", "arabic")


def _heads_articles(label: Label, following: Sequence[Block]) -> bool:
    """Whether a label between articles is a heading above the next ones: 二、回避 before 第四十三条."""
    if label.kind not in ("cn", "paren_cn") or not _is_title(label.rest):
        return False
    for after in map(_read, following):
        if after is None or after.kind != "article" and not _is_title(after.rest):
            return False
        if after.kind == "article":
            return True
    return False


def _lists_inline(label: Label) -> bool:
    """Whether the next number of the same kind stands in the same paragraph: 1．背叛国家罪 2．分裂国家罪."""
    if label.kind not in ("arabic", "paren_arabic") or label.number is None:
        return False
    number = re.search("[0-9]+", label.printed)
    return bool(number) and re.search(
        f"[ ；;。]{re.escape(label.printed.replace(number[0], str(label.number + 1)))}", label.rest[:INLINE_REACH]
    ) is not None


def contents_of(blocks: Sequence[Block]) -> set[int]:
    """The blocks of a table of contents: labelled lines in a row, near the top, each of which comes again below."""
    lines = Counter(_entry(block) for block in blocks if len(block.text) <= LONGEST_HEADING)
    run: list[int] = []
    listed: set[str] = set()
    for i, block in enumerate(blocks[:CONTENTS_REACH]):
        label = _read(block) if len(block.text) <= LONGEST_HEADING else None
        entry = _entry(block)
        if label and label.rest and lines[entry] > 1 and entry not in listed:
            run.append(i)
            listed.add(entry)
        elif run:
            break
    return set(run) if len(run) >= 3 else set()


def _entry(block: Block) -> str:
    return re.sub(r"[….·\d]+$", "", _squeeze(block.text))


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


# --- how deep a division stands


def nest(divisions: Sequence[Division]) -> None:
    """Give every division its level and parent: labels by their rank, other headings by the depth the file gave."""
    above_articles = _kinds_above_articles(divisions)
    stack: list[tuple[int, float, int]] = []  # index, rank (-1 without label), depth
    for i, division in enumerate(divisions):
        rank = division.label.rank if division.label else -1.0
        if not division.label and not division.given:
            stack.clear()
        if division.kind in above_articles:
            rank = RANK["article"] - 10 + rank / 100
        cut = next((k for k, entry in enumerate(stack) if _closes(rank, division.given, entry)), len(stack))
        del stack[cut:]
        division.level = len(stack) + 1
        division.parent = stack[-1][0] if stack else -1
        above = stack[-1][2] if stack else 1
        if UNLABELLED.fullmatch(_squeeze(division.words)):
            rank = LOWEST
        stack.append((i, rank, above + 1 if division.label or not division.given else division.given))


def _kinds_above_articles(divisions: Sequence[Division]) -> set[str]:
    """Of 一、 and （一）, those that head articles here, as in long judicial interpretations (一、管辖, 第一条 …)."""
    kinds: set[str] = set()
    empty: list[str] = []
    for division in divisions:
        if division.kind == "article":
            kinds.update(empty)
        is_heading = not division.texts and (division.words or _is_title(division.rest))
        empty = [*empty, division.kind] if division.kind in ("cn", "paren_cn") and is_heading else []
    return kinds


def _closes(rank: float, given: int, entry: tuple[int, float, int]) -> bool:
    _, rank_above, depth_above = entry
    if rank >= 0 and rank_above >= 0:
        return rank_above >= rank
    return bool(given) and depth_above >= given


# --- how far its heading goes


def settle(divisions: Sequence[Division]) -> None:
    """Part the heading of each found division from its text, alike among the divisions of one kind and parent."""
    groups: dict[tuple[int, str], list[int]] = {}
    for i, division in enumerate(divisions):
        groups.setdefault((division.parent, division.kind), []).append(i)
    for (_, kind), members in groups.items():
        if kind == "article":
            for i in members:
                _settle_article(divisions[i])
            continue
        ends = {i: _heading_end(divisions, i) for i in members if divisions[i].rest}
        share = sum(1 for end, _ in ends.values() if end) / len(ends) if ends else 0
        for i, (end, sure) in ends.items():
            _part(divisions[i], end if share >= (0.5 if sure else 0.75) else 0)


def _settle_article(division: Division) -> None:
    match = BRACKETED_HEADING.match(division.rest)
    _part(division, match.end() if match else 0)


def _part(division: Division, end: int) -> None:
    rest = division.rest
    if end:
        division.words = rest[:end]
    division.rest = ""
    if text := rest[end:].strip():
        division.texts.insert(0, Block("paragraph", text))


def _heading_end(divisions: Sequence[Division], i: int) -> tuple[int, bool]:
    """Where the heading at the start of a division's text ends (0: it has none), and whether that is beyond doubt."""
    division = divisions[i]
    rest = division.rest
    if division.kind in (*STATUTE, "annex", "box", "question") and len(rest) <= 2 * LONGEST_HEADING:
        return len(rest), True
    if _is_title(rest):
        return len(rest), True
    stop = STOP.search(rest)
    if stop and stop.end() == len(rest):
        question = stop[0] in "？?" and len(rest) <= 2 * LONGEST_HEADING
        return (len(rest), True) if question or (len(rest) <= LONGEST_SENTENCE and _has_content(divisions, i)) else (0, False)
    if stop and stop[0] in "。？?" and 1 < stop.end() <= LONGEST_RUN_IN and not NOT_IN_HEADINGS.search(rest[: stop.end()]) and not labels.read(rest[stop.end() :].strip()):
        return stop.end(), _is_balanced(rest[: stop.start()])
    if stop and stop[0] in "？?" and stop.end() <= 2 * LONGEST_HEADING:
        return stop.end(), True
    return 0, False


def _is_title(words: str) -> bool:
    return bool(words) and len(words) <= LONGEST_HEADING and not STOP.search(words) and not END.search(words)


def _has_content(divisions: Sequence[Division], i: int) -> bool:
    return bool(divisions[i].texts) or (i + 1 < len(divisions) and divisions[i + 1].parent == i)


def _is_balanced(words: str) -> bool:
    clauses = re.split("[，,]", words)
    return len(clauses) == 1 or max(map(len, clauses)) - min(map(len, clauses)) <= 4


def heading_line(division: Division) -> str:
    """The words of a division's heading line: 第一章 总则, （一）指导思想。, 1."""
    if division.label is None:
        return division.words
    gap = " " if division.words and (division.label.spaced or division.kind in STATUTE) else ""
    return division.label.printed + gap + division.words


def plain_heading(division: Division) -> str:
    return re.sub("[。：:]+$", "", markdown.plain(division.words))
