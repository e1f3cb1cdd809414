"""The indexes in the cluster: generations side by side, the alias says which one is searched.

    wenlan                     the alias that all searches ask
    wenlan-00000007-1a2b3c4d   a generation; its document ``state`` says with what it was built, whether it is whole, and how
                               many writes it has seen

A generation becomes the one that is searched by one request that moves the alias; the one before it stays.
"""
from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from search.backends.contract import Progress, Read
from search.backends.entries import IndexEntry
from search.backends.errors import IndexUnavailable, IndexUnreachable
from search.backends.fields import value_fields
from search.text import analyzers

from ..locks import locked
from .client import Cluster
from .contents import STATE, contents
from .mapping import FORMAT, mapping, settings, state

KEPT = 2
PAGE = 5_000
BATCH = 5 << 20  # bytes
OK = {"delete": (200, 404), "index": (200, 201)}
PATIENCE = 120.0  # seconds that whoever writes waits for the cluster
GLANCE = 2.0  # seconds that a search waits for what the index says of itself
TIME = {"request_timeout": PATIENCE}


class Store:
    def __init__(self, cluster: Cluster, name: str, folder: Path, shards: int, replicas: int) -> None:
        self.cluster, self.name, self.folder = cluster, name, folder
        self._settings = settings(shards, replicas)

    # Reading

    def state(self, index: str = "", seconds: float = GLANCE) -> dict[str, Any]:
        """What the index that is searched says of itself, and its own name under ``index``. Raises ``IndexUnavailable``."""
        with self.cluster.asked() as client:
            found = client.get(index=index or self.name, id=STATE, params={"request_timeout": seconds})
        said = found["_source"]["state"] | {"index": found["_index"]}
        if said["format"] != FORMAT:
            raise IndexUnavailable(f"{found['_index']} was written by another version")
        return said

    def scan(self, index: str, query: dict[str, Any], fields: list[str]) -> Iterator[dict[str, Any]]:
        """What documents of the index have in some fields, in order, a page at a time: no page is as large as an index."""
        after: list[int] = []
        body = {"query": {"bool": {"filter": [query]}}, "sort": ["id", "place"], "size": PAGE, "_source": fields}
        while True:
            answer = self.cluster.search(index, body | ({"search_after": after} if after else {}), 60)
            if answer["timed_out"] or answer["_shards"]["failed"]:
                raise IndexUnreachable("a part of the index does not answer")
            hits = answer["hits"]["hits"]
            yield from (hit["_source"] | {"_id": hit["_id"]} for hit in hits)
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]

    def digests(self, index: str = "") -> dict[int, str]:
        found = self.scan(index or self.name, {"term": {"kind": "document"}}, ["id", "digest"])
        return {hit["id"]: hit["digest"] for hit in found}

    def is_outdated(self) -> bool:
        said = self.state()
        return said["analysis"] != analyzers.fingerprint() or frozenset(said["fields"]) != value_fields()

    # Writing

    @contextmanager
    def writing(self, patience: float = 0) -> Iterator[None]:
        with locked(f"{self.name}-writer", self.folder, patience):
            yield

    def write(self, entries: Iterable[IndexEntry], removed: Iterable[int] = (), index: str = "") -> None:
        """Put entries in place of what is there of their documents, remove others, and show all of it at once."""
        said = self.state(index, PATIENCE)
        entries, written = list(entries), said["written"] + 1
        documents = sorted({*removed, *(entry.document_id for entry in entries)})
        old = {hit["_id"] for hit in self.scan(said["index"], {"terms": {"id": documents}}, ["id"])} if documents else set()
        new = (action for entry in entries for action in _actions(entry, written, old))
        self.send(said["index"], new)
        # Now ``old`` has what nothing took the place of.
        self.send(said["index"], ((json.dumps({"delete": {"_id": name}}),) for name in sorted(old)))
        self._show(said | {"written": written})

    def send(self, index: str, actions: Iterable[tuple[str, ...]]) -> None:
        """Send actions in requests of a few megabytes each; any that fails is an error."""
        waiting: list[str] = []
        size = 0
        for action in actions:
            waiting += action
            size += sum(map(len, action))
            if size > BATCH:
                self._send(index, waiting)
                waiting, size = [], 0
        if waiting:
            self._send(index, waiting)

    def _send(self, index: str, lines: list[str]) -> None:
        with self.cluster.asked() as client:
            answer = client.bulk(index=index, body="\n".join(lines) + "\n", params=TIME)
        failed = [(kind, done) for item in answer["items"] for kind, done in item.items() if done["status"] not in OK[kind]]
        if failed:
            raise IndexUnavailable(f"{len(failed)} parts cannot be written: {failed[0][1].get('error')}")

    def _show(self, said: dict[str, Any]) -> None:
        """Show what was written, then say so: an answer may be newer than what it is kept by, never older."""
        index = said["index"]
        with self.cluster.asked() as client:
            answer = client.indices.refresh(index=index, params=TIME)
        if answer["_shards"]["failed"]:
            raise IndexUnreachable("a part of the index cannot show what was written")
        self.say(index, {name: value for name, value in said.items() if name != "index"})

    def say(self, index: str, said: dict[str, Any]) -> None:
        with self.cluster.asked() as client:
            client.index(index=index, id=STATE, body={"state": said}, params=TIME)

    # Generations

    @contextmanager
    def building(self) -> Iterator[Generation]:
        """A new generation, which nobody searches before ``activate``; one at a time, else ``IndexBusy``."""
        with locked(f"{self.name}-rebuild", self.folder):
            self._discard_abandoned()
            names = self.names()
            number = max((int(name.split("-")[-2]) for name in names), default=0) + 1
            index = f"{self.name}-{number:08}-{secrets.token_hex(4)}"
            began = self._written()
            with self.cluster.asked() as client:
                client.indices.create(index=index, body={"settings": self._settings, "mappings": mapping()}, params=TIME)
            try:
                self.say(index, state())
                yield Generation(self, index, began)
            except BaseException:
                with suppress(IndexUnavailable):
                    self.delete(index)
                raise

    def _written(self) -> int | None:
        """How many writes the index that is searched has seen; ``None``: there is none."""
        try:
            return self.state(seconds=PATIENCE)["written"]
        except IndexUnreachable:
            raise
        except IndexUnavailable:
            return None

    def names(self) -> list[str]:
        """The generations that there are, in the order in which they were begun."""
        with self.cluster.asked() as client:
            return sorted(client.indices.get(index=f"{self.name}-*", params={"ignore_unavailable": "true"}))

    def current(self) -> str:
        """The generation that is searched, ``""``: none."""
        with self.cluster.asked() as client:
            found = client.indices.get_alias(index=f"{self.name}-*", params={"ignore_unavailable": "true"})
        return next((index for index, about in found.items() if self.name in about["aliases"]), "")

    def whole(self) -> list[str]:
        return [name for name in self.names() if self._is_whole(name)]

    def _is_whole(self, index: str) -> bool:
        try:
            return bool(self.state(index, PATIENCE)["whole"])
        except IndexUnreachable:
            raise
        except IndexUnavailable:
            return False

    def _discard_abandoned(self) -> None:
        """Remove what processes that were killed had begun to build. Nobody else builds now."""
        current = self.current()
        for name in self.names():
            if name != current and not self._is_whole(name):
                self.delete(name)

    def delete(self, index: str) -> None:
        with self.cluster.asked() as client:
            client.indices.delete(index=index, params=TIME | {"ignore_unavailable": "true"})

    def switch(self, index: str) -> None:
        """Search this one from now on; one request, so that nobody finds none."""
        actions = [{"remove": {"index": f"{self.name}-*", "alias": self.name, "must_exist": False}}, {"add": {"index": index, "alias": self.name}}]
        with self.cluster.asked() as client:
            client.indices.update_aliases(body={"actions": actions}, params=TIME)

    def go_back(self) -> None:
        current = self.current()
        before = [name for name in self.whole() if name < current]
        if not before:
            raise IndexUnavailable("there is no generation before this one")
        self.switch(before[-1])

    def activate(self, index: str) -> None:
        said = self.state(index, PATIENCE)
        self._show(said | {"whole": True, "written": said["written"] + 1})
        self.switch(index)
        for name in [name for name in self.whole() if name <= index][:-KEPT]:
            self.delete(name)


