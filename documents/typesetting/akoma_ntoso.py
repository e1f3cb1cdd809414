"""Akoma Ntoso 1.0 (OASIS LegalDocML, https://docs.oasis-open.org/legaldocml/akn-core/v1.0/), the format of parliaments for law."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from documents.vocabulary.characters import clean_xml

from .blocks import Block, BlockType, Run
from .paper import Paper
from .plain import body

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MAKER = "wenlan"
DIVISIONS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article"}
_LABEL = re.compile(r"\A(第[^\s第]{1,12}?(?:分编|编|章|节|条)(?:之[一二三四五六七八九十]+)?)\s*(.*)\Z", re.S)
E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def akoma_ntoso(paper: Paper) -> bytes:
    """The document as an ``act``: parts, chapters, sections and articles, each with the anchor of its page as ``eId``.

    Where the text has no division, it stands in one. What a heading says without such a label (一、) is an ``hcontainer``.
    """
    found = body(paper)
    end = len(found)
    while end and found[end - 1].type is BlockType.SIGNATURE and not found[end - 1].is_notice:
        end -= 1
    signed = found[end:]
    notice = [block for block in found[:end] if block.is_notice]
    text = [_titled(block) for block in found[:end] if not block.is_notice and not _is_own_title(block, paper)]
    act = E.act(_meta(paper), _preface(paper), name=clean_xml(paper.kind) or "act")
    if notice:
        act.append(E.preamble(*_content(notice)))
    act.append(E.body(*_divisions(text)))
    if signed:
        act.append(E.conclusions(*_content(signed)))
    return etree.tostring(E.akomaNtoso(act), xml_declaration=True, encoding="UTF-8", pretty_print=False)


# What it is


def _meta(paper: Paper) -> Element:
    work = "/akn/cn/act/" + "/".join([_day(_date(paper)), quote(paper.number or paper.title, safe="")])
    expression = f"{work}/zho@{_day(paper.effective_on or _date(paper))}"
    levels: tuple[tuple[str, str, list[Element]], ...] = (
        ("FRBRWork", work, [E.FRBRcountry(value="cn"), *([E.FRBRnumber(value=clean_xml(paper.number))] if paper.number else [])]),
        ("FRBRExpression", expression, [E.FRBRlanguage(language="zho")]),
        ("FRBRManifestation", f"{expression}.xml", []),
    )
    identification = E.identification(*(_level(paper, *level) for level in levels), source=f"#{MAKER}")
    references = [_organization(f"body-{place}", name) for place, name in enumerate(paper.bodies, 1)]
    return E.meta(identification, E.references(_organization(MAKER, "文澜"), *references, source=f"#{MAKER}"))


def _level(paper: Paper, name: str, uri: str, own: Iterable[Element]) -> Element:
    author = "body-1" if paper.bodies and name != "FRBRManifestation" else MAKER
    day = paper.modified_on if name == "FRBRManifestation" else _date(paper)
    return E(
        name, E.FRBRthis(value=f"{uri}/!main"), E.FRBRuri(value=uri), E.FRBRdate(date=_day(day), name="generation"),
        E.FRBRauthor(href=f"#{author}"), *own,
    )


def _organization(name: str, shown: str) -> Element:
    return E.TLCOrganization(eId=name, href=f"/ontology/organization/cn/{quote(shown, safe='')}", showAs=clean_xml(shown))


def _date(paper: Paper) -> date | None:
    return paper.issued_on or paper.published_on


def _day(day: date | None) -> str:
    """The schema wants a day: the first of all where none is known."""
    return (day or date.min).isoformat()


def _preface(paper: Paper) -> Element:
    number = [E.p(E.docNumber(clean_xml(paper.number)))] if paper.number else []
    return E.preface(E.p(E.docTitle(clean_xml(paper.title))), *number)


# What it says


def _is_own_title(block: Block, paper: Paper) -> bool:
    return block.type is BlockType.TITLE and block.text == paper.title


def _titled(block: Block) -> Block:
    """The title of a further text, such as an annex, is the highest of the headings."""
    return replace(block, type=BlockType.HEADING, level=1) if block.type is BlockType.TITLE else block


def _divisions(text: list[Block]) -> list[Element]:
    """The headings as a tree by their levels, each with the blocks up to the next one."""
    roots: list[Element] = []
    above: list[tuple[int, Element]] = []
    names: set[str] = set()
    for heading, own in _sections(text):
        element = _division(heading, own, names)
        while above and heading and above[-1][0] >= heading.level:
            above.pop()
        if above:
            _become_intro(above[-1][1])
            above[-1][1].append(element)
        else:
            roots.append(element)
        if heading is not None:
            above.append((heading.level, element))
    return roots


def _sections(text: list[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    heading, own = None, list[Block]()
    for block in text:
        if block.type is BlockType.HEADING or block.lead:
            if heading is not None or own:
                yield heading, own
            heading, own = block, []
            if block.lead:
                own.append(Block(BlockType.PARAGRAPH, block.runs))
        else:
            own.append(block)
    yield heading, own


def _division(heading: Block | None, own: list[Block], names: set[str]) -> Element:
    title = (heading.lead or heading.text) if heading else ""
    label = _LABEL.match(title)
    kind = next((name for ending, name in DIVISIONS.items() if label and re.search(f"{ending}(?:之.+)?$", label[1])), "hcontainer")
    element = E(kind, eId=_name(heading.anchor if heading and heading.anchor else "text", names))
    if kind == "hcontainer":
        element.set("name", "division")
    if label:
        element.append(E.num(clean_xml(label[1])))
    if rest := label[2] if label else title:
        element.append(E.heading(clean_xml(rest)))
    element.append(E.content(*(_content(own, names) or [E.p()])))
    return element


def _become_intro(element: Element) -> None:
    """What stands before the divisions of a division is its introduction; nothing, where nothing stands there."""
    content = element.find(f"{{{NAMESPACE}}}content")
    if content is None:
        return
    if "".join(content.itertext()).strip():
        content.tag = f"{{{NAMESPACE}}}intro"
    else:
        element.remove(content)


def _name(anchor: str, names: set[str]) -> str:
    plain = re.sub(r"\s", "", anchor).replace("-", "_")
    name, counter = plain, 1
    while name in names:
        counter += 1
        name = f"{plain}_{counter}"
    names.add(name)
    return name


def _content(blocks: Iterable[Block], names: set[str] | None = None) -> list[Element]:
    return [_table(block) if block.type is BlockType.TABLE and any(block.rows) else _paragraph(block, names) for block in blocks]


def _paragraph(block: Block, names: set[str] | None) -> Element:
    paragraph = E.p(*_inline(block.runs))
    if block.anchor and names is not None:
        paragraph.set("eId", _name(block.anchor, names))
    return paragraph


def _inline(runs: Iterable[Run]) -> list[Element | str]:
    return [E.b(clean_xml(run.text)) if run.is_bold else clean_xml(run.text) for run in runs]


def _table(block: Block) -> Element:
    table = E.table(*([E.caption(clean_xml(block.text))] if block.text else []))
    width = max(len(row) for row in block.rows)
    for place, row in enumerate(block.rows):
        cell = E.th if place < block.head_rows else E.td
        table.append(E.tr(*(cell(E.p(clean_xml(text))) for text in (*row, *[""] * (width - len(row))))))
    return table
