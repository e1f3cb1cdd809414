"""An official paper or a news text, read from its raw text alone: 版头, title, opening, signature, 附则."""
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from documents.formats.facts import typed
from documents.parsing.metadata import opening
from documents.parsing.metadata.bodies import names_of_source, split_names
from documents.parsing.metadata.builder import DescriptionBuilder
from documents.parsing.metadata.description import Description
from documents.parsing.metadata.effect import find_effect, find_repeals
from documents.parsing.metadata.expiry import find_expiry
from documents.parsing.metadata.head import Head
from documents.parsing.metadata.history import is_whole, own_act
from documents.parsing.metadata.kinds import kind_of, kind_of_number
from documents.parsing.metadata.law import record_acts, work_of
from documents.parsing.metadata.margins import find_margins, printed_on
from documents.parsing.metadata.masthead import read_head
from documents.parsing.metadata.notes import acts_of, note_at
from documents.parsing.metadata.signature import Signature, find_signature
from documents.parsing.metadata.spans import MARK, Span, lines, squeezed, tidied, trimmed_span, unmarked
from documents.parsing.metadata.titles import clean_title, issued_text, speakers
from documents.vocabulary.kinds import NUMBERED
from documents.vocabulary.numbers import canonical_number, find_numbers
from documents.vocabulary.numerals import to_int
from documents.vocabulary.patterns import any_of, certain, spaced
from documents.vocabulary.places import split_places

_LONGEST_NAME = 30
_IN_BRACKETS = re.compile(r"^[（(〔\[](?!\d{4}[）)〕\]])|(?<=号)[）)〕\]]$")
_BACKDATED = timedelta(days=183)  # taxes and subsidies may begin with the year in which they are told of
_ORDER = re.compile(rf"(?P<title>.+{any_of(NUMBERED)})(?:\d{{4}}年)?第\d+号")
_AFTER_SIGNING = re.compile(
    rf"\s*(?:[（(][^（()）\n]{{2,20}}[）)]\s*)?(?:{spaced('附件')}[\d一二三]{{0,2}}[：:]?\s*)?(?:{MARK.pattern})?"
)


@dataclass
class PaperBuilder(DescriptionBuilder):
    """A paper while it is read."""

    head: Head = field(default_factory=Head)
    signature: Signature | None = None
    annexed: Span | None = None
    amended: bool = False


def describe_paper(text: str, names: frozenset[str]) -> Description:
    builder = PaperBuilder(text, names, head=read_head(text, names))
    for step in STEPS:
        step(builder)
    return builder.description(find_repeals(text))


def read_notice(builder: PaperBuilder) -> None:
    """The text that a notice prints below itself gives the title; the notice's own title is the full title."""
    head = builder.head
    printed = head.title or head.listed
    own = clean_title(printed.text) if printed else ""
    announced = opening.says_issued(builder.text, head.end)
    wanted = issued_text(own) or (announced.text if announced else "")
    builder.signature = find_signature(builder.text, head.end, builder.names, wanted)
    builder.annexed = _printed_below(builder, wanted) if wanted else None
    if not builder.annexed and announced and announced.text != wanted:
        wanted = announced.text
        builder.annexed = _printed_below(builder, wanted)
    if builder.annexed:
        builder.record("title", clean_title(builder.annexed.text), builder.annexed)
        below = next(lines(builder.text, builder.annexed.end), None)
        head.note = head.note or (note_at(below, builder.names) if below else None)
        if own and squeezed(own) != squeezed(wanted):
            builder.record("full_title", own, printed)


def _printed_below(builder: PaperBuilder, title: str) -> Span | None:
    """Where ``title`` stands again as the title of the annexed text: below the signature, or on lines of its own."""
    text, wanted = builder.text, squeezed(title)
    if builder.signature:
        start = certain(_AFTER_SIGNING.match(text, builder.signature.end)).end()
        end = _spelled(text, start, wanted)
        if end:
            return trimmed_span(text, start, end)
    below = list(map(unmarked, lines(text, builder.signature.end if builder.signature else builder.head.end)))
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


