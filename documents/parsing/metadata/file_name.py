"""What the name of a file says, as collections name them: 【body or place】《title》（number）, each part where it is.

What stands in 【】 is an editor's: the body or the place whose document it is. ``_`` stands for what a file system forbids.
"""
import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.kinds import kind_of, names_a_kind
from documents.parsing.metadata.titles import OTHERS, clean_title
from documents.vocabulary.characters import HAN
from documents.vocabulary.dates import find_dates
from documents.vocabulary.numbers import canonical_number, find_numbers
from documents.vocabulary.places import split_short_places

_COPY_MARK = re.compile(
    r"""
    [（(] (?:\d{4}[-.]\d\d?[-.]\d\d?|\d{4}年\d{1,2}月\d{1,2}日|(?:19|20)\d{6}|\d{1,3}(?=[）)]$)|盖章版|扫描件|定稿|终稿|最终版|公开版|正式版|发布稿) [）)]
    | ^附件\d*[：:.、\s]*
    | ^[\d.、\s_-]+(?=[^\d年])                    # a running number
    | [_-]?(?:副本|终稿|定稿|最终版)$
    | [_ -]?(?:19|20)\d\d[01]\d[0-3]\d$             # a day
    | _(?!(?:19|20)\d\d)[0-9A-F]{4}$             # a second file of one name; not _2024
    """,
    re.VERBOSE,
)
_NEW_FILE = re.compile(  # what Windows, Word and WPS call a file that nobody has named: 新建 Microsoft Word 文档 (2)
    r"新建[\sA-Za-z]*(?:文本|文字|文档|文稿|文件|夹|工作[表簿]|表格|演示|幻灯片|压缩|格式|网页|图[像片])+[\s\d()（）-]*"
)
# Of a version. One that stands bare before or behind a title (20240305_甲办法) is that on which somebody filed it, and says nothing.
_DAY = re.compile(r"[（(](\d{4}[-.]\d\d?[-.]\d\d?|\d{4}年\d{1,2}月\d{1,2}日|(?:19|20)\d{6})[）)]")
_MARKED = re.compile(r"(?:“[^“”]{2,12}”)?\s*【(?P<mark>[^【】]{2,120})】\s*(?P<rest>.*)", re.S)
_OTHERWISE_MARKED = re.compile(r"[\[［〖〔（(](?P<mark>[^\[\]［］〖〗〔〕（()）]{4,60})[\]］〗〕）)]\s*(?P<rest>.+)", re.S)
_REMARK = re.compile(r"[（(](?:[^（()）]*(?:稿|试行|暂行|草案|修订|修正)[^（()）]*)[）)]")
_ORDINAL = re.compile(r"[（(]?(?:[12]\d{3}年)?第\d{1,4}号[）)]?$")  # of an announcement, which without its body is no number
_QUOTED, _FORBIDDEN = re.compile("_+([^_]+)_+"), re.compile("_+")
_JOINING = re.compile("联合(?!会)|会同")
_AND_OTHERS = re.compile(f"(?:{OTHERS}|(?:联合)?多个?部门)$")
_FEWEST_LETTERS = 6
_FILED = re.compile("(?P<who>[^_—–《》]{3,40}?)[ 　]*[_—–-]+[ 　]*(?P<rest>关于.+)")  # 甲市教育局_关于…的通知


@dataclass(frozen=True)
class FileName:
    """``marks_title``: 《》 or 【】 say that ``title`` is one. ``day``: that of a version, as in 甲法(2020-01-02). ``place``: what 《》
    mark as the title and is a place alone, by which a text without a title is better called than lost."""

    title: str = ""
    number: str = ""
    bodies: tuple[str, ...] = ()
    day: date | None = None
    marks_title: bool = False
    place: str = ""

    @property
    def is_titled(self) -> bool:
        """Whether ``title`` is one beyond doubt: marked as such, or of a kind."""
        return bool(self.title) and (self.marks_title or names_a_kind(self.title))


