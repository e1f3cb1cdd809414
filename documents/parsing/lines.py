"""The lines of a plain text become paragraphs: sentences broken over lines are joined, a document on one line is cut."""
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from documents.vocabulary.agencies import PRINTED_LETTERS
from documents.vocabulary.characters import ALL_HAN as CJK
from documents.vocabulary.divisions import PRINTED_CHAPTERS, PRINTED_LABELLED
from documents.vocabulary.numerals import CHINESE_NUMERAL, DIGITS

from . import labels

PROSE = re.compile("[，。；：、！？,;:?!]")

OPEN_END = re.compile(f"[{CJK}A-Za-z0-9，、,（《“]")
SENTENCE = re.compile("[。；！？]")
STOPS = "。；！？"
INDENTED = re.compile(" {2}(?=\\S)")
NARROWEST, WIDEST, RAGGED = 30, 160, 4
LONG_LINE, SEVERAL = 300, 3
PARAGRAPH_END = re.compile("(?<=[。？！；：?!;:]) +|(?<=[。？！；?!;][”’）)]) +")
N, D = CHINESE_NUMERAL, f"[{DIGITS}]"
BEFORE_LABEL = re.compile(
    rf"""
    (?<=[^ ]) [ ]+ (?=                                                    # a blank, and a label of any kind
        第{N}{{1,6}}[{PRINTED_LABELLED}](?:[ ]|之) | {N}{{1,3}}、 | [（(]{N}{{1,3}}[）)]
      | {D}{{1,2}}(?:[.．](?!{D})|、) | [（(]{D}{{1,2}}[）)]
      | 问[：:] | 附件[ ]?[：:] | 附件{D}{{1,2}}[ ]
    )
    | (?<=[。；”;]) (?=第{N}{{1,6}}[{PRINTED_CHAPTERS}][ ])                               # the end of a sentence, and a chapter
    | (?<=[^ 依照按据本见在至和及与、《（(的于]) (?=第{N}{{1,6}}[章节][ ])          # what does not lead to a mention of one
    """,
    re.VERBOSE,
)
AT_LABEL = re.compile(rf"(?<=[。：:]) +(?={N}{{1,3}}、)")
HEADING_AND_TEXT = re.compile(
    rf"""
    (?:第{N}{{1,6}}[{PRINTED_CHAPTERS}][ ]|{N}{{1,3}}、[ ]?|[（(]{N}{{1,3}}[）)][ ]?|{D}{{1,2}}[.．][ ]?|[（(]{D}{{1,2}}[）)][ ]?)
    [^ 。；：？！，,;:?!]{{2,40}} (?P<gap>[ ])
    """,
    re.VERBOSE,
)
NUMBER = re.compile(
    rf"(?<=[知见法定告复函报案划点南要程])(?P<number>[{CJK}]{{1,10}}[〔\[［(（]\d{{4}}[〕\]］)）]第?\d{{1,5}}号) ?"
)
DATE = r"[12]\d{3}年\d{1,2}月\d{1,2}日"
BODY_END = f"[{PRINTED_LETTERS}]"
SIGNATURE = re.compile(
    rf"(?<=。) ?(?P<who>(?:[{CJK}] ?){{2,150}}(?<={BODY_END}))(?P<when>{DATE})(?=$| |[{CJK}《])"
)
ANNEX = re.compile(rf"(?<=[0-9]日)附件{D}{{1,2}}(?=[{CJK}])|(?<=[0-9]日\n)附件{D}{{1,2}}(?=[{CJK}])")
SIGNED_LINE = re.compile(rf"(?P<who>.*{BODY_END}) ?(?P<when>{DATE})$")
LISTING = re.compile(r"(?P<title>.{4,200}?) (?P<date>[12]\d{3}-\d{2}-\d{2})$")
NAME = re.compile("《([^《》]{2,80})》")
HEAD = 300


def paragraphs(lines: Iterable[str]) -> list[str]:
    """The paragraphs of cleaned lines. But for blanks, all that is lost is a line of a list page above the text that
    says its title and date and no more."""
    result: list[str] = []
    for line in join(lines):
        listing = LISTING.match(result[0]) if len(result) == 1 else None
        if listing and squeeze(listing["title"]) in squeeze(line[:HEAD]):
            result.clear()
        result.extend(cut(line, listing["title"] if listing else ""))
    return result


