"""A law, regulation or judicial interpretation whose history stands above its text."""
import re
from datetime import date
from pathlib import PurePath

from documents.parsing.document import Evidence
from documents.parsing.metadata.builder import DescriptionBuilder
from documents.parsing.metadata.description import Description
from documents.parsing.metadata.effect import find_effect, find_repeals
from documents.parsing.metadata.history import (
    Act,
    beginning,
    is_whole,
    own_act,
    publishing_act,
    read_history,
    signing_acts,
)
from documents.parsing.metadata.kinds import kind_of
from documents.parsing.metadata.signature import find_signature
from documents.parsing.metadata.spans import Span, lines, squeezed, trimmed_span
from documents.parsing.metadata.titles import clean_title, speakers
from documents.vocabulary.dates import date_at
from documents.vocabulary.numbers import canonical_number, find_numbers
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import REVISING

HISTORY_ENDS = "<!-- INFO END -->"

_VERSION_DATE = re.compile(r"[(（](?P<date>\d{4}-\d\d-\d\d)[)）]\.\w+$")
_VERSION_MARK = re.compile(
    rf"""
    [（(] (?: (?:[12]\d{{3}}年?)? (?:第{NUMERAL}+次)? {any_of(REVISING)} (?:版|本|文本)?     # （2018年第三次修正）
            | [12]\d{{3}}年?[版本] ) [）)]$                                              # （2021年版）
    """,
    re.VERBOSE,
)
FOLDER_KINDS = {"司法解释": "司法解释", "案例": "案例", "宪法": "宪法"}
_SAME_ACT_DAYS = 100
_OFF_BY = 15
_SINCE_PUBLISHED = re.compile(r"自?(?:发布|公布)之日起?施行")


def is_law(text: str) -> bool:
    return text.lstrip().startswith("# ") and HISTORY_ENDS in text


def describe_law(text: str, name: str, names: frozenset[str]) -> Description:
    """Title, bodies, dates and history from the lines above ``<!-- INFO END -->``.

    The date in the file name says which version the text is; without one that is the history's last act.
    """
    builder, top = DescriptionBuilder(text, names), text.index(HISTORY_ENDS)
    titles = [line for line in lines(text, 0, top) if line.text.startswith("# ")]
    after = titles[-1].end if titles else 0
    acts = read_history(text, after, top, names)
    _read_title(builder, titles)
    _read_version(builder, acts, name)
    _read_printed(builder, after, top)
    record_acts(builder, acts)
    _read_signature(builder, after, top)
    _read_effect(builder, acts, top)
    _read_kind(builder, titles, name)
    builder.record_part("history", trimmed_span(text, after, top + len(HISTORY_ENDS)))
    if "title" in builder.found and not {"案例", "其他"} & set(PurePath(name).parts):
        builder.found["work"] = work_of(builder.found["title"])
    return builder.description(find_repeals(text, top))


def folders_of(kind: str, work: str) -> tuple[str, ...]:
    """Folders that say of a law what those of its file, of which only its own name is kept, said: that it is of ``kind``,
    and whether its versions share a ``work``."""
    return ((kind,) if kind in FOLDER_KINDS else ()) + (() if work else ("其他",))


def work_of(title: str) -> str:
    """What the versions of one law share: the title without marks of a version, blanks and differences of width."""
    return squeezed(_VERSION_MARK.sub("", title))


def record_acts(builder: DescriptionBuilder, acts: tuple[Act, ...]) -> None:
    """Record what a history says of the version at hand, where no earlier step has."""
    own, published = own_act(acts), publishing_act(acts)
    builder.found["history"] = tuple(act.entry for act in acts)
    for act in signing_acts(acts):
        builder.record("bodies", act.entry.bodies, act.proof)
    for act in filter(None, (published, own)):
        builder.record("issued_on", act.entry.on, act.proof)
    if published and _is_this_version(builder, published):
        builder.record("published_on", published.entry.on, published.proof)
    found = find_numbers(own.proof.text) if own and _is_this_version(builder, own) else ()
    if own and found:
        start = own.proof.start
        builder.record("number", found[0].number, trimmed_span(builder.text, start + found[0].start, start + found[0].end))
    begun = beginning(acts, builder.found.get("issued_on"))
    if begun:
        builder.record("effective_on", begun.entry.on, begun.proof)


