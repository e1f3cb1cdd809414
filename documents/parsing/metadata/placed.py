"""Bodies that are named without their place (市人民政府办公室) are those of the place that the title or the file's name says."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.parsing.metadata.description import Description
from documents.vocabulary.places import MUNICIPALITIES, RANK_ALONE, Place, split_places
from documents.vocabulary.verbs import PUBLISH

_UNPLACED = re.compile(RANK_ALONE)
_HEADS = re.compile(f"^|《|关于|{PUBLISH}|【")


def with_places(description: Description, file_name: str) -> Description:
    """``description`` with the place before each body that is named without it. Where none is told, the body is that of
    any place, and only a warning names it."""
    said = (*_places(description.title), *_places(description.full_title)), tuple(_places(file_name))
    proof = description.evidence.get("bodies")
    if proof and proof.origin == "given":
        return description
    names = tuple(_placed(name, said) for name in description.bodies)
    unknown = "、".join(f"“{printed}”" for name, printed in zip(names, description.bodies, strict=True) if not name)
    warnings = (f"发文机关{unknown}没有写明是哪里的，未采用，请补全。",) if unknown else ()
    known = description.with_facts({"bodies": tuple(filter(None, names))})
    evidence = {field: proof for field, proof in known.evidence.items() if field != "bodies" or known.bodies}
    return replace(known, evidence=evidence, warnings=description.warnings + warnings)


def _placed(name: str, said: Iterable[Iterable[Place]]) -> str:
    """The whole name of a body, be it printed from the rank of its place on; empty where its place is not certain."""
    rank = _UNPLACED.match(name)
    if not rank:
        return name
    for places in said:
        fitting = {place.name + place.rank for place in places if place.rank.endswith(rank[0])}
        if fitting:
            return fitting.pop() + name[rank.end() :] if len(fitting) == 1 else ""
    return ""


def _places(text: str) -> Iterator[Place]:
    for head in _HEADS.finditer(text):
        for place in split_places(text[head.end() :])[0]:
            yield Place(place.name, place.rank or ("市" if place.name in MUNICIPALITIES else ""))
