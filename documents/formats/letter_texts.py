"""The words of an e-mail's text or page, and whether they begin as a document does."""
import re

from lxml import etree, html

from documents.vocabulary.kinds import TITLE_END
from documents.vocabulary.numbers import canonical_number

TITLE = re.compile(rf"《?[^。；：:，！？]{{4,80}}(?:{TITLE_END}|预案|解读)》?(?:[（(][^（()）]{{1,20}}[）)])*")
"""What a line is that is called as a document is."""
SHORTEST_NOTICE, TITLE_LINES = 60, 5  # Chinese characters, of which a shorter text is no notice; lines in which a title may stand
HAN = re.compile("[\u3400-\u9fff]")


def is_called(words: str, most: int = TITLE_LINES) -> bool:
    """Whether a title, or a number alone, stands in the first lines of a text.

    >>> is_called("关于开会的通知\\n各科室："), is_called("您好，通知见附件。")
    (True, False)
    """
    return any(TITLE.fullmatch(line) or canonical_number(line) for line in first_lines(words, most))


def first_lines(words: str, most: int = TITLE_LINES) -> list[str]:
    """The first lines of a text, where a title would stand."""
    return [line.strip("　 （）()#") for line in words.split("\n") if line.strip()][:most]


def words_of(source: str) -> str:
    """The words of a page, each piece of text a line."""
    try:
        return "\n".join(filter(None, (" ".join(text.split()) for text in parsed(source).itertext())))
    except etree.ParserError:
        return ""


def parsed(source: str) -> html.HtmlElement:
    """A page without what is not read of it. Raises ``etree.ParserError`` where nothing is left."""
    root = html.document_fromstring(source.encode() or b" ", parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(root, "style", "script", "head", etree.Comment, with_tail=False)
    return root
