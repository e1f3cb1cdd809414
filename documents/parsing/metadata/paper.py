"""An official paper or a news text, read from its raw text alone: 版头, title, opening, signature, 附则."""
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from documents.formats.facts import typed
from documents.parsing.metadata import opening
from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.description import Description
from documents.parsing.metadata.effect import find_effect, find_repeals
from documents.parsing.metadata.expiry import find_expiry
from documents.parsing.metadata.head import Head
from documents.parsing.metadata.history import is_whole, own_act, read_history
from documents.parsing.metadata.kinds import kind_of
from documents.parsing.metadata.law import record_acts, work_of
from documents.parsing.metadata.margins import find_margins
from documents.parsing.metadata.masthead import note_at, read_head
from documents.parsing.metadata.reading import Reading
from documents.parsing.metadata.signature import Signature, find_signature
from documents.parsing.metadata.spans import MARK, Span, lines, squeezed, trimmed_span, unmarked
from documents.parsing.metadata.titles import clean_title, issued_text, speakers
from documents.vocabulary.numerals import to_int
from documents.vocabulary.patterns import certain, spaced

_AFTER_SIGNING = re.compile(
    rf"\s*(?:[（(][^（()）\n]{{2,20}}[）)]\s*)?(?:{spaced('附件')}[\d一二三]{{0,2}}[：:]?\s*)?(?:{MARK.pattern})?"
)


@dataclass
class PaperReading(Reading):
    """A paper while it is read."""

    head: Head = field(default_factory=Head)
    signature: Signature | None = None
    annexed: Span | None = None
    amended: bool = False


def describe_paper(text: str, names: frozenset[str]) -> Description:
    reading = PaperReading(text, names, head=read_head(text, names))
    for step in STEPS:
        step(reading)
    return reading.description(find_repeals(text))


def read_notice(reading: PaperReading) -> None:
    """The text that a notice prints below itself gives the title; the notice's own title is the full title."""
    head = reading.head
    printed = head.title or head.listed
    own = clean_title(printed.text) if printed else ""
    announced = opening.says_issued(reading.text, head.end)
    wanted = issued_text(own) or (announced.text if announced else "")
    reading.signature = find_signature(reading.text, head.end, reading.names, wanted)
    reading.annexed = _printed_below(reading, wanted) if wanted else None
    if not reading.annexed and announced and announced.text != wanted:
        wanted = announced.text
        reading.annexed = _printed_below(reading, wanted)
    if reading.annexed:
        reading.record("title", clean_title(reading.annexed.text), reading.annexed)
        below = next(lines(reading.text, reading.annexed.end), None)
        head.note = head.note or (note_at(below) if below else None)
        if own and squeezed(own) != squeezed(wanted):
            reading.record("full_title", own, printed)


def _printed_below(reading: PaperReading, title: str) -> Span | None:
    """Where ``title`` stands again as the title of the annexed text: below the signature, or on lines of its own."""
    text, wanted = reading.text, squeezed(title)
    if reading.signature:
        start = certain(_AFTER_SIGNING.match(text, reading.signature.end)).end()
        end = _spelled(text, start, wanted)
        if end:
            return trimmed_span(text, start, end)
    below = list(map(unmarked, lines(text, reading.signature.end if reading.signature else reading.head.end)))
    for place, line in enumerate(below):
        if not wanted.startswith(squeezed(line.text)[:4]):
            continue
        for last in below[place : place + 4]:
            if squeezed(text[line.start : last.end]) == wanted:
                return trimmed_span(text, line.start, last.end)
    return None


def _spelled(text: str, start: int, wanted: str) -> int | None:
    """The end of ``wanted`` where ``text`` spells it from ``start``."""
    for end in range(start + 1, min(len(text), start + 2 * len(wanted) + 20) + 1):
        got = squeezed(text[start:end])
        if got == wanted:
            while end < len(text) and text[end] in "》”":
                end += 1
            return end
        if not wanted.startswith(got):
            return None
    return None


def read_title(reading: PaperReading) -> None:
    """The printed title; an answer's headline before —— belongs to the full title only."""
    head = reading.head
    listed = clean_title(head.listed.text) if head.listed else ""
    if head.title:
        full = clean_title(head.title.text)
        speaks = full.rpartition("——")[2] if "——" in full and full.endswith("答记者问") else full
        is_headline = listed and full.endswith(listed) and not split_names(full.removesuffix(listed), reading.names)
        short = listed if is_headline else speaks
        reading.record("title", short, head.title)
        if short != full:
            reading.record("full_title", full, head.title)
    elif head.listed:
        reading.record("title", listed, head.listed)


