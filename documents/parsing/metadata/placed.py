"""Bodies that are named without their place (市人民政府办公室) are those of the place that the title or the file's name says."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.parsing.metadata.description import Description
from documents.vocabulary.places import RANK_ALONE, Place, split_places
from documents.vocabulary.verbs import PUBLISH

_UNPLACED = re.compile(RANK_ALONE)
_HEADS = re.compile(f"^|《|关于|{PUBLISH}|【")


def with_places(description: Description, file_name: str) -> Description:
    """``description`` with the place before each body that is named without it; where none is told, a warning says so."""
    said = (*_places(description.title), *_places(description.full_title)), tuple(_places(file_name))
    names = tuple(_placed(name, said) or name for name in description.bodies)
    proof = description.evidence.get("bodies")
    if proof and proof.origin == "given":
        return description
    unknown = "、".join(f"“{name}”" for name in names if _UNPLACED.match(name))
    warnings = (f"发文机关{unknown}没有写明是哪里的，请补全。",) if unknown else ()
    return replace(description.with_facts({"bodies": names}), warnings=description.warnings + warnings)


def _placed(name: str, said: Iterable[Iterable[Place]]) -> str:
    """The whole name of a body that begins with the rank of its place; empty where it does not, or its place is not certain."""
    rank = _UNPLACED.match(name)
    if not rank:
        return ""
    for places in said:
        fitting = {place.name + place.rank for place in places if place.rank.endswith(rank[0])}
        if fitting:
            return fitting.pop() + name[rank.end() :] if len(fitting) == 1 else ""
    return ""


def _places(text: str) -> Iterator[Place]:
    for head in _HEADS.finditer(text):
        yield from split_places(text[head.end() :])[0]
