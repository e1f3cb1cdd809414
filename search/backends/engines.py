"""Which engines there are, and what each is told: the only place where they are chosen."""
from __future__ import annotations

from typing import Protocol

ENGINES = {
    "whoosh": "search.backends.whoosh_backend.WhooshEngine",
}
"""By the name in ``SEARCH_ENGINE``; the first is taken where none is given."""


class Given(Protocol):
    """Settings by name, as ``portal.configuration.Configuration`` reads them."""

    def text(self, name: str, default: str = "") -> str: ...

    def choice(self, name: str, choices: tuple[str, ...]) -> str: ...

    def dotted(self, name: str, default: str) -> str: ...


def connection(given: Given, folder: str) -> dict[str, object]:
    """→ haystack's connection, for the engine that the settings name. ``folder``: where an index lies that is kept in files,
    and the locks of one that is not."""
    name = given.choice("SEARCH_ENGINE", tuple(ENGINES))
    return {
        "ENGINE": given.dotted("WENLAN_ENGINE", ENGINES.get(name, ENGINES["whoosh"])),
        "PATH": given.text("WENLAN_INDEX", folder),
        "SILENTLY_FAIL": False,
        "INCLUDE_SPELLING": False,
    }