def _read_title(builder: DescriptionBuilder, titles: list[Span]) -> None:
    """The title, and the bodies that speak in it."""
    if not titles:
        return
    for title in titles:
        builder.record_part("title", title)
    whole = trimmed_span(builder.text, titles[0].start + 2, titles[-1].end)
    builder.record("title", " ".join(clean_title(title.text[2:]) for title in titles), whole)
    named = speakers(titles[0].text[2:], builder.names)
    if named:
        builder.record("bodies", named.names, trimmed_span(builder.text, whole.start + named.start, whole.start + named.end))


def _read_version(builder: DescriptionBuilder, acts: tuple[Act, ...], name: str) -> None:
    """The day of this version: the file name's, unless the history has it too, or knows a later act of it."""
    match = _VERSION_DATE.search(name)
    versioned = date_at(match["date"], 0) if match else None
    if not match or not versioned:
        return
    own, published = own_act(acts), publishing_act(acts)
    for act in filter(None, (published, own)):
        if act.entry.on and _is_the_day(act.entry.on, versioned.value, latest=act is own):
            builder.record("issued_on", act.entry.on, act.proof)
    if "issued_on" not in builder.found:
        builder.found["issued_on"] = versioned.value
        builder.evidence["issued_on"] = Evidence(match["date"], None, "file")


def _is_the_day(acted_on: date, versioned_on: date, latest: bool) -> bool:
    """A file name may be a day or so off; and no version is older than its own last act."""
    return abs((acted_on - versioned_on).days) <= (0 if latest else _OFF_BY) or (latest and acted_on > versioned_on)


def _is_this_version(builder: DescriptionBuilder, act: Act) -> bool:
    """Whether ``act`` made this version, not an earlier one: near in time to the date that names the version."""
    issued = builder.found.get("issued_on")
    return issued is None or abs((issued - act.entry.on).days) <= _SAME_ACT_DAYS


def _read_printed(builder: DescriptionBuilder, after: int, top: int) -> None:
    """Lines of their own above the text: its number, 最高人民法院发布, a day."""
    text = builder.text
    for line in [*lines(text, after, top), *list(lines(text, top, top + 1500))[:10]]:
        number = canonical_number(line.text.strip("（）() "))
        if number:
            builder.record("number", number, line)
            builder.record_part("number", line)
    for line in lines(text, after, top):
        day = date_at(text, line.start)
        if day and day.end == line.end and "年" not in line.text:
            builder.record("published_on", day.value, line)
        elif re.fullmatch(r"\S{4,30}发布", line.text):
            named = speakers(line.text, builder.names)
            builder.record("bodies", named.names if named else (), line)


def _read_signature(builder: DescriptionBuilder, after: int, top: int) -> None:
    """A notice of issue that stands above the text is signed as others are."""
    signature = find_signature(builder.text[:top], after, builder.names)
    if signature and signature.signed and "bodies" not in builder.found:
        builder.record("bodies", signature.names, trimmed_span(builder.text, signature.signed.start, signature.signed.end))


def _read_effect(builder: DescriptionBuilder, acts: tuple[Act, ...], top: int) -> None:
    """The text's own clause on its force, where it can speak of this version.

    An amended law keeps the clause of its first version: a day before this version says nothing of it.
    """
    issued: date | None = builder.found.get("issued_on")
    own, published = own_act(acts), publishing_act(acts)
    if published and _SINCE_PUBLISHED.search(builder.text, 0, top) and _is_this_version(builder, published):
        builder.record("effective_on", published.entry.on, published.proof)
    effect = find_effect(builder.text, top)
    if effect and effect.on and (issued is None or effect.on >= issued):
        builder.record("effective_on", effect.on, effect.proof)
    if effect and effect.act and own and is_whole(own) and _is_this_version(builder, own):
        day = builder.found.get("published_on", issued)
        builder.record("effective_on", effect.delay.after(day) if day else None, effect.proof)


def _read_kind(builder: DescriptionBuilder, titles: list[Span], name: str) -> None:
    if not titles:
        return
    folder = next((FOLDER_KINDS[part] for part in PurePath(name).parts if part in FOLDER_KINDS), "")
    number = str(builder.found.get("number", ""))
    kind = folder or ("司法解释" if number.startswith("法释") else "") or kind_of(clean_title(titles[0].text[2:]))
    builder.record("kind", kind, titles[0])
