"""A Word document with comments at given words: the one that was sent, or a plain one of a text. No Django here.

The comments are parts of the package that Word and LibreOffice show beside the text (ECMA-376 Part 1, 17.13.4).
"""
import base64
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from .readers.docx.package import CONTENT_TYPES, RELATION, TRANSITIONAL, opened

_NS = TRANSITIONAL.decode()
_W = f"{{{_NS}}}"
_AUTHOR = "草案检查"
_NO_XML = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# LibreOffice refuses a package whose Relationships have a prefix.
_NO_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'


class Remark(NamedTuple):
    """``said`` of the next place where ``words`` stand; blanks do not count."""

    words: str
    said: str


def annotated(data: bytes, remarks: Sequence[tuple[str, str]], now: datetime) -> str:
    """The .docx file ``data`` with a comment for each of ``remarks`` (words, and what is said of them), which are in the order
    of its text, in Base64.

    What is not found in it is said at its first paragraph. Raises ``Refused`` where ``data`` is no Word document.
    """
    with opened(data) as package:
        root, main, comments, name = package.document, package.main, package.part("comments"), package.name_of("comments")
    comments = etree.Element(f"{_W}comments", nsmap={"w": _NS}) if comments is None else comments
    first = number = max((int(c.get(f"{_W}id", "")) for c in comments if c.get(f"{_W}id", "").isdecimal()), default=-1) + 1
    paragraphs, place = list(root.iter(f"{_W}p")), 0
    for remark in map(Remark._make, remarks):
        ours, onwards = range(first, number + 1), (*range(place, len(paragraphs)), *range(place))
        found = next(((i, span) for i in onwards if (span := _span(paragraphs[i], remark.words, ours))), None)
        said = remark.said if found else f"“{remark.words}”：{remark.said}"
        place = found[0] if found else place
        if found or (paragraphs and _mark_paragraph(paragraphs[0], number)):
            comments.append(_comment(number, said, now))
            number += 1
    return base64.b64encode(_rewritten(data, main, root, comments, name)).decode()


def plain(text: str) -> bytes:
    """A .docx file of ``text``, one paragraph a line."""
    lines = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(_NO_XML.sub("", line))}</w:t></w:r></w:p>' for line in text.split("\n"))
    parts = {
        CONTENT_TYPES: f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATION}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_NS}"><w:body>{lines}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return out.getvalue()


def _span(paragraph: etree._Element, words: str, numbers: range) -> bool:
    """Put the marks of the last of our comments ``numbers`` around the next place of ``words`` in ``paragraph`` that has none
    of them; whether there is one."""
    characters = [(text, index) for text in _texts(paragraph, numbers) for index, char in enumerate(text.text or "") if not char.isspace()]
    wanted = "".join(words.split())
    at = "".join(text.text[index] for text, index in characters).find(wanted) if wanted else -1
    if at < 0:
        return False
    last, last_index = characters[at + len(wanted) - 1]
    _cut(last, last_index + 1)
    first = _cut(*characters[at])
    _mark(first.getparent(), (first if characters[at][0] is last else last).getparent(), numbers[-1])
    return True


def _texts(paragraph: etree._Element, numbers: range) -> Iterator[etree._Element]:
    """The texts of the runs of ``paragraph``, not of those in text boxes, nor of what our comments ``numbers`` mark."""
    own = {str(number) for number in numbers}
    starts = (start for start in paragraph.iter(f"{_W}commentRangeStart") if start.get(f"{_W}id") in own)
    marked = {run for start in starts for run in _until_its_end(start)}
    for text in paragraph.iter(f"{_W}t"):
        run = text.getparent()
        if run.tag == f"{_W}r" and run not in marked and next(run.iterancestors(f"{_W}p")) is paragraph:
            yield text


def _until_its_end(start: etree._Element) -> Iterator[etree._Element]:
    for element in start.itersiblings():
        if element.tag == f"{_W}commentRangeEnd" and element.get(f"{_W}id") == start.get(f"{_W}id"):
            return
        yield element


def _cut(text: etree._Element, index: int) -> etree._Element:
    """Cut the run of ``text`` before its character ``index``: the text that begins there, in a run of its own."""
    run, content = text.getparent(), text.text or ""
    if index >= len(content) and text.getnext() is None or index == 0 and _is_first(text):
        return text
    new = etree.Element(f"{_W}r")
    if (properties := run.find(f"{_W}rPr")) is not None:
        new.append(deepcopy(properties))
    rest = etree.SubElement(new, f"{_W}t")
    rest.text, text.text = content[index:], content[:index]
    for part in (text, rest):
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for sibling in list(text.itersiblings()):
        new.append(sibling)
    run.addnext(new)
    return rest


def _is_first(text: etree._Element) -> bool:
    before = text.getprevious()
    return before is None or before.tag == f"{_W}rPr"


def _mark_paragraph(paragraph: etree._Element, number: int) -> bool:
    runs = [text.getparent() for text in paragraph.iter(f"{_W}t") if text.getparent().tag == f"{_W}r"]
    if not runs:
        runs = [etree.SubElement(paragraph, f"{_W}r")]
    _mark(runs[0], runs[0], number)
    return True


def _mark(first: etree._Element, last: etree._Element, number: int) -> None:
    start, end, reference = (etree.Element(f"{_W}{name}") for name in ("commentRangeStart", "commentRangeEnd", "r"))
    for element in (start, end, etree.SubElement(reference, f"{_W}commentReference")):
        element.set(f"{_W}id", str(number))
    first.addprevious(start)
    last.addnext(end)
    end.addnext(reference)


def _comment(number: int, said: str, now: datetime) -> etree._Element:
    made = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    comment = etree.Element(f"{_W}comment", {
        f"{_W}id": str(number), f"{_W}author": _AUTHOR, f"{_W}date": made, f"{_W}initials": _AUTHOR,
    })
    for line in said.split("\n"):
        text = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{_W}p"), f"{_W}r"), f"{_W}t")
        text.text = _NO_XML.sub("", line)
    return comment


def _rewritten(data: bytes, main: str, root: etree._Element, comments: etree._Element, name: str | None) -> bytes:
    """``data`` with these two parts in the place of its own, or the second new."""
    folder, file = posixpath.split(main)
    relations, name, is_new = f"{folder}/_rels/{file}.rels".lstrip("/"), name or posixpath.join(folder, "comments-wenlan.xml"), name is None
    changed = {main: root, name: comments}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if is_new:
            types = etree.fromstring(old.read(CONTENT_TYPES))
            etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{name}", ContentType=_COMMENTS_TYPE)
            links = etree.fromstring(old.read(relations) if relations in old.namelist() else _NO_RELATIONS)
            etree.SubElement(links, f"{{{_PACKAGE}/relationships}}Relationship", Id="rIdWenlan", Type=f"{RELATION}comments", Target=posixpath.basename(name))
            changed |= {CONTENT_TYPES: types, relations: links}
        for item in dict.fromkeys(old.namelist()):
            if item not in changed:
                new.writestr(item, old.read(item))
        for item, element in changed.items():
            new.writestr(item, etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
    return out.getvalue()