def read_file_name(name: str, names: frozenset[str]) -> FileName:
    """What ``name`` says; each part is empty where it does not say it. ``names``: of known issuing bodies.

    >>> read_file_name("【甲市财政局】《关于做好决算的通知》（甲财〔2020〕5号）.txt", frozenset())
    FileName(title='关于做好决算的通知', number='甲财〔2020〕5号', bodies=('甲市财政局',), day=None, marks_title=True)
    """
    whole = PurePath(name.replace("\\", "/")).stem
    day = _day(whole)
    stem = _COPY_MARK.sub("", whole).strip().removesuffix("。")
    marks, rest = _marks(stem, names)
    rest, number = _without_number(rest)
    title, bodies = _title(rest, names)
    title, inner = _without_number(title)
    if not _is_title(title):
        return FileName(day=day, place=title if rest.startswith("《") and title and not split_short_places(title)[1] else "")
    of_mark = next(filter(None, map(canonical_number, marks)), "")
    return FileName(title, number or inner or of_mark, bodies or _bodies("、".join(mark for mark in marks if _bodies(mark, names)), names), day, bool(marks) or rest.startswith("《"))


def _day(stem: str) -> date | None:
    """The day of a version in a name: 甲法(2020-01-02), 甲法（2020年1月2日）."""
    found = _DAY.search(stem)
    written = found[1] if found else ""
    figures = f"{written[:4]}-{written[4:6]}-{written[6:]}" if written.isdigit() else written
    return next((day.value for day in find_dates(figures)), None)


def _marks(stem: str, names: frozenset[str]) -> tuple[list[str], str]:
    """What stands in the 【】 before a title, or the bodies in other brackets there, and the rest; a 【】 around the whole is the title."""
    if (marked := _OTHERWISE_MARKED.fullmatch(stem)) and _bodies(marked["mark"], names):
        return [marked["mark"]], marked["rest"]
    if (filed := _FILED.fullmatch(stem)) and _bodies(filed["who"], names):
        return [filed["who"]], filed["rest"]
    marks: list[str] = []
    while marked := _MARKED.fullmatch(stem):
        if not marked["rest"]:
            return marks, marked["mark"]
        marks.append(marked["mark"])
        stem = marked["rest"].lstrip("】")
    return marks, stem


def _without_number(text: str) -> tuple[str, str]:
    """``text`` without the number before it or at its end, be it in brackets, and the number; what follows that is a byword."""
    numbers = find_numbers(text)
    if numbers and not numbers[0].start and len(text) > numbers[0].end:
        return text[numbers[0].end :].lstrip("）)】_ 　—–-"), numbers[0].number
    for found in reversed(numbers):
        before, behind = text[: found.start].rstrip("（([【 　_—–-"), text[found.end :].lstrip("）)]】 　_")
        if before.endswith("》") or not behind and (before != text[: found.start] or kind_of(before)):
            return before, found.number
    unnumbered = _ORDINAL.sub("", text).rstrip(" 　")
    return (unnumbered if unnumbered.endswith("》") or kind_of(unnumbered) else text), ""


def _title(text: str, names: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """What stands in 《》, with the （试行） behind it, and whose it is where a body alone stands before it; else all of ``text``."""
    start = text.find("《")
    end = _closing(text, start) if start >= 0 else -1
    before, behind = (text[:start], text[end + 1 :]) if end >= 0 else (text, "")
    bodies = _bodies(before, names)
    if end < 0 or behind and not _REMARK.fullmatch(behind) or before and not bodies and split_short_places(before)[1]:
        return clean_title(_unpaired(text)), ()
    return clean_title(_unpaired(text[start + 1 : end] + behind)), bodies


def _closing(text: str, start: int) -> int:
    """Where the 《 at ``start`` closes, others inside it aside; -1 where it does not."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "《") - (text[place] == "》")
        if not depth:
            return place
    return -1


def _unpaired(text: str) -> str:
    """``text`` without a 《 that a cut name leaves open at its start, or a 》 at its end that nothing opens; two ``_`` are quotation
    marks, one is a blank."""
    if text.startswith("《") and text.count("《") > text.count("》"):
        text = text[1:]
    if text.endswith("》") and text.count("》") > text.count("《"):
        text = text[:-1]
    return _FORBIDDEN.sub(" ", _QUOTED.sub(r"“\1”", text))


def _bodies(text: str, names: frozenset[str]) -> tuple[str, ...]:
    """The bodies that ``text`` lists; none where it is a place alone, or anything else."""
    text = _JOINING.sub("、", _AND_OTHERS.sub("", text))
    return split_names(text, names) if text and split_short_places(text)[1] else ()


def _is_title(title: str) -> bool:
    letters = len(re.findall(f"[{HAN}]", title))
    if letters < _FEWEST_LETTERS or re.search("[。；]|文档$|未命名", title) or _NEW_FILE.fullmatch(title):
        return False
    return bool(split_short_places(title)[1])
