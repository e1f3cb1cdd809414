"""Files that hold several documents: a compilation of rules, a notice with the 解读 of it and another notice."""
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from documents.vocabulary import facts as declared
from documents.vocabulary import markdown
from documents.vocabulary.kinds import TITLE_END
from documents.vocabulary.numbers import canonical_number, find_numbers

from . import labels
from .blocks import Block
from .lines import squeeze
from .metadata import Description

TITLE = re.compile(rf"[《“]?[^。；：:，！？;!?#|<>]{{2,90}}(?:{TITLE_END}|解读|答记者问)[》”]?(?:[（(][^（()）。]{{1,20}}[）)]){{0,2}}")
WRAPPED = re.compile("《[^《》]+》|“[^“”]+”")
NAMED = re.compile("《([^《》]{2,90})》")
ADOPTED = re.compile(r"[（(].{0,80}(?:通过|发布|公布|批准|修订|修正|印发).{0,80}")
ADDRESSED = re.compile("[^。；]{2,120}[：:]")
COLLECTION = re.compile("(?:汇编|选编|汇总|文件集|法规集|制度集|手册|文集|资料集|合集|合订本)(?:[（(][^（()）]{1,20}[）)])?$")
RED_HEAD = re.compile("[^。；：，]{2,80}文件")
ANNEX = re.compile("附[件录錄表图圖]")
SHORTEST, OPENING, LINES_ABOVE, LONGEST_TITLE = 6, 5, 3, 60
FEWEST = 2
SHOWN = 8


class Cut(NamedTuple):
    """Where a document begins: the place of the block with its title."""

    place: int
    title: str


def cuts(blocks: Sequence[Block]) -> list[Cut]:
    """Where the documents in ``blocks`` begin; fewer than two where there is but one, with what it issues and annexes."""
    found: list[Cut] = []
    named = ""
    in_annex, read = False, 0
    for cut in _with_text(list(_titles(blocks)), blocks):
        between = blocks[read : cut.place]
        in_annex = _is_annexed(between) or (in_annex and not _is_signed(between))
        named += "".join(_folded(name) + "\n" for block in between for name in NAMED.findall(block.text))
        read = cut.place
        if not found or not (in_annex or ANNEX.search(cut.title) or _folded(cut.title) in named):
            found.append(cut)
            in_annex = False
            above = blocks[max(0, cut.place - LINES_ABOVE) : cut.place]
            named += _folded("".join(block.text for block in above if not labels.read(block.text)) + blocks[cut.place].text) + "\n"
    return found


def starts(blocks: Sequence[Block], found: Sequence[Cut]) -> list[int]:
    """Where the text of each document begins: at its title, or at the 发文机关标志 and the number right above it."""
    places: list[int] = []
    for cut in found:
        place = cut.place
        while place > (places[-1] + 1 if places else 0) and cut.place - place < LINES_ABOVE and _heads_a_paper(blocks[place - 1]):
            place -= 1
        places.append(place)
    return places


def _heads_a_paper(block: Block) -> bool:
    text = markdown.plain(block.text)
    return block.kind != "verbatim" and bool(RED_HEAD.fullmatch(text) or canonical_number(text.strip("（）() ")))


def _folded(title: str) -> str:
    """``title`` for comparison: 有关问题的请示 is issued by …有关问题请示的通知."""
    return squeeze(title).replace("的", "")


def _with_text(titles: Sequence[Cut], blocks: Sequence[Block]) -> Iterator[Cut]:
    """The first of titles that no sentence parts (lines of one, or a list), where sentences come below."""
    ends = [*(cut.place for cut in titles), len(blocks)][1:]
    first: Cut | None = None
    for cut, end in zip(titles, ends, strict=True):
        first = first or cut
        if any("。" in block.text for block in blocks[cut.place : end]):
            yield first
            first = None


def _titles(blocks: Sequence[Block]) -> Iterator[Cut]:
    """The lines that stand as a title above the beginning of a document."""
    for place, block in enumerate(blocks):
        text = markdown.plain(block.text)
        if block.kind != "verbatim" and len(text) >= SHORTEST and TITLE.fullmatch(text) and not labels.read(text) and _begins(blocks[place + 1 : place + 1 + OPENING]):
            yield Cut(place, text[1:-1] if WRAPPED.fullmatch(text) else text)


def _begins(following: Sequence[Block]) -> bool:
    """Whether a document begins below its title: a number, who adopted it, whom it is sent to, its first article or chapter."""
    for block in following:
        text = markdown.plain(block.text)
        label = labels.read(text)
        if label and label.kind in ("article", "chapter", "part"):
            return label.number == 1
        if len(text) <= 60 and find_numbers(text) and not ADDRESSED.fullmatch(text) or ADOPTED.fullmatch(text):
            return True
        if ADDRESSED.fullmatch(text):
            return True
        if len(text) > 60 or label:
            return False
    return False


def _is_annexed(blocks: Sequence[Block]) -> bool:
    return any((label := labels.read(block.text)) and label.kind == "annex" for block in blocks[-3:])


def _is_signed(blocks: Sequence[Block]) -> bool:
    return any(re.fullmatch(r".{0,40}\d{4}年\d{1,2}月\d{1,2}日", block.text) for block in blocks[-3:])


def without_inner_facts(description: Description, found: Sequence[Cut], title: str) -> Description:
    """``description`` of a file with the documents ``found``, without what the text of one of them says of itself, and a
    warning. ``title``: of the file as a whole, where it has one."""
    kept = {name for name, proof in description.evidence.items() if proof.origin == "given" or proof.origin == "file" and name != "kind"}
    inner = {fact.name: fact.empty for fact in declared.FACTS if fact.is_stored and fact.name not in kept | {"title"}}
    values = inner | ({"title": title} if title and "title" not in kept else {})
    evidence = {name: proof for name, proof in description.evidence.items() if name not in values}
    shown = "、".join(f"《{cut.title}》" for cut in found[:SHOWN]) + "等" * (len(found) > SHOWN)
    warning = f"这个文件里像是有 {len(found)} 份文件：{shown}。请拆成单份；文号、机关、日期和种类都没有采用其中任何一份的。"
    bare = replace(description.with_facts(values), evidence=evidence, history=(), repeals=())
    return replace(bare, warnings=(warning, *description.warnings))


def title_of_all(blocks: Sequence[Block], found: Sequence[Cut], name: str) -> str:
    """The title of a compilation, above its first document or in the name of its file; nothing where it has none."""
    above = (markdown.plain(block.text) for block in blocks[: found[0].place])
    return next((text for text in (*above, name) if len(text) <= LONGEST_TITLE and COLLECTION.search(text)), "")
