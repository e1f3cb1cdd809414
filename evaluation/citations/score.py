"""Comparing what was found and resolved with the gold."""
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.citations import CitingDocument, Lookups, Resolved, find, resolve
from documents.citations.kinds import Resolution

from .gold import Expected


@dataclass
class Score:
    """Counts over documents. ``mistakes``: a line for each, to read."""

    found: int = 0
    expected: int = 0
    matched: int = 0
    exact: int = 0
    linked: int = 0
    linkable: int = 0
    right: int = 0
    anchored: int = 0
    anchors: int = 0
    anchors_right: int = 0
    documents: int = 0
    with_wrong_link: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, name: str, citing: CitingDocument, gold: Sequence[Expected], lookups: Lookups) -> None:
        results = resolve(find(citing.markdown), citing, lookups)
        found = [r for r in results if r.resolution is not Resolution.IGNORED]
        pairs, missed, extra = _paired(found, gold)
        self.found += len(found)
        self.expected += len(gold)
        self.matched += len(pairs)
        self.exact += sum((r.mention.start, r.mention.end) == (e.start, e.end) for r, e in pairs)
        self.mistakes += [f"{name}: missed {e.text}" for e in missed]
        self.mistakes += [f"{name}: should not find {r.mention.text}" for r in extra]
        wrong = [self._compare(name, r, e) for r, e in pairs] + [bool(r.held) for r in extra]
        self.linked += sum(bool(r.held) for r in extra)
        self.linkable += sum(_is_held(e) for e in missed)
        self.documents += 1
        self.with_wrong_link += any(wrong)

    def _compare(self, name: str, result: Resolved, expected: Expected) -> bool:
        """Count one pair; whether it is a wrong link."""
        cites = _answer(result)
        self.linked += bool(result.held)
        self.linkable += _is_held(expected)
        self.right += bool(result.held) and cites == expected.cites
        self.anchored += bool(result.anchor)
        self.anchors += bool(expected.anchor)
        self.anchors_right += bool(result.anchor) and (cites, result.anchor) == (expected.cites, expected.anchor)
        if (cites, result.anchor) != (expected.cites, expected.anchor):
            told, wanted = f"{cites} {result.anchor}".strip(), f"{expected.cites} {expected.anchor}".strip()
            self.mistakes.append(f"{name}: {expected.text} resolved to {told}, not {wanted}")
        return bool(result.held) and cites != expected.cites

    def figures(self) -> dict[str, tuple[int, int]]:
        """Name → (right, of)."""
        return {
            "finding recall": (self.matched, self.expected),
            "finding precision": (self.matched, self.found),
            "of these, exactly the span": (self.exact, self.matched),
            "resolving recall": (self.right, self.linkable),
            "resolving precision": (self.right, self.linked),
            "provision recall": (self.anchors_right, self.anchors),
            "provision precision": (self.anchors_right, self.anchored),
            "documents with a wrong link": (self.with_wrong_link, self.documents),
        }


def _answer(result: Resolved) -> str:
    if result.held:
        return str(result.held.id)
    return {Resolution.SELF: "self", Resolution.SEVERAL: "several"}.get(result.resolution, "none")


def _is_held(expected: Expected) -> bool:
    return expected.cites not in ("self", "several", "none", "")


def _paired(found: Sequence[Resolved], gold: Sequence[Expected]):
    """Pairs that overlap, each mention in one pair at most; then what only the gold has, then what only the result has."""
    pairs, rest = [], sorted(gold, key=lambda e: e.start)
    extra = []
    for result in found:
        match = next((e for e in rest if e.start < result.mention.end and result.mention.start < e.end), None)
        if match:
            rest.remove(match)
            pairs.append((result, match))
        else:
            extra.append(result)
    return pairs, rest, extra
