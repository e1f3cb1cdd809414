"""Earlier letters that an e-mail repeats below its own text: -----原始邮件-----, 发件人：… 发送时间：…, 在…写道：."""
import re

from lxml import etree, html

from documents.vocabulary.traditional import simplified

from .letter_texts import HAN, SHORTEST_NOTICE, TITLE_LINES, is_called, parsed

QUOTED = "邮件里引用的较早的邮件"
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
    if not quoted or not (is_called(words) or len(HAN.findall(words)) >= SHORTEST_NOTICE and not is_called(quoted, 3 * TITLE_LINES)):
        return source, ""
    return own, quoted


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


def _of_page(source: str) -> tuple[str, str, str]:
    try:
        root = parsed(source)
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
