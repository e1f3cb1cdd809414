"""The lines of a plain text become paragraphs: sentences broken over lines are joined, a document on one line is cut."""
import re
import unicodedata
from collections.abc import Iterable, Iterator

from . import labels
from .cleaning import CJK

PROSE = re.compile("[，。；：、！？,;:?!]")

OPEN_END = re.compile(f"[{CJK}A-Za-z0-9，、,（《“]")
SENTENCE = re.compile("[。；！？]")
LONG_LINE = 300
PARAGRAPH_END = re.compile("(?<=[。？！；：?!;:]) +|(?<=[。？！；?!;][”’）)]) +")
N = labels.CN
BEFORE_LABEL = re.compile(
    rf"(?<=[^ ]) +(?=(?:第{N}{{1,6}}[编章节条](?: |之)|{N}{{1,3}}、|[（(]{N}{{1,3}}[）)]|[0-9]{{1,2}}[.．](?![0-9])|[（(][0-9]{{1,2}}[）)]|问[：:]))"
    rf"|(?<=[。；”;])(?=第{N}{{1,6}}[编章节] )|(?<=[^ ])(?=第一章 )"
)
TITLE_WORDS = re.compile(rf"(?:第{N}{{1,6}}[编章节] |{N}{{1,3}}、 ?|[（(]{N}{{1,3}}[）)] ?|[0-9]{{1,2}}[.．] ?|[（(][0-9]{{1,2}}[）)] ?)[^ 。；：？！，,;:?!]{{2,40}}(?P<gap> )")
NUMBER = re.compile(rf"(?<=[知见法定告复函报案划点南要程])(?P<number>[{CJK}]{{1,10}}[〔\[［(（]\d{{4}}[〕\]］)）]第?\d{{1,5}}号) ?")
DATE = r"[12]\d{3}年\d{1,2}月\d{1,2}日"
SIGNATURE = re.compile(rf"(?<=。) ?(?P<who>(?:[{CJK}] ?){{2,150}}(?<=[部委院局署办会室行厅司央]))(?P<when>{DATE})(?=$| |[{CJK}《])")
SIGNED_LINE = re.compile(rf"(?P<who>.*[部委院局署办会室行厅司央]) ?(?P<when>{DATE})$")
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
    current = ""
    for line in lines:
        if current and line and _goes_on(current, line):
            glue = " " if current[-1].isascii() and line.strip()[:1].isascii() and current[-1].isalnum() else ""
            current += glue + line.strip()
            continue
        if current:
            yield current
        current = line.replace("\u3000", " ").strip() if line.strip() else ""
    if current:
        yield current


def _goes_on(above: str, line: str) -> bool:
    if line.startswith("\u3000") or not OPEN_END.match(above[-1]) or labels.read(line.strip()):
        return False
    return above[-1] in "，、" or bool(SENTENCE.search(above[-LONG_LINE:]))


def cut(line: str, title: str = "") -> list[str]:
    """A line that holds a whole document becomes its paragraphs; ``title`` is its title where a line above told it."""
    if signed := SIGNED_LINE.match(line) if len(line) < HEAD and not PROSE.search(line) else None:
        return [signed["who"], signed["when"]]
    if len(line) < LONG_LINE:
        return [line]
    head, body = _head(line, title)
    body = SIGNATURE.sub("\n\\g<who>\n\\g<when>\n", body)
    body = BEFORE_LABEL.sub("\n", PARAGRAPH_END.sub("\n", body))
    named = set(NAME.findall(line[:HEAD]))
    pieces = [piece for part in body.split("\n") for piece in _after_heading(part.strip(), named)]
    return [piece for piece in (*head, *pieces) if piece]


def _head(line: str, title: str) -> tuple[list[str], str]:
    """Title and number at the start of a document that stands on one line, and the rest of it."""
    if title and line.startswith(title):
        head, line = [title], line[len(title) :].strip()
    else:
        stop = PROSE.search(line)
        start = line[: stop.start() if stop else HEAD]
        gap = start.rfind(" ") if not labels.read(line) else -1
        head, line = ([line[:gap]], line[gap + 1 :]) if 0 < gap < HEAD else ([], line)
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
    match = TITLE_WORDS.match(piece)
    if match and len(piece) - match.end() > 20:
        return [piece[: match.start("gap")], piece[match.end() :]]
    return [piece]
