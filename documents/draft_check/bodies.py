"""Bodies that a draft names as if they were still there."""
import re
from collections.abc import Iterator, Sequence
from datetime import date

from documents.vocabulary.patterns import any_of

from .values import FormerBody, NamedBody

SHORTEST = 5
"""人事部 and 文化部 are departments of many a house; 中华人民共和国文化部 is not."""
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’")
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年|[〔\[（(](?P<of_number>(?:19|20)\d{2})[〕\]）)]")
# 原国家旅游局, 时任…; 国家旅游局令, …公告, …（现…）: of its own time, or said to be former.
_FORMER_BEFORE = re.compile(r"(?:原|前|时任|当时的|撤销|撤并|组建前的|[（(]原)\s*$")
_OF_ITS_TIME = re.compile(r"\s*(?:令|公告|文|部门|[（(](?:现|已|今|原)|[〔\[（(]\d{4}|与.{0,20}合并)")


def former_bodies(text: str, known: Sequence[FormerBody], on: date) -> tuple[NamedBody, ...]:
    """The bodies that ``text``, of the day ``on``, names though they are no more, each where it stands first.

    Not where a title or a quotation names it, where it is said to be former, or where the sentence tells of its time.
    """
    ended = {name: body for body in known for name in body.names if body.ended_on <= on and len(name) >= SHORTEST}
    if not ended:
        return ()
    # Of names that begin alike the longest is meant, ended or not: 国家林业局, 国家食品药品监督管理局 and …总局.
    pattern = re.compile(any_of(sorted({name for body in known for name in body.names if len(name) >= SHORTEST}, key=len, reverse=True)))
    found: dict[str, NamedBody] = {}
    for start, sentence in _sentences(_without_quotations(text)):
        for match in pattern.finditer(sentence):
            body = ended.get(match[0])
            if body and body.names[0] not in found and not _is_of_its_time(sentence, match, body.ended_on):
                found[body.names[0]] = NamedBody(match[0], start + match.start(), body)
    return tuple(found.values())


def _without_quotations(text: str) -> str:
    """``text`` with blanks for what stands in 《》 and quotation marks, so that every place stays."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _SENTENCE.finditer(text) if match[0].strip())


def _is_of_its_time(sentence: str, match: re.Match[str], ended_on: date) -> bool:
    years = (int(year["year"] or year["of_number"]) for year in _YEAR.finditer(sentence))
    return bool(
        _FORMER_BEFORE.search(sentence[: match.start()]) or _OF_ITS_TIME.match(sentence, match.end())
        or any(year <= ended_on.year for year in years)
    )
