"""发文机关署名 and 成文日期 (GB/T 9704-2012, 7.3.5), wherever the text was run together."""
import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from documents.parsing.metadata.bodies import is_institution, signing_names, split_names
from documents.parsing.metadata.margins import is_margin
from documents.parsing.metadata.spans import Span, lines, squeezed, trimmed_span
from documents.vocabulary.agencies import HEADS
from documents.vocabulary.characters import BLANK, HAN
from documents.vocabulary.dates import FoundDate, find_dates
from documents.vocabulary.numerals import CHINESE_DIGITS, DIGITS, NUMERAL
from documents.vocabulary.patterns import spaced

_NAMELIKE = re.compile(rf"[{HAN}“”、·/／\s]")
# （盖章）, and who seals for another: （甲市财政局代章）.
_SEAL = re.compile(rf"[（(][{BLANK}]*(?:[{HAN}]{{2,30}}?)?{spaced('盖章', '印章', '公章', '代章', '签章', '代印', '章', '印', '代')}[{BLANK}]*[）)]")
_OFFICES = spaced(*HEADS)
_PERSON = re.compile(
    rf"""
    ^ [{BLANK}]* (?:[{HAN}]{{2,24}}?[{BLANK}]*|代)? {_OFFICES} [：:]?     # 教育部部长
    [{BLANK}]* (?:[{HAN}][{BLANK}]*){{0,6}} $                          # and the name
    """,
    re.MULTILINE | re.VERBOSE,
)
_BETWEEN_NAMES = re.compile(f"{_SEAL.pattern}|[/／]")
# Who signs, behind a word for that: 落款单位：甲局.
_SIGNED_BY = re.compile(rf"\n[{BLANK}]*(?:落款|发文|发布|印发|制发|签发|署名)(?:单位|机关|机构|部门)[：:]$")
_ENDS = re.compile(rf"\s*(?:$|[（(](?:此件|本文|此文)|{spaced('附件', '抄送')})")
_ATTACHED = re.compile("附\\s*件[：:][^。！？]*$")
_LONGEST_LIST = 120
_ASIDE = re.compile(rf"{_SEAL.pattern}|(?:长|任|理|席|记)[：:]")
_SENTENCE_ENDS = tuple("。！”）)")
_OPENS_AFTER = "。！？!?”）)…；\n"
# An hour or a weekday, as it is put behind the day of a notice: 上午, 09时30分, 星期二.
_HOUR = rf"(?:[{BLANK}]*(?:[上下中]午|早上|晚上|夜间|凌晨|星期[一二三四五六日天]|{NUMERAL}{{1,3}}[时点:：](?:{NUMERAL}{{1,3}}分?|半|整)?))*"
_HOUR_BEHIND = re.compile(_HOUR)
_GOES_ON = re.compile(
    rf"{_HOUR}[）)印]?(?:于[{HAN}]{{2,8}})?(?:[。．.]?[{BLANK}]*(?:$|\n)|[{BLANK}]*(?:（|\(|{spaced('附件', '抄送', '联系')}|第[一1]章)|[{BLANK}])"
)
# A day that is written in no way known, or left open: 2019年3月, 二〇一九年三月　日, 年　月　日, or with what was done on it.
_OF_A_DATE = rf"[{DIGITS}{CHINESE_DIGITS}{BLANK}壹贰叁肆伍陆柒捌玖拾元ＯOo年月日号时分×xX*＊_/.-]"
_LIKE_A_DATE = re.compile(rf"{_OF_A_DATE}*[年月/.-]{_OF_A_DATE}*(?:(?!印)[{HAN}]){{0,6}}[。.]?")
# What may stand on its line before a day that signs: （2019年3月5日）, 日期：2019年3月5日.
_BEFORE_A_DAY = re.compile(rf"[{BLANK}\n](?:(?:成文|发文|签发|落款)?(?:日期|时间)[：:][{BLANK}]*|[（(][{BLANK}]*)$")
_BEHIND_A_SENTENCE = re.compile(rf"[。！][{BLANK}]+(?P<names>[^。！？；：，]{{4,80}})$")
_LONGEST_RUN = 700
_MOST_LINES, _MOST_BELOW = 60, 4
_LONGEST_TITLE = 80
_LONGEST_DATE = 30
_LONGEST_SEAL = 40