def read_title(builder: PaperBuilder) -> None:
    """The printed title; an answer's headline before —— belongs to the full title only. An order or announcement without one is
    called by its head: 甲市人民代表大会常务委员会公告."""
    head = builder.head
    listed = clean_title(head.listed.text) if head.listed else ""
    if head.title:
        full = clean_title(head.title.text)
        speaks = full.rpartition("——")[2] if "——" in full and full.endswith("答记者问") else full
        is_headline = listed and full.endswith(listed) and not split_names(full.removesuffix(listed), builder.names)
        short = listed if is_headline else speaks
        builder.record("title", short, head.title)
        if short != full:
            builder.record("full_title", full, head.title)
    elif head.listed:
        builder.record("title", listed, head.listed)
    elif order := _ORDER.fullmatch(head.number_value):
        builder.record("title", order["title"], head.number)
    elif head.order:
        builder.record("title", squeezed(head.order.text), head.order)


def read_report(builder: PaperBuilder) -> None:
    """A report …印发了《…》 that has no title of its own, or gives the full text, is kept under the name of that text."""
    announced = opening.reported(builder.text, builder.head.end, builder.names)
    if not announced:
        return
    title, headline = clean_title(announced.title.text), str(builder.found.get("title", ""))
    if squeezed(title) in squeezed(headline) and opening.gives_full_text(builder.text, builder.head.end):
        builder.found["full_title"], builder.evidence["full_title"] = headline, builder.evidence["title"]
        del builder.found["title"]
    builder.record("title", title, announced.title)
    if builder.found["title"] == title:
        builder.record("bodies", announced.names, announced.who)


def read_number(builder: PaperBuilder) -> None:
    """The number of the head; else that by which an announcement is titled: 海关总署公告2022年第15号（关于…的公告）."""
    title = builder.head.title
    builder.record("number", builder.head.number_value, builder.head.number)
    found = next(iter(find_numbers(title.text)), None) if title else None
    if title and found and not found.start and re.fullmatch(r"\s*(?:[（(].*)?", title.text[found.end :]):
        builder.record("number", found.number, trimmed_span(builder.text, title.start, title.start + found.end))


def read_note(builder: PaperBuilder) -> None:
    """题注, the history in brackets under the title of a law or rule."""
    note = builder.head.note
    if not note:
        return
    acts = acts_of(note, builder.names)
    record_acts(builder, acts)
    effect, own = find_effect(builder.text[: note.end], note.start), own_act(acts)
    if effect:
        builder.record("effective_on", effect.on, effect.proof)
    builder.amended = own is not None and not is_whole(own)
    if builder.found.get("title"):
        builder.found["work"] = work_of(builder.found["title"])


def read_bodies(builder: PaperBuilder) -> None:
    """The signature, else the head of an order or a page's 发文机构, else whom the title names."""
    printed = builder.head.title or builder.head.listed
    named = speakers(printed.text, builder.names) if printed else None
    if builder.signature and builder.signature.names:
        # The last line of a name that is broken over two is a name too: …平稳健康发展⏎领导小组办公室.
        whole = {name: full for name in builder.signature.names for full in (named.names if named else ()) if full.endswith(name)}
        builder.record("bodies", tuple(whole.get(name, name) for name in builder.signature.names), builder.signature.signed)
    if printed and named:
        proof = trimmed_span(builder.text, printed.start + named.start, printed.start + named.end)
        builder.record("bodies", named.names, proof)
        _count_bodies(builder, named.counted)
    if printed and (signed := _signs_as_in_title(builder, printed)):
        builder.record("bodies", (tidied(signed.text),), signed)
    head = builder.head
    for span, read in ((head.bodies if head.title or head.listed or head.number else None, split_names), (head.source, names_of_source)):
        builder.record("bodies", read(span.text, builder.names, strict=span is head.source) if span else (), span)
    if order := _ORDER.fullmatch(head.number_value):
        builder.record("bodies", split_names(re.sub(f"{any_of(NUMBERED)}$", "", order["title"]), builder.names), head.number)


def read_ordinal(builder: PaperBuilder) -> None:
    """The number of an announcement that prints but its place in the series of the one body that signs: 2022年第3号."""
    ordinal, bodies = builder.head.ordinal, builder.found.get("bodies", ())
    if ordinal and len(bodies) == 1:
        form = kind_of(str(builder.found.get("title", "")))
        builder.record("number", canonical_number(f"{bodies[0]}{form}{_IN_BRACKETS.sub('', ordinal.text)}") or "", ordinal)


