"""题注: what is printed under a title, in brackets or on lines of its own: the history of a text, or where it was spoken."""
import re
from itertools import islice

from documents.parsing.metadata.history import Act, read_history
from documents.parsing.metadata.spans import LINE_END, Span, lines, trimmed_span
from documents.vocabulary.dates import FoundDate, date_at, find_dates
from documents.vocabulary.patterns import any_of
from documents.vocabulary.places import RANKS
from documents.vocabulary.verbs import PASSING, PUBLISHING, REVISING, TAKING_EFFECT

_ACTED = any_of(PASSING, PUBLISHING, REVISING, TAKING_EFFECT)
_ACT_ENDS = re.compile(f"{_ACTED}[。]?$")
_OF_THE_TEXT = re.compile(f"[：；]|。.|本|现[予将就]|各|我[{RANKS}]")
_LEAD = re.compile("根据|经|自")
_OPENING, _CLOSING = "（(", "）)"
# ——2022年1月18日在甲市…会议上, （2019年3月1日在甲县…会议上）; the day may be missing.
_SPOKEN = re.compile(
    r"""
    (?P<lead>[—–―─－-]{1,4}|[（(])? \s* (?P<day>[12１２一二][^在于，。]{5,20})? [在于]
    [^。；：:，]{4,80} (?:会议?|座谈|论坛|仪式) (?P<at>上)? (?:的?(?:讲话|报告|发言|致辞))? \s* [）)]?
    """,
    re.VERBOSE,
)
_LONGEST = 3000
_LONGEST_ACT = _LONGEST_SPOKEN = 200
_MOST_LINES, _MOST_SPOKEN = 16, 3


def note_at(line: Span, names: frozenset[str]) -> Span | None:
    """The history that begins with ``line``: （2020年12月23日教育部令第49号公布）, or the same without brackets."""
    if line.text[0] not in _OPENING:
        return _bare_note(line, names)
    note = trimmed_span(line.source, line.start, _closing(line.source, line.start))
    return note if re.search(_ACTED, note.text) and next(find_dates(LINE_END.sub("", note.text)), None) else None


def acts_of(note: Span, names: frozenset[str]) -> tuple[Act, ...]:
    """The acts that ``note`` lists, in order."""
    inside = int(note.text[0] in _OPENING)
    return read_history(note.source, note.start + inside, note.end - inside, names)


def spoken_at(first: Span) -> tuple[Span, FoundDate | None] | None:
    """The line or lines that say on which day, at which meeting, the text under a title was spoken, and the day."""
    for line in islice(lines(first.source, first.start), _MOST_SPOKEN):
        spoken = trimmed_span(first.source, first.start, line.end)
        if spoken.end - spoken.start > _LONGEST_SPOKEN:
            break
        match = _SPOKEN.fullmatch(LINE_END.sub("", spoken.text))
        if match and (match["lead"] or match["day"] and match["at"]):
            found = date_at(first.source, first.start + match.start("day")) if match["day"] else None
            return (spoken, found) if found or not match["day"] else None
    return None


def _closing(text: str, start: int) -> int:
    """Where the bracket closes that opens at ``start``; ``start`` where it does not within a few lines."""
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST)):
        depth += (text[place] in _OPENING) - (text[place] in _CLOSING)
        if not depth:
            return place + 1
    return start


def _bare_note(first: Span, names: frozenset[str]) -> Span | None:
    """Lines without brackets, each act of which begins with its day and ends with what was done, by bodies that they name."""
    act, end = "", first.start
    for line in islice(lines(first.source, first.start), _MOST_LINES):
        lead = _LEAD.match(line.text)
        if not act and not date_at(line.source, line.start + (lead.end() if lead else 0)):
            break
        act += line.text
        if len(act) > _LONGEST_ACT or _OF_THE_TEXT.search(act):
            break
        if _ACT_ENDS.search(act):
            act, end = "", line.end
    note = trimmed_span(first.source, first.start, end)
    acts = acts_of(note, names) if note.text else ()
    return note if acts and acts[0].entry.act != "施行" and any(act.entry.bodies for act in acts) else None
