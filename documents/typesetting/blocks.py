"""The text of a page as blocks in order: what every form of a document is set from."""
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lxml import html as lxml_html
from lxml.html import HtmlElement

OWN_LINKS = {"permalink", "cited", "note-back"}
_INLINE = {"a", "strong", "em", "code", "b", "i", "br", "mark", "span", "sup", "sub", "wbr"}


class BlockType(Enum):
    NOTICE_HEAD = auto()  # title and number of the notice that issues the text
    ADDRESSEE = auto()
    SIGNATURE = auto()
    TITLE = auto()  # the title as the text prints it
    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()  # of a list
    TABLE = auto()


_BY_CLASS = {
    "notice-head": BlockType.NOTICE_HEAD, "addressee": BlockType.ADDRESSEE, "signature": BlockType.SIGNATURE,
    "printed-title": BlockType.TITLE,
}


@dataclass(frozen=True)
class Run:
    text: str
    is_bold: bool = False


@dataclass(frozen=True)
class Block:
    """``level``: of a heading, from 2; ``lead``: the heading that is printed in the line of a paragraph, 第一条.

    ``is_chapter``: a heading that stands in the middle, 第一章. ``rows``: cells of a table, of which the first ``head_rows`` rows are its head. ``anchor``: as on the page.
    ``is_notice``: belongs to the notice that issues the text.
    """

    type: BlockType
    runs: tuple[Run, ...] = ()
    level: int = 0
    anchor: str = ""
    lead: str = ""
    is_chapter: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    head_rows: int = 0
    is_notice: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def blocks(html: str) -> tuple[Block, ...]:
    """All that a page prints of a document, without the page's own links and marks.

    >>> [(block.type.name, block.lead, block.text) for block in blocks('<div class="run-in"><h3 id="art-1">第一条</h3><p>甲。</p></div>')]
    [('PARAGRAPH', '第一条', '甲。')]
    """
    return tuple(_blocks(lxml_html.fragment_fromstring(html, create_parent="div"), False))


def _blocks(parent: HtmlElement, is_notice: bool) -> Iterator[Block]:
    if _has_text(parent.text):
        yield Block(BlockType.PARAGRAPH, (Run(_joined(parent.text)),), is_notice=is_notice)
    for element in parent:
        yield from _of(element, is_notice)
        if _has_text(element.tail):
            yield Block(BlockType.PARAGRAPH, (Run(_joined(element.tail)),), is_notice=is_notice)


def _of(element: HtmlElement, is_notice: bool) -> Iterator[Block]:
    if _is_own(element):
        return
    tag, anchor, classes = element.tag, element.get("id", ""), element.get("class", "").split()
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield Block(BlockType.HEADING, _runs(element), int(tag[1]), anchor, is_chapter="chapter" in classes, is_notice=is_notice)
    elif "run-in" in classes:
        yield from _run_in(element, is_notice)
    elif tag == "table":
        yield _table(element, is_notice)
    elif tag == "li":
        yield from _item(element, is_notice)
    elif tag in ("p", "pre") or tag in _INLINE:
        kind = next((_BY_CLASS[name] for name in classes if name in _BY_CLASS), BlockType.PARAGRAPH)
        if runs := _runs(element):
            yield Block(kind, runs, anchor=anchor, is_notice=is_notice)
    else:
        yield from _blocks(element, is_notice or "preamble" in classes)


def _run_in(element: HtmlElement, is_notice: bool) -> Iterator[Block]:
    heading, *others = element
    lead = "".join(run.text for run in _runs(heading))
    runs = tuple(run for other in others if not _is_own(other) for run in _runs(other))
    level = int(heading.tag[1]) if heading.tag[1:].isdigit() else 0
    yield Block(BlockType.PARAGRAPH, runs, level, heading.get("id", ""), lead, is_notice=is_notice)


def _item(element: HtmlElement, is_notice: bool) -> Iterator[Block]:
    """The item's own words, then the lists in it."""
    mark = "— "
    parent = element.getparent()
    if parent is not None and parent.tag == "ol":
        mark = f"{parent.index(element) + 1}. "
    if runs := _runs(element):
        yield Block(BlockType.ITEM, (Run(mark), *runs), anchor=element.get("id", ""), is_notice=is_notice)
    for nested in element.iterchildren("ul", "ol", "table", "div"):
        yield from _of(nested, is_notice)


def _table(element: HtmlElement, is_notice: bool) -> Block:
    rows = tuple(tuple("".join(run.text for run in _runs(cell)) for cell in row.iterchildren("td", "th")) for row in element.iter("tr"))
    caption = element.find("caption")
    head = sum(1 for row in element.iter("tr") if row.getparent().tag == "thead")
    return Block(BlockType.TABLE, _runs(caption) if caption is not None else (), rows=rows, head_rows=head, is_notice=is_notice)


def _runs(element: HtmlElement, is_bold: bool = False) -> tuple[Run, ...]:
    """The words of ``element`` and of what stands in its line; lists and tables in it are blocks of their own."""
    found = [(element.text, is_bold)]
    for child in element:
        if not _is_own(child) and child.tag in _INLINE | {"p"}:
            found += [(run.text, run.is_bold) for run in _runs(child, is_bold or child.tag in ("strong", "b"))]
        found.append((child.tail, is_bold))
    return _merged([(_joined(text), bold) for text, bold in found if text])


def _is_own(element: HtmlElement) -> bool:
    """Whether it is the page's and not the text's: a link to a place of it, a comment of the markup."""
    return not isinstance(element.tag, str) or bool(OWN_LINKS & set(element.get("class", "").split()))


def _merged(pieces: list[tuple[str, bool]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for text, bold in pieces:
        if runs and runs[-1].is_bold == bold:
            runs[-1] = Run(runs[-1].text + text, bold)
        elif text:
            runs.append(Run(text, bold))
    whole = "".join(run.text for run in runs)
    return tuple(runs) if whole.strip() else ()


def _joined(text: str) -> str:
    """What lies in several lines of the source is one line."""
    return " ".join(text.split("\n")) if "\n" in text else text


def _has_text(text: str | None) -> bool:
    return bool(text and text.strip())
