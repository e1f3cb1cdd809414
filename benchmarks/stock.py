"""What we measure ourselves against: haystack's own Whoosh backend with jieba's own analyzer, over sections."""
from __future__ import annotations

from haystack import connections, indexes
from haystack.backends.whoosh_backend import WhooshSearchBackend
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.utils.loading import UnifiedIndex
from jieba.analyse import ChineseAnalyzer

from documents.models import Section

NAME = "stock"
BATCH = 1000


class SectionIndex(indexes.SearchIndex):
    text = indexes.CharField(document=True, analyzer=ChineseAnalyzer())
    kind = indexes.CharField(faceted=True)
    year = indexes.CharField(faceted=True)
    validity = indexes.CharField(faceted=True)
    date = indexes.DateField(null=True)

    def get_model(self):
        return Section

    def prepare(self, section):
        document = section.document
        return {
            ID: f"documents.section.{section.pk}",
            DJANGO_CT: "documents.section",
            DJANGO_ID: str(section.pk),
            "text": f"{document.title} {section.label}{section.heading}\n{section.text}",
            "kind": document.kind, "kind_exact": document.kind,
            "year": str(document.sort_date.year if document.sort_date else ""),
            "year_exact": str(document.sort_date.year if document.sort_date else ""),
            "validity": document.status.validity.value, "validity_exact": document.status.validity.value,
            "date": document.sort_date,
        }


def backend(path) -> WhooshSearchBackend:
    """The stock backend on ``path``, with sections as its only model."""
    connections.connections_info[NAME] = {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine", "PATH": str(path), "SILENTLY_FAIL": False,
    }
    engine = connections[NAME]
    index = UnifiedIndex()
    index.build(indexes=[SectionIndex()])
    engine._index = index
    return engine.get_backend()


def build(path, sections: list[Section]) -> None:
    """Index every section as ``update_index`` would."""
    stock = backend(path)
    stock.update(connections[NAME].get_unified_index().get_index(Section), sections)


class Stock:
    """The searches of the benchmark, in its words."""

    name = "haystack + ChineseAnalyzer"

    def __init__(self, path):
        self._backend = backend(path)

    def words(self, words: list[str]) -> int:
        return self._run(" ".join(words))

    def any(self, words: list[str]) -> int:
        return self._run(" OR ".join(words))

    def phrase(self, text: str) -> int:
        return self._run(f'"{text}"')

    def facets(self, words: list[str]) -> int:
        return self._run(" ".join(words), facets={"kind_exact": {}, "year_exact": {}, "validity_exact": {}})

    def newest(self, words: list[str]) -> int:
        return self._run(" ".join(words), sort_by=["-date"])

    def _run(self, query: str, **how) -> int:
        # Our settings spare ours this filter, which haystack applies unless told otherwise.
        return self._backend.search(query, end_offset=10, limit_to_registered_models=True, **how)["hits"]
