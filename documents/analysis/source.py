"""One file on its way in, and what it says."""
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from hashlib import sha256

from documents import formats, parsing, sandbox
from documents.citations import Mention, find
from documents.formats import LeftOut, RawText
from documents.parsing import ParsedDocument
from documents.rendering import Link, unsafe
from documents.vocabulary.markdown import place

from .sketch import sketch

LIMITS = sandbox.USUAL


@dataclass(frozen=True)
class Source:
    """One file on its way in.

    ``facts`` are a person's or a catalogue's word, by field name of ``ParsedDocument``: they outrank what the
    file and its text say, and an empty one says that the fact is not known. ``text`` is a person's correction of
    the text, in Markdown: it is read in the place of ``data``. ``raw``: what ``read`` made of ``data`` before, so that
    it need not be read again. ``recognise``: whether pictures of text may be recognised, which takes seconds a page.
    """

    name: str
    data: bytes
    facts: Mapping[str, object] = field(default_factory=dict)
    text: str | None = None
    raw: RawText | None = None
    recognise: bool = False

    @cached_property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Analysed(ParsedDocument):
    """``mentions``: all that its ``markdown`` speaks of, as ``citations.find`` finds them; ``sketch``: of it;
    ``html``: its page, unsafe as yet, with a place for each mention. ``left_out``: what the file holds
    and the text does not; ``characters``: how many the file holds, 0 where nobody has counted; ``is_recognised``: as in
    ``RawText``. ``proposed``: the topics and columns that it names and the site does not have, each with the name of its fact."""

    mentions: tuple[Mention, ...]
    sketch: tuple[int, ...]
    html: str
    left_out: tuple[LeftOut, ...] = ()
    characters: int = 0
    is_recognised: bool = False
    proposed: tuple[tuple[str, str], ...] = ()


def analyse(source: Source, known_bodies: frozenset[str], session: sandbox.Session | None = None) -> Analysed:
    """What an import of ``source`` would store; raises ``formats.Refused``.

    ``known_bodies``: the names of issuing bodies, as the editors' registry has them now.
    ``session``: a process that may take it after others; what takes a parser has one of its own nevertheless.
    """
    try:
        analysed = _analyse(source, known_bodies, session)
    except formats.Refused as refusal:
        if not (source.recognise and formats.is_scan(refusal)):
            raise
    else:
        if source.raw or not (source.recognise and formats.has_scans(source.name, analysed.warnings)):
            return analysed
        try:
            return _analyse(replace(source, raw=_recognise(source)), known_bodies, session)
        except formats.Refused as refusal:  # what has text of its own is read without that of its pictures
            return replace(analysed, warnings=(*analysed.warnings, str(refusal)))
    return _analyse(replace(source, raw=_recognise(source)), known_bodies, session)


def _analyse(source: Source, known_bodies: frozenset[str], session: sandbox.Session | None) -> Analysed:
    with formats.naming(source.name):
        if source.text is None and source.raw is None:
            name, data = formats.converted(source.name, source.data)
            source = replace(source, name=name, data=data)
        if session is None or formats.takes_a_parser(source.name) and source.raw is None:
            parsed = sandbox.call(read_and_parse, source, known_bodies, limits=LIMITS, subject=source.name)
        else:
            parsed = session.call(read_and_parse, source, known_bodies, subject=source.name)
    return replace(parsed, version=version(known_bodies))


def read(source: Source) -> RawText:
    """What the reader of its kind makes of the bytes of ``source``, in the sandbox: the dear part of ``analyse``, of a PDF of
    three hundred pages half a minute, of scanned ones half an hour. Raises ``formats.Refused``."""
    try:
        with formats.naming(source.name):
            name, data = formats.converted(source.name, source.data)
            raw = sandbox.call(formats.text_of, name, data, limits=LIMITS, subject=source.name)
    except formats.Refused as refusal:
        if not (source.recognise and formats.is_scan(refusal)):
            raise
    else:
        if not (source.recognise and formats.has_scans(source.name, raw.notes)):
            return raw
        try:
            return _recognise(source)
        except formats.Refused as refusal:
            return replace(raw, notes=(*raw.notes, str(refusal)))
    return _recognise(source)


def _recognise(source: Source) -> RawText:
    with formats.naming(source.name):
        return formats.recognised(source.name, source.data)


def version(known_bodies: frozenset[str]) -> str:
    """What names a way to read texts: the version of parsing, and the registry of bodies."""
    return f"{parsing.VERSION}-{_digest(known_bodies)}"


@lru_cache(maxsize=1)
def _digest(names: frozenset[str]) -> str:
    return sha256("\n".join(sorted(names)).encode()).hexdigest()[:12]


def read_and_parse(source: Source, known_bodies: frozenset[str]) -> Analysed:
    """The same in this process, where any text may take any time; the message of ``Refused`` is the reason alone."""
    if source.text is not None:
        raw = RawText(source.text, is_markdown=True)
    else:
        raw = source.raw or formats.text_of(source.name, source.data)
    parsed = parsing.parse(raw, source.facts, known_bodies, name=source.name)
    known = {name.name: getattr(parsed, name.name) for name in fields(parsed)}
    told = {
        "warnings": raw.notes + parsed.warnings, "left_out": raw.left_out, "characters": raw.characters,
        "is_recognised": raw.is_recognised,
    }
    mentions = find(parsed.markdown)
    html = unsafe(parsed.markdown, parsed.sections, [Link(m.start, m.end, id=place(m.start)) for m in mentions])
    return Analysed(**known | told, mentions=mentions, sketch=sketch(parsed.markdown), html=html)
