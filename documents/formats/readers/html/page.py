"""Where on a page the document is."""
import re

import lxml.html
from lxml.html import HtmlElement

from documents.formats.left_out import EMBEDDED, PICTURE, LeftOut
from documents.formats.text import Refused

from .blocks import is_layout

DROPPED = ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "select", "button", "nav", "footer",
           "aside", "textarea", "video", "audio", "canvas", "math", "head")
# Names, in ids and classes, of what surrounds a document on official sites: alone behind a prefix, or with a suffix.
AROUND = re.compile(
    r"""
    (?:[a-z]+[-_])?
        (?: nav | crumbs? | breadcrumb(?:nav)? | foot | footer | share | copyright | qr-?code | related | print | pagination )
    | (?: nav | menu | crumbs? | breadcrumbs? | bread | location | dqwz                       # where one is
        | header | top | topbar | banner | logo | footer | foot | bottom | copyright | back[-_]?top
        | share | bdshare\w* | bshare\w* | print | dayin | pagination | toolbar | tools | close | font-?size | zihao
        | qr-?code | ewm | erweima | search | login | counter | jiucuo
        | related | relate | xgyd | xgwd | xglj | xgnews | recommend | sidebar | friend-?links? | yqlj )
      (?: [-_]? (?:bar|box|list|area|wrap|main|top|left|right|con|info|div|btn|s|\d+) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Names of the element that holds the document, the surest first: the editors and templates official sites use. With
# each, the least share of the page's text that it must have.
_EDITORS = r"""
    trs_(?:ueditor|editor) | trs_editor_view | ucap-content | pages_content | vsb_content\w* | v_news_content
    | wp_articlecontent | articlebody | zoom(?:con)? | js_content | rich_media_content | bodylabel
"""
_TEMPLATES = r"""
    article[-_]?(?:con|content|text|main|detail) | detail[-_]?(?:con|content|text|main) | vf_detail_content
    | news[-_]?(?:con|content|text|detail) | xxgk[-_]?(?:con|content|text|detail) | xl[-_]?(?:con|cont|content|text)
    | con[-_]?text | main[-_]?text | text[-_]?con(?:tent)? | content[-_]?(?:text|body|main|con|detail)
    | gsj_htmlcon\w* | view | zw | zhengwen | nr | neirong | maintext(?:box)? | cms_?article_?content | fontzoom
"""
_ANY = "article|content|text|main|con|main[-_]?content"
HOLDERS = tuple(
    (re.compile(names, re.IGNORECASE | re.VERBOSE), least) for names, least in ((_EDITORS, 0.15), (_TEMPLATES, 0.3), (_ANY, 0.6))
)
# How a document goes on in another box of a page: its annexes, remarks and 版记; not 附件下载, a box of links.
GOES_ON = re.compile(r"附\s*[件录表](?!下载|列表|链接|[：:]?\s*点击)|[（(](?:此件|联系人)|抄\s*[送报]\s*[：:]|分\s*送\s*[：:]|主题词\s*[：:]|公开(?:属性|方式)\s*[：:]")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
GATHERED = ("div", "section", "article", "main", "form", "table", "tbody", "tr", "td", "center", "body", "html", "font")
MOST = 0.6
LONGEST_NAME = 200
EMBEDDING = ("iframe", "object", "embed", "video", "audio")
FORMS, TYPED = ("div", "form", "fieldset", "section", "p", "ul"), ("text", "search", "password", "submit", "button", "image", "email", "tel")
LONGEST_FORM = 60  # characters: what stands around the fields that a reader fills in
INLINE_DATA = re.compile(r"\bdata:[^\s\"'>]{100,}")  # pictures inside the page


def parse(text: str) -> HtmlElement:
    """The body of the page. Raises ``Refused`` where the parser gave up: it would leave out the rest in silence."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    source = INLINE_DATA.sub("", text).encode() or b" "
    root = lxml.html.document_fromstring(b"<html>" + source, parser=parser, ensure_head_body=True)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise Refused("网页的嵌套过深或内容过大")
    return root.find("body")


def content_of(body: HtmlElement) -> HtmlElement:
    """The innermost element of a page without surroundings that holds the document."""
    weight = weights(body)
    for names, least in HOLDERS:
        held = [e for e in body.iter("div", "article", "section", "td", "main", "table") if named(e, names)]
        if heavy := [e for e in held if weight[e] and weight[e] >= least * weight[body]]:
            return around(heavy, weight)
    return densest(body, weight)


def gather_rest(content: HtmlElement) -> None:
    """Put at the end of ``content`` what stands right behind it in boxes of its own and is of the document by its first words: 附件, 抄送; but
    no box of links to files."""
    for outer in [content, *content.iterancestors()][:-1]:
        for box in list(outer.itersiblings()):
            text = box.text_content().strip()
            linked = sum(len(link.text_content()) for link in box.iter("a"))
            if text and (not GOES_ON.match(text) or "下载" in text or linked > len(text) / 2):
                return
            if text:
                content.append(box)


def around(elements: list[HtmlElement], weight: dict[HtmlElement, int]) -> HtmlElement:
    """The innermost element that holds all of ``elements``: a notice and its annex may each have a box of their own."""
    best = max(elements, key=weight.__getitem__)
    inside = (outer for outer in (best, *best.iterancestors()) if all(outer in (e, *e.iterancestors()) for e in elements))
    return next(inside)


def remove_surroundings(body: HtmlElement) -> list[LeftOut]:
    """Take out what its name or style says is not the document, unless it holds most of the text: some pages hide
    their text until a script shows it."""
    all_text, removed, gone = weights(body), [], {body}
    for form in forms(body):
        if form not in gone and all_text[form] <= LONGEST_FORM and "。" not in form.text_content():
            removed += dropped(form, "网页上供填写的表单", gone)
    for element in list(body.iter()):
        if element in gone:
            continue
        is_hidden = "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))
        is_around = is_hidden or named(element, AROUND)
        if element.tag in DROPPED or (is_around and all_text[element] < MOST * all_text[body]):
            removed += dropped(element, "网页上隐藏的文字" if is_hidden else "网页的导航、页脚等", gone)
    return removed


def forms(body: HtmlElement) -> list[HtmlElement]:
    """The innermost parts of a page around fields that a reader fills in, each once."""
    fields = (field for field in body.iter("input", "textarea") if field.get("type", "text").lower() in TYPED)
    return list(dict.fromkeys(form for field in fields if (form := next(field.iterancestors(*FORMS), None)) is not None))


def dropped(element: HtmlElement, what: str, gone: set[HtmlElement]) -> list[LeftOut]:
    """Take ``element`` out of its tree, and all in it into ``gone``: what it printed."""
    text = " ".join(printed(element).split())
    files = [LeftOut(EMBEDDED, 0, name) for inner in element.iter(*EMBEDDING) if (name := (inner.get("src") or inner.get("data") or "")[:LONGEST_NAME])]
    gone.update(element.iter())
    element.drop_tree()
    return [LeftOut(what, 0, text)] * bool(text) + files


def printed(element: HtmlElement) -> str:
    """All text in ``element`` but that of scripts and styles, and what names the window, be its place damaged."""
    return "".join(element.xpath("descendant::text()[not(ancestor::script or ancestor::style or ancestor::title)]"))


def left_around(content: HtmlElement) -> list[LeftOut]:
    """What stands on the page before and behind its ``content``, and the pictures in that."""
    sides = (("正文之前的文字", "preceding"), ("正文之后的文字", "following"))
    texts = [(what, " ".join(" ".join(content.xpath(f"{side}::text()[ancestor::body]")).split())) for what, side in sides]
    pictures = [(PICTURE, (image.get("alt") or image.get("src") or "").strip()[:LONGEST_NAME]) for image in content.iter("img")]
    return [LeftOut(what, 0, text) for what, text in (*texts, *pictures) if text]


def named(element: HtmlElement, names: re.Pattern) -> bool:
    """Whether id, class or title say one of ``names``; LibreOffice writes ``<div title="footer">``."""
    said = [*element.get("id", "").split(), *element.get("class", "").split(), element.get("title", "")]
    return any(map(names.fullmatch, said))


def weights(body: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of each element that are not in links: a menu weighs nothing."""
    weight: dict[HtmlElement, int] = {}
    for element in reversed(list(body.iter())):
        inner = 0 if element.tag == "a" else length(element.text) + sum(weight[c] + length(c.tail) for c in element)
        weight[element] = 0 if element.tag in DROPPED else inner
    return weight


def length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def densest(body: HtmlElement, weight: dict[HtmlElement, int]) -> HtmlElement:
    """Down from the whole page, as long as one part that is no table of data holds most of the text."""
    element = body
    while heavy := [c for c in element if gathers(c) and weight[c] > MOST * weight[element]]:
        element = heavy[0]
    return element


def gathers(element: HtmlElement) -> bool:
    return element.tag in GATHERED and (element.tag != "table" or is_layout(element))