class Generation:
    """A generation that is being built. ``began``: how many writes the index that is searched had seen by then."""

    def __init__(self, store: Store, index: str, began: int | None) -> None:
        self._store, self._index, self._began = store, index, began

    def fill(self, batches: list[list[int]], read: Read, processes: int, progress: Progress) -> None:
        for batch in batches:
            entries = [action for entry in read(batch) for action in _actions(entry, 1, set())]
            self._store.send(self._index, entries)
            progress(len(batch))
        self.write(())

    def write(self, entries: Iterable[IndexEntry], removed: Iterable[int] = ()) -> None:
        self._store.write(entries, removed, self._index)

    def late(self) -> set[int]:
        """What was written since, and what only one of the two holds: it was published, or withdrawn."""
        if self._began is None:
            return set()
        newer = {"bool": {"filter": [{"term": {"kind": "document"}}, {"range": {"written": {"gt": self._began}}}]}}
        changed = {hit["id"] for hit in self._store.scan(self._store.name, newer, ["id"])}
        return changed | (self._store.digests().keys() ^ self._store.digests(self._index).keys())

    def activate(self) -> None:
        self._store.activate(self._index)


def _actions(entry: IndexEntry, written: int, old: set[str]) -> Iterator[tuple[str, str]]:
    """What writes an entry; what it takes the place of is no longer in ``old``."""
    for name, content in contents(entry, written):
        old.discard(name)
        yield json.dumps({"index": {"_id": name}}), json.dumps(content, ensure_ascii=False)
