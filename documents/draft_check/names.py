"""The local names of a draft: defined and never used, used and never defined, defined twice."""
import re
from collections import Counter
from collections.abc import Sequence

from documents.citations.laws import is_law
from documents.citations.mentions import Mention
from documents.citations.titles import folded, is_generic, title_key
from documents.citations.works import Lookups, Resolved
from documents.vocabulary.enums import Resolution

from .values import DefinedName

LONGEST_LOCAL_NAME = 8
_QUOTES = re.compile("[“”‘’\"《》〈〉]")


def undefined(resolved: Sequence[Resolved], lookups: Lookups) -> tuple[DefinedName, ...]:
    """Short titles in 《》 that only say what sort of document they are, which the draft does not define: 《意见》, 《工作方案》."""
    defined = {title_key(r.mention.defines) for r in resolved if r.mention.defines}
    names: dict[str, DefinedName] = {}
    for r in resolved:
        mention, key = r.mention, title_key(r.mention.title)
        short = mention.form == "title" and len(key) <= LONGEST_LOCAL_NAME and not (mention.defines or mention.number)
        is_understood = r.resolution is Resolution.SELF or r.reference.key not in ("", key)
        if short and is_generic(key) and not is_understood and key not in defined and not is_law(key) and not lookups.by_key(key):
            names.setdefault(mention.title, DefinedName(mention.title, mention.start))
    return tuple(names.values())


def redefined(mentions: Sequence[Mention]) -> tuple[DefinedName, ...]:
    """Names that are defined more than once, each where it is for the second time."""
    seen: Counter[str] = Counter()
    found = []
    for mention in mentions:
        seen[mention.defines] += 1
        if mention.defines and seen[mention.defines] == 2:
            found.append(DefinedName(mention.defines, mention.start))
    return tuple(found)


def unused(text: str, mentions: Sequence[Mention]) -> tuple[DefinedName, ...]:
    """Names that stand nowhere behind their definition, with or without 《》 and quotation marks."""
    plain = _bare(text)
    return tuple(
        DefinedName(m.defines, m.start) for m in mentions
        if m.definition and (name := _bare(m.defines))
        and plain.count(name) <= _bare(text[m.start : m.definition[1]]).count(name)
    )


def _bare(text: str) -> str:
    return _QUOTES.sub("", folded(text))
