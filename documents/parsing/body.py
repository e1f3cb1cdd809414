"""Whether a document has a text of its own, beside what its head, its signature and its page say."""
import re

from documents.formats.text import RawText
from documents.vocabulary import markdown

from .contents import FILE
from .lines import squeeze
from .metadata import Description, is_remark

LINKS_ALONE = re.compile(r"(?:(?<!!)\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)[\s、，；;|]*)+")
MARKS = re.compile(r"^\s*(?:#{1,6}|[-*+>])\s+")


def has_body(raw: RawText, description: Description) -> bool:
    """Whether ``raw`` holds words that are no title, number, date, signature, list of attachments, remark, picture or mere link.

    >>> has_body(RawText("# 甲通知\\n\\n![](1.jpg)", is_markdown=True), Description(title="甲通知"))
    False
    """
    titles = {squeeze(description.title), squeeze(description.full_title), ""}
    place = 0
    for start, end in [*((part.start, part.end) for part in description.parts), (len(raw.text), len(raw.text))]:
        for line in raw.text[place:start].split("\n"):
            bare = MARKS.sub("", markdown.IMAGE.sub("", line)).strip()
            text = "" if LINKS_ALONE.fullmatch(bare) else markdown.plain(bare)
            if squeeze(text) not in titles and (text.startswith("|") or not is_remark(text) and not FILE.search(text)):
                return True
        place = max(place, end)
    return False