@dataclass(frozen=True)
class Signature:
    """``names`` is empty where only a person or only a date stands there."""

    names: tuple[str, ...]
    signed: Span | None
    dated: Span | None
    on: date | None

    @property
    def end(self) -> int:
        return max(part.end for part in (self.signed, self.dated) if part)

    @property
    def start(self) -> int:
        return min(part.start for part in (self.signed, self.dated) if part)


def find_signature(text: str, start: int, names: frozenset[str], annexed: str = "") -> Signature | None:
    """The first signature of ``text`` from ``start``: names before a date, else names on the last lines.

    ``annexed``: the title that may follow a date without a blank. A date after which the sentence goes on
    (2013年8月11日印发的…) signs nothing.
    """
    bare = None
    for found in find_dates(text, start):
        if not _GOES_ON.match(text, found.end) and not _begins(text, found.end, annexed):
            continue
        signature = _names_before(text, start, found, names)
        if signature and signature.signed:
            return signature
        bare = bare or signature
    return bare and _names_below(text, bare, names) or bare or _above_annexed(text, start, names, annexed) or _undated(text, start, names)


def _names_below(text: str, bare: Signature, names: frozenset[str]) -> Signature | None:
    """Names on the lines below a day that stands alone, which end the text."""
    below = list(islice(lines(text, bare.end), _MOST_BELOW))
    if bare.signed or not below or below[-1].end < len(text.rstrip()) or not all(split_names(line.text, names) for line in below):
        return None
    signed = trimmed_span(text, below[0].start, below[-1].end)
    listed = split_names(signed.text, names)
    return Signature(listed, signed, bare.dated, bare.on) if listed else None


def _above_annexed(text: str, start: int, names: frozenset[str], title: str) -> Signature | None:
    """Names without a date on the line above the ``title`` of the text that is annexed, below a sentence."""
    near = list(islice(lines(text, start), _MOST_LINES)) if title else []
    for above, line, below in zip(near, near[1:], near[2:], strict=False):
        if squeezed(below.text).strip("《》") == squeezed(title):
            listed = split_names(line.text, names) if above.text.endswith(_SENTENCE_ENDS) and len(line.text) <= _LONGEST_TITLE else ()
            return Signature(listed, line, None, None) if listed else None
    return None


def _begins(text: str, start: int, title: str) -> bool:
    return bool(title) and squeezed(text[start : start + 2 * len(title) + 10]).startswith(squeezed(title))


def _names_before(text: str, start: int, found: FoundDate, names: frozenset[str]) -> Signature | None:
    """The signature that ends with the date ``found``; the names may begin after a sentence or on a line."""
    dated = trimmed_span(text, found.start, found.end)
    before = _BEFORE_A_DAY.search(text, max(start, found.start - _LONGEST_DATE), found.start)
    run = end = before.start() + 1 if before else found.start
    while run > max(start, end - _LONGEST_RUN) and (step := _step_back(text, run)):
        run -= step
    for begin in _openings(text, run, end, start):
        run_text = text[begin:end]
        bodies_only = _PERSON.sub("", _BETWEEN_NAMES.sub(" ", run_text))
        if not bodies_only.strip() and run_text.strip():
            return Signature((), None, dated, found.value)
        listed = signing_names(bodies_only, names)
        if listed:
            return Signature(listed, trimmed_span(text, begin, end), dated, found.value)
    alone = _institution_above(text, end)
    if alone:
        return Signature((squeezed(alone.text),), alone, dated, found.value)
    behind = _behind_attachments(text, run, end, names)
    if behind:
        return Signature(behind[0], trimmed_span(text, behind[1], end), dated, found.value)
    if _alone(text, found) and found.value.year > 1948:
        return Signature((), None, dated, found.value)
    return None