def _signs_as_in_title(builder: PaperBuilder, title: Span) -> Span | None:
    """The last line that is, letter for letter, who speaks in the title, whatever the ending of the name: 甲市图书馆关于…."""
    who = squeezed(title.text).partition("关于")
    places, office = split_places(who[0])
    if not who[1] or not places or not office or len(who[0]) > _LONGEST_NAME:
        return None
    return next((line for line in reversed(list(lines(builder.text, builder.head.end))) if squeezed(line.text) == who[0]), None)


def _count_bodies(builder: PaperBuilder, counted: str) -> None:
    expected, listed = to_int(counted.replace("两", "二")), builder.found["bodies"]
    if expected and expected != len(listed):
        builder.warnings.append(f"标题写明{counted}个发文机关，原文只列出{len(listed)}个，其余留空。")


def read_dates(builder: PaperBuilder) -> None:
    head, signature = builder.head, builder.signature
    if signature:
        builder.record("issued_on", signature.on, signature.dated)
    builder.record("issued_on", head.issued_on, head.issued)
    builder.record("published_on", head.published_on, head.published)
    builder.record("source", head.source.text if head.source else "", head.source)
    by_agency = opening.dated_by_agency(builder.text)
    if by_agency:
        builder.record("published_on", by_agency.value, trimmed_span(builder.text, by_agency.start, by_agency.end))


def read_others(builder: PaperBuilder) -> None:
    """Further facts that a site prints above the text."""
    for name, value in builder.head.others.items():
        builder.record(name, typed(name, value.text), value)


def read_effect(builder: PaperBuilder) -> None:
    """自印发之日起施行 counts from the day on which it was printed, as the 版记 says it, else from that of issue;
    自公布之日起 from that of publication where one is known."""
    effect = find_effect(builder.text)
    if effect is None or (builder.amended and effect.act):
        return
    day = effect.on
    if effect.act in ("发布", "公布", "颁布"):
        day = builder.found.get("published_on") or builder.found.get("issued_on")
    elif effect.act:
        issued = builder.found.get("issued_on")
        day = (printed_on(builder.text, issued) if issued and effect.act == "印发" else None) or issued
    day = effect.delay.after(day) if day else None
    if day and day >= builder.found.get("issued_on", day) - (_BACKDATED if effect.on else timedelta()):
        builder.record("effective_on", day, effect.proof)


def read_expiry(builder: PaperBuilder) -> None:
    expiry = find_expiry(builder.text, builder.found.get("effective_on"))
    if expiry and expiry.on and expiry.on > builder.found.get("issued_on", date.min):
        builder.record("expires_on", expiry.on, expiry.proof)


def read_kind(builder: PaperBuilder) -> None:
    """What the title says, else the number; without a title, what the text calls itself."""
    title = builder.found.get("title", "")
    if title and (span := builder.evidence["title"].span):
        builder.record("kind", kind_of(title), trimmed_span(builder.text, *span))
        builder.record("kind", kind_of_number(str(builder.found.get("number", ""))), builder.head.number)
        return
    announced = opening.own_kind(builder.text, builder.head.end)
    if announced:
        builder.record("kind", *announced)
    elif builder.head.source:
        builder.record("kind", "新闻", opening.reports(builder.text, builder.head.end))


def record_parts(builder: PaperBuilder) -> None:
    """Everything found that is not body text, for whoever lays the body out."""
    signature = builder.signature
    for role, part in builder.head.parts:
        builder.record_part(role, part)
    if signature:
        builder.record_part("signature", signature.signed)
        builder.record_part("date", signature.dated)
    builder.record_part("annexed_title", builder.annexed)
    builder.parts += find_margins(builder.text, builder.head.end)


STEPS: tuple[Callable[[PaperBuilder], None], ...] = (
    read_notice, read_title, read_report, read_number, read_note, read_bodies, read_ordinal, read_dates, read_others, read_effect, read_expiry, read_kind, record_parts,
)

