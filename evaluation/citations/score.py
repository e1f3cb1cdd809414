"""Comparing what was found and resolved with the gold."""
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.citations import CitingDocument, Lookups, Resolved, find, resolve
from documents.vocabulary.enums import CitationKind, Resolution

from .gold import Expected


@dataclass
class Score:
    """Counts over documents. ``kinds``: of pairs (kind in the gold, kind read). ``mistakes``: a line for each, to read;
    ``wrong_links``: those of links, where a set has no other gold."""

    found: int = 0
    found_rightly: int = 0
    expected: int = 0
    expected_found: int = 0
    exact: int = 0
    linked: int = 0
    linked_rightly: int = 0
    linkable: int = 0
    linkable_linked: int = 0
    anchored: int = 0
    anchored_rightly: int = 0
    anchors: int = 0
    anchors_found: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    documents: int = 0
    with_wrong_link: int = 0
    mistakes: list[str] = field(default_factory=list)
    wrong_links: list[str] = field(default_factory=list)

    def add(self, name: str, citing: CitingDocument, gold: Sequence[Expected], lookups: Lookups) -> None:
        results = resolve(find(citing.markdown), citing, lookups)
        found = [r for r in results if r.resolution is not Resolution.IGNORED]
        pairs = [(r, e) for r in found for e in _overlapping(r, gold)]
        met_results, met_gold = {id(r) for r, _ in pairs}, {id(e) for _, e in pairs}
        self.documents += 1
        self.found += len(found)
        self.expected += len(gold)
        self.found_rightly += len(met_results)
        self.expected_found += len(met_gold)
        self.exact += len({id(e) for r, e in pairs if (r.mention.start, r.mention.end) == (e.start, e.end)})
        self.mistakes += [
            f"{name}: missed {e.text}" if e.end > 0 else f"{name}: {e.text} does not stand there so often"
            for e in gold if id(e) not in met_gold
        ]
        self.mistakes += [f"{name}: should not find {r.mention.text}" for r in found if id(r) not in met_results]
        self._add_links(name, found, gold, pairs)
        self._add_kinds(name, pairs)

    def _add_links(self, name, found, gold, pairs) -> None:
        right = [(r, e) for r, e in pairs if r.held and str(r.held.id) == e.cites]
        anchored = [(r, e) for r, e in pairs if r.anchor and (_answer(r), r.anchor) == (e.cites, e.anchor)]
        right_results, right_gold = {id(r) for r, _ in right}, {id(e) for _, e in right}
        judged = {id(r) for r, e in pairs if e.cites} | ({id(r) for r in found} - {id(r) for r, _ in pairs})
        found = [r for r in found if id(r) in judged]
        linked, linkable = [r for r in found if r.held], [e for e in gold if _is_held(e)]
        self.linked += len(linked)
        self.linked_rightly += len(right_results)
        self.linkable += len(linkable)
        self.linkable_linked += sum(id(e) in right_gold for e in linkable)
        self.anchored += sum(bool(r.anchor) for r in found)
        self.anchored_rightly += len({id(r) for r, _ in anchored})
        self.anchors += sum(bool(e.anchor) for e in gold)
        self.anchors_found += len({id(e) for _, e in anchored})
        self.with_wrong_link += any(id(r) not in right_results for r in linked)
        self.wrong_links += [f"{name}: {r.mention.text} linked to {r.held.id}" for r in linked if id(r) not in right_results]
        self.wrong_links += [f"{name}: {e.text} not linked to {e.cites}" for e in linkable if id(e) not in right_gold]
        self.mistakes += [
            f"{name}: {e.text} resolved to {_answer(r)} {r.anchor}, not {e.cites} {e.anchor}"
            for r, e in pairs if e.cites and (_answer(r), r.anchor) != (e.cites, e.anchor) and (r.mention.start, r.mention.end) == (e.start, e.end)
        ]

    def _add_kinds(self, name, pairs) -> None:
        for result, expected in {id(e): (r, e) for r, e in reversed(pairs)}.values():
            if expected.kind:
                self.kinds[expected.kind, result.kind.label] += 1
                if expected.kind != result.kind.label:
                    self.mistakes.append(f"{name}: {expected.text} read as {result.kind.label}, not {expected.kind}")

    def figures_of_kinds(self) -> dict[str, tuple[int, int, int]]:
        """Kind → (rightly read, read as it, so in the gold), of the mentions that were found and have a kind in the gold."""
        return {
            kind.label: (
                self.kinds[kind.label, kind.label],
                sum(times for (_, read), times in self.kinds.items() if read == kind.label),
                sum(times for (expected, _), times in self.kinds.items() if expected == kind.label),
            )
            for kind in CitationKind
        }

    def figures_of_links(self) -> dict[str, tuple[int, int]]:
        """Those of ``figures`` that say how many links are right."""
        figures = self.figures()
        return {name: figures[name] for name in ("resolving recall", "resolving precision", "documents with a wrong link")}

    def figures(self) -> dict[str, tuple[int, int]]:
        """Name → (right, of)."""
        return {
            "finding recall": (self.expected_found, self.expected),
            "finding precision": (self.found_rightly, self.found),
            "exactly the span": (self.exact, self.expected),
            "resolving recall": (self.linkable_linked, self.linkable),
            "resolving precision": (self.linked_rightly, self.linked),
            "provision recall": (self.anchors_found, self.anchors),
            "provision precision": (self.anchored_rightly, self.anchored),
            "documents with a wrong link": (self.with_wrong_link, self.documents),
        }


def _answer(result: Resolved) -> str:
    if result.held:
        return str(result.held.id)
    return {Resolution.SELF: "self", Resolution.SEVERAL: "several"}.get(result.resolution, "none")


def _is_held(expected: Expected) -> bool:
    return expected.cites not in ("self", "several", "none", "")


def _overlapping(result: Resolved, gold: Sequence[Expected]) -> list[Expected]:
    """What the gold has in the span of ``result``, or in the 以下简称《…》 that belongs to it."""
    spans = [(result.mention.start, result.mention.end), result.mention.definition or (0, 0)]
    return [e for e in gold if any(e.start < end and start < e.end for start, end in spans)]
