"""A passage in “…” behind an article, compared with the article."""
import re
from datetime import date

from documents.citations.choose import section_of
from documents.citations.wording import likeness, words_of
from documents.citations.works import Resolved
from documents.comparison import segments
from documents.vocabulary.enums import CitationKind

from .provisions import is_of_unknown_day
from .values import DraftLookups, Hint, HintKind

LONGEST, SHORTEST = 1000, 6
# 第九条规定：“…”; 第九条将“…”规定为 and 第九条所称“…” quote a word, or nothing.
_QUOTATION = re.compile(
    rf"""
    (?: (?:中|里)? (?:还|也|均|都|就|对此|明确|同时)* (?:规定|指出|载明|要求|提出|强调|明确) (?:了|为)? [：:，,]? | [：:] ) \s*
    “ (?P<quoted> [^“”]{{1,{LONGEST}}} ) ”
    """,
    re.VERBOSE,
)
# 第二条“…”的规定 quotes the article too, where it is like it: what stands so may also be a name for what it rules.
_QUOTATION_BEHIND = re.compile(rf"\s*“(?P<quoted>[^“”]{{1,{LONGEST}}})”(?=之?的?(?:规定|要求))")
# 第五十八条规定，应当自用工之日起“…”: a clause that goes on into what it quotes. 规定的“…” only names it, as a motto may stand so.
_QUOTATION_WITHIN = re.compile(
    rf"(?:中|里)?(?:还|也|明确)*规定了?[：:，,]? (?P<clause> (?!的)[^“”。；：\n]{{1,40}} (?<![的称]) “(?P<quoted>[^“”]{{10,{LONGEST}}})” )", re.VERBOSE
)
_MARKS = re.compile("[“”]")
GAP = re.compile(r"…+|\.{3,}|[（(]略[）)]")
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_MOST_SENTENCES = 60
_ALIKE, _NEARLY_THE_SAME = 0.5, 0.8


def quotation(resolved: Resolved, text: str, lookups: DraftLookups, on: date) -> Hint | None:
    """That what the draft quotes as the words of an article is not in it. Marks, blanks and what … leaves out do not count."""
    mention, held = resolved.mention, resolved.held
    if held is None or not resolved.anchor or resolved.kind is CitationKind.AMENDS:
        return None
    if held.since and held.since > on or is_of_unknown_day(held, on):
        return None
    behind = _QUOTATION_BEHIND.match(text, mention.end)
    within = _QUOTATION_WITHIN.match(text, mention.end)
    match = behind or _QUOTATION.match(text, mention.end) or within
    if match is None or len(match["quoted"]) < SHORTEST:
        return None
    section = section_of(held, mention.provision, lookups)
    article = lookups.section_text(held.id, section) if section.startswith("art-") else ""
    whole = words_of(article)
    if not whole or all(words_of(piece) in whole for piece in GAP.split(match["quoted"])):
        return None
    passage = nearest(match["quoted"], article, at_least=_NEARLY_THE_SAME if match is within else _ALIKE)
    if match in (behind, within) and not passage:
        return None
    quoted = _MARKS.sub("", match["clause"]) if match is within else match["quoted"]
    differs = segments(passage, quoted) if passage else ()
    return Hint(HintKind.QUOTATION, quoted, passage, f"{held.title}{mention.provision}", differs)


def nearest(quoted: str, article: str, at_least: float = _ALIKE) -> str:
    """The sentences of ``article``, as many as are quoted, that are most like ``quoted``; ``""`` where none are ``at_least`` so alike."""
    sentences = [sentence for sentence in _SENTENCE.findall(article) if sentence.strip()][:_MOST_SENTENCES]
    count = max(len([s for s in _SENTENCE.findall(quoted) if s.strip()]), 1)
    runs = ["".join(sentences[start : start + count]).strip() for start in range(max(len(sentences) - count + 1, 1))]
    best = max(runs, key=lambda run: likeness(quoted, run), default="")
    return best if likeness(quoted, best) >= at_least else ""
