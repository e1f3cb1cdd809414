"""What lists headings and files without being them: a printed table of contents, a list of attachments."""
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from documents.vocabulary.kinds import TITLE_END
from documents.vocabulary.numerals import NUMERAL

from . import labels
from .blocks import Block
from .headings import LONGEST, is_title
from .labels import Label

HEADING = re.compile("[【〖《]?目[录錄次][】〗》]?[：:]?")
PAGE = re.compile(r"[-—– ]*\d{1,4}[-—– ]*")
_LEADERS = r"[….·・．_/／—–－-]"
NUMBER_BEHIND = re.compile(
    rf"(?:{_LEADERS}*[（(]?(?:第?[Pp]?\d{{1,4}}页?)?[）)]?|[（(]第{NUMERAL}+[条條](?:[—–－~至-]+第{NUMERAL}+[条條])?[）)])$"
)
MARK_BEFORE = re.compile(r"^[*•·●◆■\-—\s]+")
REACH = 600
FEWEST, FEWEST_BELOW_HEADING = 3, 2

LIST = re.compile(r"(?:附\s*件|附表?|备?注|说明)(?:目录|清单|列表|名称|下载)?\s*(?:[：:]|$) ?(?P<rest>.*)")
DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_FILE = r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|rtf|txt|rar|zip|7z|jpe?g|png)[》”）)]?"
FILE = re.compile(rf"{_FILE}$", re.IGNORECASE)
SIZED_FILE = re.compile(rf"{_FILE}\s*(?:[\[（(]\s*[\d.]+\s*[KMB]{{1,2}}\s*[\]）)])?$", re.IGNORECASE)  # as sites print it
PAPER = re.compile(rf"(?:[表单书函图册纲]|{TITLE_END})[》”]?(?:[（(][^（()）]{{1,12}}[）)])?$")
AFTER_A_LIST = 4  # blocks in which the signature comes
ITEMS = ("arabic", "paren_arabic", "cn", "paren_cn", "half_paren")


def listed(blocks: Sequence[Block], decimals: Mapping[int, Label]) -> set[int]:
    """The places of the blocks that only list. ``decimals``: labels that more than their lines say, by their places."""
    return _contents(blocks, decimals) | _attachments(blocks)


def _contents(blocks: Sequence[Block], decimals: Mapping[int, Label]) -> set[int]:
    """The entries of a table of contents near the top: lines in a row, labelled but for a few below the word 目录, that come again."""
    lines = Counter(_entry(block.text) for block in blocks if len(block.text) <= LONGEST)
    if lists := [i for i, block in enumerate(blocks[:REACH]) if HEADING.fullmatch(squeeze(block.text)) and _lists_all(blocks[i + 1 : i + 2], lines)]:
        return set(lists)
    if max(lines.values(), default=0) < 2:
        return set()
    run: list[int] = []
    entries: set[str] = set()
    begun: set[int] = set()  # the place of the word 目录
    for i, block in enumerate(blocks[:REACH]):
        if HEADING.fullmatch(squeeze(block.text)):
            begun, run, entries = {i}, [], set()
            continue
        entry = _entry(block.text) if len(block.text) <= LONGEST else ""
        label = (decimals.get(i) or labels.read(MARK_BEFORE.sub("", block.text))) if entry else None
        is_entry = bool(label and label.rest and lines[entry] > 1) or bool(begun and entry and is_title(block.text))
        if is_entry and entry not in entries:
            run.append(i)
            entries.add(entry)
        elif run and not PAGE.fullmatch(block.text):
            if begun or len(run) >= FEWEST:
                break
            run, entries = [], set()
    repeated = [i for i in run if lines[_entry(blocks[i].text)] > 1]
    return begun | set(run) if len(repeated) >= (FEWEST_BELOW_HEADING if begun else FEWEST) else set()


def _lists_all(below: Sequence[Block], lines: Counter[str]) -> bool:
    """Whether the block below the word 目录 is a list, marked as such, of lines that all come again."""
    entries = [_entry(line) for block in below for line in block.text.split("\n")]
    return len(entries) >= FEWEST_BELOW_HEADING and all(lines[entry] for entry in entries)


def _entry(text: str) -> str:
    return NUMBER_BEHIND.sub("", squeeze(MARK_BEFORE.sub("", text)))


def squeeze(text: str) -> str:
    return "".join(text.split())


def _attachments(blocks: Sequence[Block]) -> set[int]:
    """The items of lists of attachments, and lines that name a file."""
    found = {i for i, block in enumerate(blocks) if FILE.search(block.text) and labels.read(block.text)}
    for i, block in enumerate(blocks):
        if block.kind != "paragraph" or not (match := LIST.match(block.text)):
            continue
        first = labels.read(match["rest"])
        if first and first.kind in ITEMS and first.number == 1:
            found.update((i, *_items(blocks, i + 1, first)))
        elif not match["rest"] and len(blocks) > i + 1 and all(SIZED_FILE.search(below.text) for below in blocks[i + 1 :]):
            found.add(i)
        elif not match["rest"] and i + 1 < len(blocks):
            second = labels.read(blocks[i + 1].text)
            items = [i + 1, *_items(blocks, i + 2, second)] if second and second.kind in ITEMS and second.number == 1 else []
            found.update((i, *items) if items and _are_names(blocks, items, is_list=block.text.endswith(("：", ":"))) else ())
    return found


def _items(blocks: Sequence[Block], start: int, first: Label) -> Iterator[int]:
    """The places from ``start`` of the items that follow on ``first``."""
    last = first.number or 0
    for i in range(start, len(blocks)):
        label = labels.read(blocks[i].text)
        if blocks[i].kind != "paragraph" or label is None or label.kind != first.kind or (label.number or 0) <= last:
            return
        last = label.number or 0
        yield i


def _are_names(blocks: Sequence[Block], items: Sequence[int], *, is_list: bool) -> bool:
    """Whether ``items`` below the word 附件 name papers, above the date or at the end, and are not the text of an annex; ``is_list``:
    whether a colon behind the word says that they do."""
    rests = [label.rest for i in items if (label := labels.read(blocks[i].text))]
    if not all(map(is_title, rests)):
        return False
    behind = blocks[items[-1] + 1 : items[-1] + 1 + AFTER_A_LIST]
    if any(DATE.search(block.text) and len(block.text) <= LONGEST for block in behind):
        return True
    return not behind and (is_list or all(FILE.search(rest) or PAPER.search(rest) for rest in rests))