def read_report(reading: PaperReading) -> None:
    """A report …印发了《…》 that has no title of its own, or gives the full text, is kept under the name of that text."""
    announced = opening.reported(reading.text, reading.head.end, reading.names)
    if not announced:
        return
    title, headline = clean_title(announced.title.text), str(reading.found.get("title", ""))
    if squeezed(title) in squeezed(headline) and opening.gives_full_text(reading.text, reading.head.end):
        reading.found["full_title"], reading.evidence["full_title"] = headline, reading.evidence["title"]
        del reading.found["title"]
    reading.record("title", title, announced.title)
    if reading.found["title"] == title:
        reading.record("bodies", announced.names, announced.who)


def read_number(reading: PaperReading) -> None:
    reading.record("number", reading.head.number_value, reading.head.number)


def read_note(reading: PaperReading) -> None:
    """题注, the history in brackets under the title of a law or rule."""
    note = reading.head.note
    if not note:
        return
    acts = read_history(reading.text, note.start + 1, note.end - 1, reading.names)
    record_acts(reading, acts)
    effect, own = find_effect(reading.text[: note.end], note.start), own_act(acts)
    if effect:
        reading.record("effective_on", effect.on, effect.proof)
    reading.amended = own is not None and not is_whole(own)
    if reading.found.get("title"):
        reading.found["work"] = work_of(reading.found["title"])


def read_bodies(reading: PaperReading) -> None:
    """The signature, else the head of an order or a page's 发文机构, else whom the title names."""
    if reading.signature and reading.signature.names:
        reading.record("bodies", reading.signature.names, reading.signature.signed)
    printed = reading.head.title or reading.head.listed
    named = speakers(printed.text, reading.names) if printed else None
    if printed and named:
        proof = trimmed_span(reading.text, printed.start + named.start, printed.start + named.end)
        reading.record("bodies", named.names, proof)
        _count_bodies(reading, named.counted)
    for span in (reading.head.bodies, reading.head.source):
        names = split_names(span.text, reading.names, strict=span is reading.head.source) if span else ()
        reading.record("bodies", names, span)


def _count_bodies(reading: PaperReading, counted: str) -> None:
    expected, listed = to_int(counted.replace("两", "二")), reading.found["bodies"]
    if expected and expected != len(listed):
        reading.warnings.append(f"标题写明{counted}个发文机关，原文只列出{len(listed)}个，其余留空。")


def read_dates(reading: PaperReading) -> None:
    head, signature = reading.head, reading.signature
    if signature:
        reading.record("issued_on", signature.on, signature.dated)
    reading.record("issued_on", head.issued_on, head.issued)
    reading.record("published_on", head.published_on, head.published)
    reading.record("source", head.source.text if head.source else "", head.source)
    by_agency = opening.dated_by_agency(reading.text)
    if by_agency:
        reading.record("published_on", by_agency.value, trimmed_span(reading.text, by_agency.start, by_agency.end))


def read_others(reading: PaperReading) -> None:
    """Further facts that a site prints above the text."""
    for name, value in reading.head.others.items():
        reading.record(name, typed(name, value.text), value)


def read_effect(reading: PaperReading) -> None:
    """自印发之日起施行 counts from the day of issue, 自公布之日起 from that of publication where one is known."""
    effect = find_effect(reading.text)
    if effect is None or (reading.amended and effect.act):
        return
    day = effect.on
    if effect.act in ("发布", "公布", "颁布"):
        day = reading.found.get("published_on") or reading.found.get("issued_on")
    elif effect.act:
        day = reading.found.get("issued_on")
    day = effect.delay.after(day) if day else None
    if day and day >= reading.found.get("issued_on", day):
        reading.record("effective_on", day, effect.proof)


def read_expiry(reading: PaperReading) -> None:
    expiry = find_expiry(reading.text, reading.found.get("effective_on"))
    if expiry and expiry.on and expiry.on > reading.found.get("issued_on", date.min):
        reading.record("expires_on", expiry.on, expiry.proof)


def read_kind(reading: PaperReading) -> None:
    """What the title says; without a title, what the text calls itself."""
    title = reading.found.get("title", "")
    if title and (span := reading.evidence["title"].span):
        reading.record("kind", kind_of(title), trimmed_span(reading.text, *span))
        return
    announced = opening.own_kind(reading.text, reading.head.end)
    if announced:
        reading.record("kind", *announced)
    elif reading.head.source:
        reading.record("kind", "新闻", opening.reports(reading.text, reading.head.end))


def record_parts(reading: PaperReading) -> None:
    """Everything found that is not body text, for whoever lays the body out."""
    signature = reading.signature
    for role, part in reading.head.parts:
        reading.record_part(role, part)
    if signature:
        reading.record_part("signature", signature.signed)
        reading.record_part("date", signature.dated)
    reading.record_part("annexed_title", reading.annexed)
    reading.parts += find_margins(reading.text, reading.head.end)


STEPS: tuple[Callable[[PaperReading], None], ...] = (
    read_notice, read_title, read_report, read_number, read_note, read_bodies, read_dates, read_others, read_effect, read_expiry, read_kind, record_parts,
)

