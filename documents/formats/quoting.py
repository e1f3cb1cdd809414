"""Earlier letters that an e-mail repeats below its own text: -----原始邮件-----, 发件人：… 发送时间：…, 在…写道：."""
import re

from lxml import etree, html

from documents.vocabulary.kinds import TITLE_END
from documents.vocabulary.numbers import canonical_number
from documents.vocabulary.traditional import simplified

QUOTED = "邮件里引用的较早的邮件"
TITLE = re.compile(rf"《?[^。；：:，！？]{{4,80}}(?:{TITLE_END}|预案|解读)》?(?:[（(][^（()）]{{1,20}}[）)])*")
"""What a line is that is called as a document is."""
SHORTEST_NOTICE, TITLE_LINES = 60, 5  # Chinese characters, of which a shorter text is no notice; lines in which a title may stand
HAN = re.compile("[\u3400-\u9fff]")
_RULE = r"\s*[-—=_*]{2,}\s*(?:(?:回复的?|转发的?)?(?:原始?|历史)邮件(?:信息)?|转发(?:的)?邮件(?:信息)?|Original(?: Message)?|Forwarded [Mm]essage)\s*[-—=_*]{2,}"
_SENDER = r"\s*[>*\s]*(?:发件人|寄件者|发信人|From)\**\s*[:：]"
_WROTE = r"\s*(?:在|于|At|On)\s*.{6,120}?(?:写道|wrote)\s*[:：]\s*"
_BEGINS = re.compile(f"{_RULE}|(?P<sender>{_SENDER}).*|{_WROTE}", re.DOTALL)
_FURTHER = re.compile(r"(?:发送时间|发件时间|寄件日期|日期|时间|收件人|收件者|主题|主旨|Sent|Date|To|Subject)\**\s*[:：]")
_NEAR = 300  # characters between a sender and the other fields of a head


def own_text(source: str, is_html: bool) -> tuple[str, str]:
    """The text, or the source of a page, that a letter itself brings, and the words of those that it repeats.

    Nothing is parted where the document may be what is repeated: a few words stand above it, or it alone has a title.

    >>> own_text("关于开会的通知\\n各科室：\\n-----原始邮件-----\\n发件人：甲", False)
    ('关于开会的通知\\n各科室：\\n', '-----原始邮件-----\\n发件人：甲')
    """
    own, words, quoted = (_of_page if is_html else _of_text)(source)
    if not quoted or not (_is_called(words) or len(HAN.findall(words)) >= SHORTEST_NOTICE and not _is_called(quoted, 3 * TITLE_LINES)):
        return source, ""
    return own, quoted


def words_of(source: str) -> str:
    """The words of a page, each piece of text a line."""
    try:
        return "\n".join(filter(None, (" ".join(text.split()) for text in _parsed(source).itertext())))
    except etree.ParserError:
        return ""


def first_lines(words: str, most: int = TITLE_LINES) -> list[str]:
    """The first lines of a text, where a title would stand."""
    return [line.strip("　 （）()#") for line in words.split("\n") if line.strip()][:most]


def _is_called(words: str, most: int = TITLE_LINES) -> bool:
    return any(TITLE.fullmatch(line) or canonical_number(line) for line in first_lines(words, most))


def _begins(text: str, behind: str) -> bool:
    """Whether earlier letters begin with ``text``, ``behind`` which more follows."""
    match = _BEGINS.fullmatch(simplified(text.strip("\n")))
    return match is not None and (not match["sender"] or bool(_FURTHER.search(simplified((text + behind)[:_NEAR]))))


def _of_text(source: str) -> tuple[str, str, str]:
    start = 0
    for line in source.splitlines(keepends=True):
        if _begins(line.rstrip(), source[start + len(line) : start + len(line) + _NEAR]):
            return source[:start], source[:start], source[start:]
        start += len(line)
    return source, source, ""


def _parsed(source: str) -> html.HtmlElement:
    root = html.document_fromstring(source.encode() or b" ", parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(root, "style", "script", "head", etree.Comment, with_tail=False)
    return root


def _of_page(source: str) -> tuple[str, str, str]:
    try:
        root = _parsed(source)
    except etree.ParserError:
        return source, "", ""
    texts = [text for text in root.xpath("//text()") if text.strip()]
    for place, text in enumerate(texts):
        if _begins(str(text), " ".join(texts[place + 1 : place + 9])):
            words = ("\n".join(" ".join(part.split()) for part in parts) for parts in (texts[:place], texts[place:]))
            _cut(text)
            return html.tostring(root, encoding="unicode"), *words
    return source, "", ""


def _cut(text: etree._ElementUnicodeResult) -> None:
    """Take ``text`` out of its tree, and all that follows it."""
    element = text.getparent()
    if not text.is_tail:
        element.text = None
        element[:] = []
    for outer in (element, *element.iterancestors()):
        outer.tail = None
        for behind in list(outer.itersiblings()):
            behind.getparent().remove(behind)
