"""Which engines there are, and what each is told: the only place where they are chosen."""
from __future__ import annotations

from typing import Protocol

ENGINES = {
    "whoosh": "search.backends.whoosh_backend.WhooshEngine",
    "opensearch": "search.backends.opensearch.OpenSearchEngine",
}
"""By the name in ``SEARCH_ENGINE``; the first is taken where none is given."""


class Given(Protocol):
    """Settings by name, as ``portal.configuration.Configuration`` reads them."""

    def text(self, name: str, default: str = "") -> str: ...

    def choice(self, name: str, choices: tuple[str, ...]) -> str: ...

    def dotted(self, name: str, default: str) -> str: ...

    def number(self, name: str, default: int, at_least: int = 0, at_most: int = 10**9) -> int: ...


def connection(given: Given, folder: str) -> dict[str, object]:
    """→ haystack's connection, for the engine that the settings name. ``folder``: where an index lies that is kept in files,
    and the locks of one that is not."""
    name = given.choice("SEARCH_ENGINE", tuple(ENGINES))
    options: dict[str, object] = {
        "ENGINE": given.dotted("WENLAN_ENGINE", ENGINES.get(name, ENGINES["whoosh"])),
        "PATH": given.text("WENLAN_INDEX", folder),
        "SILENTLY_FAIL": False,
        "INCLUDE_SPELLING": False,
    }
    if name == "opensearch":
        options |= {
            "URLS": given.text("OPENSEARCH_URLS", "http://127.0.0.1:9200"),
            "INDEX": given.text("OPENSEARCH_INDEX", "wenlan"),
            "USER": given.text("OPENSEARCH_USER"),
            "PASSWORD": given.text("OPENSEARCH_PASSWORD"),
            "CA": given.text("OPENSEARCH_CA"),
            "SHARDS": given.number("OPENSEARCH_SHARDS", 1, at_least=1, at_most=64),
            "REPLICAS": given.number("OPENSEARCH_REPLICAS", 0, at_most=10),
        }
    return options