def squeeze(text: str) -> str:
    """A title for comparison: letters and digits only, whatever their width."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def join(lines: Iterable[str]) -> Iterator[str]:
    """Lines that go on where the line above broke off inside a sentence are joined to it."""
    lines = list(lines)
    full, current, last = full_width(lines), "", ""
    for line in lines:
        if current and line.strip() and _goes_on(current, line, is_full(last, full)):
            glue = " " if current[-1].isascii() and line.strip()[:1].isascii() and current[-1].isalpha() else ""
            current += glue + line.strip()
        else:
            if current:
                yield current
            current = line.replace("\u3000", " ").strip()
        last = line
    if current:
        yield current


def full_width(lines: Sequence[str]) -> int:
    """From how many columns a line is full, in a text whose lines were broken at one width; 0: in any other text.

    In such a text many lines come near the longest, and most of these break off inside a sentence.
    """
    widths = [columns(line) for line in lines if line.strip()]
    full = max(widths, default=0) - RAGGED
    if not NARROWEST <= full <= WIDEST:
        return 0
    filled = [line.rstrip() for line, width in zip(filter(str.strip, lines), widths, strict=True) if width >= full]
    broken = sum(1 for line in filled if OPEN_END.match(line[-1]) and PROSE.search(line))
    return full if broken >= max(3, len(widths) // 5, len(filled) * 2 // 3) else 0


def broken_at(text: str) -> list[int]:
    """The places of the newlines that only the width of the lines put into ``text``."""
    found = text.split("\n")
    if not (full := full_width(found)):
        return []
    places, place = [], -1
    for above, line in pairwise(found):
        place += len(above) + 1
        if line.strip() and is_full(above, full) and _goes_on(above.rstrip(), line, True):
            places.append(place)
    return places


def is_full(line: str, full: int) -> bool:
    """Whether ``line`` reaches the width at which the lines of its text were broken."""
    return 0 < full <= columns(line)


def columns(line: str) -> int:
    """How wide a line is, in Latin letters: a Chinese one takes two."""
    line = line.rstrip()
    return 2 * len(line) - sum(map(str.isascii, line))


def _goes_on(above: str, line: str, is_full: bool) -> bool:
    if line.startswith("\u3000") or labels.read(line.strip()) or is_full and INDENTED.match(line):
        return False
    if is_full:
        return above[-1] not in STOPS
    return bool(OPEN_END.match(above[-1])) and (above[-1] in "，、" or bool(SENTENCE.search(above[-LONG_LINE:])))


def cut(line: str, title: str = "") -> list[str]:
    """A line that holds a whole document becomes its paragraphs; ``title`` is its title where a line above gave it."""
    if signed := SIGNED_LINE.match(line) if len(line) < HEAD and not PROSE.search(line) else None:
        return [signed["who"], signed["when"]]
    if len(line) < LONG_LINE and len(BEFORE_LABEL.findall(line)) < SEVERAL:
        return AT_LABEL.split(line)
    head, body = _head(line, title)
    body = ANNEX.sub("\n\\g<0>\n", SIGNATURE.sub("\n\\g<who>\n\\g<when>\n", body))
    body = BEFORE_LABEL.sub("\n", PARAGRAPH_END.sub("\n", body))
    named = set(NAME.findall(line[:HEAD]))
    pieces = [piece for part in body.split("\n") for piece in _after_heading(part.strip(), named)]
    return [piece for piece in (*head, *pieces) if piece]


def _head(line: str, title: str) -> tuple[list[str], str]:
    """Title and number at the start of a document that stands on one line, and the rest of it."""
    if title and line.startswith(title):
        head, line = [title], line[len(title) :].strip()
    else:
        stop, label = PROSE.search(line), BEFORE_LABEL.search(line)
        start = line[: stop.start() if stop else HEAD]
        gap = label.start() if label and label.start() < len(start) else start.rfind(" ")
        gap = -1 if labels.read(line) else gap
        head, line = ([line[:gap]], line[gap:].strip()) if 0 < gap < HEAD else ([], line)
    if number := NUMBER.search((head[-1] if head else "") + line[:HEAD]):
        whole = (head.pop() if head else "") + line
        head += [whole[: number.start()], number["number"]]
        line = whole[number.end() :]
    return head, line


def _after_heading(piece: str, named: set[str]) -> list[str]:
    """A heading, or a title named in 《》 above, and the text after it, parted by a blank only: 一、指导思想 以习近平…"""
    start, _, text = piece.partition(" ")
    if start in named and text:
        return [start, text]
    match = HEADING_AND_TEXT.match(piece)
    if match and len(piece) - match.end() > 20:
        return [piece[: match.start("gap")], piece[match.end() :]]
    return [piece]
