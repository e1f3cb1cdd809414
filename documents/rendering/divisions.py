"""From Markdown to HTML, division by division: headings with their anchors, articles with those of 款 and 项."""
import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Protocol

from markdown import Markdown

from documents.parsing.provisions import provisions
from documents.vocabulary.divisions import PRINTED_CHAPTERS
from documents.vocabulary.numerals import NUMERAL

_HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: +#+)? *$", re.M)
_ARTICLE = re.compile(f"第[^{PRINTED_CHAPTERS}]+[条條]")
_FIRST_PARAGRAPH = re.compile(r"\A\s*<p\b.*?</p>", re.S)
_ADDRESSED = re.compile(r"\A((?:<p>[^<。：:]{2,120}</p>\s*){0,4})<p>(?=[^<]{2,300}[：:]</p>)")
_DATE = rf"{NUMERAL}{{4}}年{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}日"
_SIGNED = re.compile(rf"((?:<p>[^<。：；，,;:]{{2,200}}</p>\s*){{0,20}}<p>{_DATE}</p>)\s*\Z")
_CAPTION = re.compile(rf"<p>((?:表|附表|续表)(?:\s|{NUMERAL}).{{0,80}})</p>\s*<table>")
_LONGEST_NAME = 30
_SYNTAX = re.compile(r"[*`|]|^ *(?:[-+>]|\d+\.) |^ {4}", re.M)
# What is not registered can neither be slow nor dangerous.
_UNWANTED = {
    "preprocessors": ["html_block"],
    "parser.blockprocessors": ["code", "hashheader", "setextheader", "hr", "reference"],
    "inlinePatterns": [
        "escape", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
        "autolink", "automail", "linebreak", "html", "entity", "em_strong2",
    ],
}


class RenderedSection(Protocol):
    """What a heading needs to know of the section that it begins, stored or not."""

    @property
    def anchor(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def heading(self) -> str: ...

    @property
    def text(self) -> str: ...


def divisions(source: str, sections: Sequence[RenderedSection]) -> list[str]:
    """HTML of what precedes the first heading, then of each division in turn."""
    headings = list(_HEADING.finditer(source))
    starts = [heading.start() for heading in headings] + [len(source)]
    anchored = iter(sections)
    convert = _converter()
    parts, titled = [convert(source[: starts[0]])], False
    for heading, end in zip(headings, starts[1:], strict=True):
        body = convert(source[heading.end() : end])
        if heading[1] == "#":
            parts = parts if titled else _preamble(parts)
            parts += [f'<p class="printed-title">{escape(heading[2])}</p>', body]
            titled = True
        else:
            parts.append(_division(heading, next(anchored, None), body))
    return [*parts[:-1], _signed(parts[-1])]


def _preamble(parts: list[str]) -> list[str]:
    html = _ADDRESSED.sub(_addressed, _signed("".join(parts)), count=1)
    return [f'<section class="preamble" aria-label="印发通知">{html}</section>'] if html else []


def _addressed(match: re.Match) -> str:
    """Title and number of the notice, as printed, and to whom it is sent (主送机关)."""
    return match[1].replace("<p>", '<p class="notice-head">') + '<p class="addressee">'


def _signed(html: str) -> str:
    """The last lines of a letter, 发文机关署名 and 成文日期, stand to the right (GB/T 9704, 7.3.5)."""
    return _SIGNED.sub(lambda m: m[1].replace("<p>", '<p class="signature">'), html)


def _division(heading: re.Match, section: RenderedSection | None, body: str) -> str:
    tag, printed = f"h{len(heading[1])}", escape(heading[2])
    if section is None:
        return f"<{tag}>{printed}</{tag}>{body}"
    if _ARTICLE.match(section.label):
        body = _with_provisions(body, section)
    css = _css(section, heading[2])
    head = f'<{tag} id="{escape(section.anchor)}"{css}>{printed}</{tag}>{_permalink(section)}'
    first = _FIRST_PARAGRAPH.match(body)
    if first and _runs_in(section, heading[2]):
        return f'<div class="run-in">{head}{first[0]}</div>{body[first.end() :]}'
    return f'<div class="headed">{head}</div>{body}'


def _permalink(section: RenderedSection) -> str:
    """Beside the heading and no part of it; without text, so that nothing of it is copied along."""
    name = section.label or section.heading[:_LONGEST_NAME]
    return f'<a class="permalink" href="#{escape(section.anchor)}" aria-label="{escape(name)}的链接"></a>'


def _runs_in(section: RenderedSection, printed: str) -> bool:
    """Whether the heading is printed as the beginning of its paragraph."""
    return printed.endswith("。") or (bool(section.label) and not section.heading and not section.label.endswith(tuple(PRINTED_CHAPTERS)))


def _css(section: RenderedSection, printed: str) -> str:
    if section.label.endswith(tuple(PRINTED_CHAPTERS)):
        return ' class="chapter"'
    return ' class="sentence"' if printed.endswith("。") else ""


def _with_provisions(body: str, section: RenderedSection) -> str:
    """Anchors for 款 and 项, where the paragraphs of the page are those of the section's text."""
    lines = section.text.split("\n")
    if body.count("<p>") != len(lines):
        return body
    found = list(provisions(section.text, section.anchor))
    anchors, at = [], 0
    for line in lines:
        anchors.append([p.anchor for p in found if at <= p.start <= at + len(line) and p.anchor != section.anchor])
        at += len(line) + 1
    remaining = iter(anchors)
    return re.sub("<p>", lambda m: _paragraph(next(remaining)), body)


def _paragraph(anchors: list[str]) -> str:
    """A paragraph that begins a 款 and its first 项 at once bears both anchors."""
    first, *others = map(escape, anchors or [""])
    return (f'<p id="{first}">' if first else "<p>") + "".join(f'<a id="{name}"></a>' for name in others)


def _converter() -> Callable[[str], str]:
    """Markdown of one division to HTML; most are plain paragraphs, for which Python-Markdown is not needed."""
    engine = cache(_engine)

    def convert(text: str) -> str:
        if not _SYNTAX.search(text):
            blocks = (block.strip(" \n") for block in re.split(r"\n *\n", text))
            return "\n".join(f"<p>{escape(block)}</p>" for block in blocks if block)
        return _framed(engine().reset().convert(text))

    return convert


def _engine() -> Markdown:
    engine = Markdown(extensions=["tables"], output_format="html")
    for registry, names in _UNWANTED.items():
        target = engine.parser.blockprocessors if registry.startswith("parser") else getattr(engine, registry)
        for name in names:
            target.deregister(name)
    return engine


def _framed(html: str) -> str:
    """Tables in a box of their own that scrolls, under the caption that the text prints above them."""
    html = _CAPTION.sub(r"<table><caption>\1</caption>", html)
    html = html.replace("<table>", '<div class="table-scroll" role="group" tabindex="0" aria-label="表格"><table>')
    return html.replace("</table>", "</table></div>")