def _institution_above(text: str, end: int) -> Span | None:
    """The name of a library, a school … alone on the line between a sentence and ``end``."""
    last = list(lines(text, max(0, end - _LONGEST_RUN), end))[-2:]
    is_below = len(last) == 2 and last[0].text.endswith(_SENTENCE_ENDS) and last[1].start < end
    return last[1] if is_below and is_institution(squeezed(last[1].text)) else None


def _behind_attachments(text: str, run: int, end: int, names: frozenset[str]) -> tuple[tuple[str, ...], int] | None:
    """Known names, and where they begin, that a line of 附件 runs into: 附件：改革举措清单国务院办公厅."""
    above = text[max(0, run - _LONGEST_RUN) : end]
    if not _ATTACHED.search(above):
        return None
    runs = ((split_names(text[start:end], names, strict=True), start) for start in range(max(run, end - _LONGEST_LIST), end))
    return next(((listed, start) for listed, start in runs if listed), None)


def _step_back(text: str, place: int) -> int:
    """How many characters before ``place`` may belong to names: one, a （盖章） or 主任：, or none."""
    before = text[max(0, place - _LONGEST_SEAL) : place]
    aside = next((aside for aside in _ASIDE.finditer(before) if aside.end() == len(before)), None)
    return len(aside.group()) if aside else int(bool(_NAMELIKE.match(before[-1])))


def _openings(text: str, run: int, end: int, floor: int) -> list[int]:
    """Where a list of names may begin: after the end of a sentence, else at the start of a line."""
    before = text[run - 1 : run]
    is_set_apart = before in ("（", "(") and text[run - 2 : run - 1] == "\n" or bool(_SIGNED_BY.search(text[max(floor, run - _LONGEST_DATE) : run]))
    first = [run] if run == floor or is_set_apart or before in _OPENS_AFTER or (before.isascii() and before.isalnum()) else []
    return first + [run + match.end() for match in re.finditer(r"\n\s*", text[run:end])][-_MOST_LINES:]


def _alone(text: str, found: FoundDate) -> bool:
    """A date on a line of its own below a sentence, written as a 成文日期 is, with no sentence right below.

    It may end the line of that sentence too, where no more than a remark follows.
    """
    if "年" not in found.written_in(text):
        return False
    window = text[max(0, found.start - _LONGEST_RUN) : found.start]
    if window.rpartition("\n")[2].strip():
        return window.endswith("。") and bool(_ENDS.match(text, found.end))
    hour = _HOUR_BEHIND.match(text, found.end)
    below = next(lines(text, hour.end() if hour else found.end), None)
    if not below or is_margin(below):
        return True
    return window.rstrip().endswith(_SENTENCE_ENDS) and len(below.text) <= _LONGEST_TITLE and "。" not in below.text


def _undated(text: str, start: int, names: frozenset[str]) -> Signature | None:
    """Names alone on the last lines, below a sentence; a line below them that is no whole date is passed over."""
    last: list[Span] = []
    below = list(lines(text, max(start, len(text) - 2000)))
    is_dated = bool(below) and len(below[-1].text) <= _LONGEST_DATE and bool(_LIKE_A_DATE.fullmatch(below[-1].text))
    if is_dated and (alone := _institution_above(text, below.pop().start)):
        return Signature((squeezed(alone.text),), alone, None, None)
    for line in reversed(below):
        if len(line.text) > 80 or not split_names(line.text, names):
            break
        last.append(line)
    if not last and below:
        return _behind_the_last_sentence(below[-1], names)
    if not last or last[-1].start <= start:
        return None
    above = text[: last[-1].start].rstrip()
    if not above or above[-1] not in "。！”）)；":
        return None
    signed = trimmed_span(text, last[-1].start, last[0].end)
    return Signature(split_names(signed.text, names), signed, None, None)


def _behind_the_last_sentence(line: Span, names: frozenset[str]) -> Signature | None:
    """Names that a blank alone parts from the last sentence, on its line."""
    found = _BEHIND_A_SENTENCE.search(line.text)
    listed = split_names(found["names"], names) if found else ()
    if not found or not listed:
        return None
    return Signature(listed, trimmed_span(line.source, line.start + found.start("names"), line.end), None, None)
