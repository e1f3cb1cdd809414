"""Which blocks open a division, how far its heading goes, and how deep it stands."""
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from . import labels, markdown
from .blocks import Block
from .cleaning import tidy
from .labels import STATUTE, Label

WEAK = frozenset(labels.RANKS) | {"decimal"}
WEAK -= {*STATUTE, "annex", "box"}
STOP = re.compile("[。！？?；]")
END = re.compile("[。；;：:，,、]$")
UNLABELLED = re.compile("(?:序|前|引)言|摘要|绪论|导言|结语|结束语|后记")
CONTENTS = re.compile("目录|目次")
NOT_A_TITLE = re.compile("[、，,和与及至或的规所中第款项之；;。：:）)”》]")
BRACKETED_HEADING = re.compile("(?:【[^】]{1,40}】|［[^］]{1,40}］|[（(][^）)。，]{2,20}[）)](?= ))")
LONGEST_HEADING = 60
LONGEST_RUN_IN = 32
LONGEST_SENTENCE = 20
LONGEST_GIVEN = 200
QUOTE_REACH = 40
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
    marked = {label.kind for b in blocks if b.kind == "heading" and (label := _read(b))}
    contents = _contents(blocks)
    quotation = Quotation()
    last: dict[str, int] = {}
    in_article = False
    pending = list(reversed([(i, b) for i, b in enumerate(blocks)]))
    while pending:
        i, block = pending.pop()
        following = pending[-1][1] if pending else None
        label = _read(block) if block.kind != "verbatim" else None
        division = None
        if block.kind == "heading":
            division = _given(block, label)
        elif block.kind == "paragraph" and i not in contents:
            quoted = quotation.open and not (label and last.get(label.kind, -9) + 1 == label.number)
            if label and not quoted and _opens(label, in_article, marked, following):
                division = Division(label, "", rest=label.rest)
            elif not label and not in_article and not quotation.open and UNLABELLED.fullmatch(_squeeze(block.text)):
                division = Division(None, block.text)
        quotation.read(block.text)
        if division is None:
            yield replace(block, kind="paragraph", depth=0) if block.kind == "heading" else block
            continue
        if division.label:
            last[division.kind] = division.label.number or 0
            in_article = division.kind == "article" or (in_article and division.kind in WEAK and not division.given)
        yield division


def _read(block: Block) -> Label | None:
    return labels.read(block.text)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _given(block: Block, label: Label | None) -> Division | None:
    if not block.text or len(block.text) > LONGEST_GIVEN and not label:
        return None
    if not label:
        return Division(None, block.text, given=block.depth)
    rest = label.rest
    if label.kind == "article" and (STOP.search(rest) or len(rest) > LONGEST_HEADING):
        return Division(label, "", given=block.depth, rest=rest)
    if len(rest) > LONGEST_GIVEN or STOP.search(rest[:-1]) and not rest.endswith(("？", "?")):
        return Division(label, "", given=block.depth, rest=rest)
    return Division(label, rest, given=block.depth)


def _opens(label: Label, in_article: bool, marked: set[str], following: Block | None) -> bool:
    if label.kind == "article":
        return label.spaced or not label.rest or not NOT_A_TITLE.match(label.rest)
    if label.kind in STATUTE:
        return (
            len(label.rest) <= LONGEST_HEADING and not END.search(label.rest) and not NOT_A_TITLE.match(label.rest)
            and not STOP.search(label.rest)
        )
    if label.kind == "annex":
        return _is_annex(label, following)
    if label.kind == "box":
        return len(label.rest) <= LONGEST_HEADING and not STOP.search(label.rest)
    if label.kind in marked:
        return False
    if in_article:
        beginning = following and labels.read(following.text)
        return bool(label.kind == "cn" and beginning and beginning.kind == "article" and _is_title(label.rest))
    if label.kind == "decimal" and label.printed.count(".") < 2:
        return _is_title(label.rest)
    return True


def _is_annex(label: Label, following: Block | None) -> bool:
    if label.printed.rstrip("：:") == "附" and label.rest or STOP.search(label.rest) or END.search(label.rest):
        return False
    if following is None or len(label.rest) > LONGEST_HEADING:
        return False
    after = labels.read(following.text)
    listed = after and (after.kind == "annex" or after.kind == "arabic" and label.rest) or DATE_LINE.search(following.text)
    return not listed and not (label.rest and len(following.text) < 15 and not after)


DATE_LINE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")


def _contents(blocks: Sequence[Block]) -> set[int]:
    """The blocks of a table of contents: after a line 目录, up to where its first entry comes again."""
    for start, block in enumerate(blocks[:200]):
        if not CONTENTS.fullmatch(_squeeze(block.text)):
            continue
        if start + 1 == len(blocks):
            break
        first = _squeeze(blocks[start + 1].text)
        for end in range(start + 2, min(len(blocks), start + 400)):
            if _squeeze(blocks[end].text) == first:
                return set(range(start, end))
        break
    return set()


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
    cn_above_articles = any(a.kind == "cn" and not a.texts and b.kind == "article" for a, b in zip(divisions, divisions[1:], strict=False))
    stack: list[tuple[int, float, int]] = []  # index, rank (-1 without label), depth
    for i, division in enumerate(divisions):
        rank = division.label.rank if division.label else -1.0
        if not division.label and not division.given:
            stack.clear()
        if division.kind == "cn" and cn_above_articles:
            rank = labels.RANKS["article"] - 5
        cut = next((k for k, entry in enumerate(stack) if _closes(rank, division.given, entry)), len(stack))
        del stack[cut:]
        division.level = len(stack) + 1
        division.parent = stack[-1][0] if stack else -1
        above = stack[-1][2] if stack else 1
        if UNLABELLED.fullmatch(_squeeze(division.words)):
            rank = LOWEST
        stack.append((i, rank, above + 1 if division.label or not division.given else division.given))


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
    if stop and stop[0] in "。？?" and 1 < stop.end() <= LONGEST_RUN_IN and not re.search("[：:]", rest[: stop.end()]):
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
        return tidy(division.words)
    words = tidy(division.words)
    gap = " " if words and (division.label.spaced or division.kind in (*STATUTE, "annex", "box", "decimal")) else ""
    return division.label.printed + gap + words


def plain_heading(division: Division) -> str:
    return re.sub("[。：:]+$", "", markdown.plain(tidy(division.words)))
