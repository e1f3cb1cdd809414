"""What a Word document holds and its text leaves out: deleted and hidden text, comments, heads of pages, pictures."""
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from documents.formats.left_out import PICTURE
from documents.formats.text import LeftOut, Refused

from .body import CONTENTS_GALLERY, FALLBACK, MATH_TEXT
from .package import Package
from .styles import CONTENTS_NAME, Styles, W, is_on, value

DELETED, HIDDEN, COMMENT, CONTENTS = "修订中删去的文字", "隐藏的文字", "批注", "自动目录"
TOLD = (DELETED, HIDDEN, COMMENT)
"""What a person should look at; the rest is only listed."""
UNREADABLE = "这一部分已损坏，读不出"
NOTHING: tuple[etree._Element, ...] = ()
TEXTS = (f"{W}t", f"{W}delText", MATH_TEXT)
REMOVED = (f"{W}del", f"{W}moveFrom", f"{W}delText")
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
PARTS = (("页眉", "header"), ("页脚", "footer"))


def left_out_of(package: Package, styles: Styles) -> list[LeftOut]:
    """Each piece, those of the text itself in its order."""
    pieces = [piece for paragraph in package.document.iter(f"{W}p") for piece in _in_paragraph(paragraph, styles)]
    pieces += [LeftOut(COMMENT, 0, _text(comment)) for part in _beside(package, "comments") for comment in part]
    pieces += [LeftOut(what, 0, _text(part)) for what, kind in PARTS for part in _beside(package, kind)]
    pieces += [LeftOut(what, 0, UNREADABLE) for what, kind in ((COMMENT, "comments"), *PARTS) if _beside(package, kind) is NOTHING]
    pieces += [LeftOut(PICTURE, 0, picture.get("descr") or picture.get("name") or "无名") for picture in package.document.iter(DRAWN)]
    return [piece for piece in pieces if piece.text.strip()]


def printed(package: Package) -> str:
    """All text that the document holds, in each of its parts."""
    parts = (package.document, *filter(lambda part: part is not None, map(package.part, ("footnotes", "endnotes"))))
    others = (part for kind in ("comments", *(kind for _, kind in PARTS)) for part in _beside(package, kind))
    return "\n".join(_text(part) for part in (*parts, *others))


def _beside(package: Package, kind: str) -> Sequence[etree._Element]:
    """The parts of a ``kind`` that stands beside the text: damage there is no reason to refuse the text; ``NOTHING`` then."""
    try:
        return package.parts(kind)
    except Refused:
        return NOTHING


def _in_paragraph(paragraph: etree._Element, styles: Styles) -> Iterator[LeftOut]:
    texts = [text for text in _texts(paragraph) if next(text.iterancestors(f"{W}p")) is paragraph]
    for what, group in groupby(texts, lambda text: _why(text, paragraph, styles)):
        if what:
            yield LeftOut(what, 0, "".join(text.text or "" for text in group))


def _why(text: etree._Element, paragraph: etree._Element, styles: Styles) -> str:
    """Why ``text`` is not read; nothing where it is."""
    ancestors = list(text.iterancestors())
    if text.tag in REMOVED or any(element.tag in REMOVED or _is_deleted_row(element) for element in ancestors):
        return DELETED
    if any(element.tag == f"{W}r" and is_on(element.find(f"{W}rPr/{W}vanish")) for element in ancestors):
        return HIDDEN
    if any(element.tag == f"{W}rt" for element in ancestors):
        return "注音"
    in_gallery = any(value(element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) == CONTENTS_GALLERY for element in ancestors if element.tag == f"{W}sdt")
    style = styles.of(value(paragraph.find(f"{W}pPr/{W}pStyle")))
    return CONTENTS if in_gallery or CONTENTS_NAME.match(style.name) else ""


def _is_deleted_row(element: etree._Element) -> bool:
    return element.tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is not None


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in _texts(element))


def _texts(element: etree._Element) -> Iterator[etree._Element]:
    """The texts in ``element``, without what repeats a drawing for older programs."""
    return (text for text in element.iter(*TEXTS) if not any(outer.tag == FALLBACK for outer in text.iterancestors()))
