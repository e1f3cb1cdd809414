"""Three nodes, one of which is killed while others search and publish: ``make test-opensearch NODES=3``."""
import os
import secrets
import signal
import threading
import time
from collections import Counter

import pytest

from search.backends.entries import IndexEntry, Passage
from search.backends.errors import IndexUnavailable
from search.backends.opensearch import OpenSearchEngine
from search.plan import All, Phrase, Plan, Words

URLS = os.environ.get("WENLAN_TEST_OPENSEARCH_URLS", "")
PIDS = [int(pid) for pid in os.environ.get("WENLAN_TEST_OPENSEARCH_PIDS", "").split()]
pytestmark = pytest.mark.skipif(len(PIDS) < 3, reason="make test-opensearch NODES=3 starts three nodes for this")
PLANS = [
    Plan(Words("教育"), facets=("kind",)), Plan(Words("教育 学籍", "or"), unit="section", stop=50), Plan(Phrase("第7条"), unit="section"),
    Plan(All(), facets=("kind",), stop=60), Plan(Words("管理"), sort="newest"),
]
READERS, SECONDS = 4, 20


def law(number: int) -> IndexEntry:
    text = f"第{number % 9}条 为规范学籍管理和教育教学，制定第{number}号办法。"
    return IndexEntry(number, (f"第{number}号教育办法",), (Passage("", "通知"), Passage("art-1", text)), date=20200101 + number, values={"kind": (f"类{number % 3}",)})


def answers(engine, plan: Plan):
    found = engine.run(plan, 2)
    return None if found.partial else (found.total, found.facets, {(hit.document_id, hit.anchor) for hit in found.hits})


def test_a_node_is_killed_and_no_answer_is_wrong(tmp_path, db):
    name = f"killed-{secrets.token_hex(4)}"
    engine = OpenSearchEngine.backend("default", PATH=str(tmp_path), URLS=URLS, INDEX=name, SHARDS=3, REPLICAS=1)
    with engine.building() as generation, engine.writing():
        generation.write(map(law, range(1, 61)))
        generation.activate()
    client = engine.store.cluster.client
    while client.cluster.health()["status"] != "green":
        time.sleep(0.2)
    right = [answers(engine, plan) for plan in PLANS]
    seen: Counter[str] = Counter()
    end = time.monotonic() + SECONDS

    def read() -> None:
        while time.monotonic() < end:
            for plan, wanted in zip(PLANS, right, strict=True):
                try:
                    found = answers(engine, plan)
                except IndexUnavailable:
                    seen["unavailable"] += 1
                    time.sleep(0.1)  # as a reader who is told to come back does
                else:
                    seen["partial" if found is None else "right" if found == wanted else "wrong"] += 1

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(3)
    leading = next(node["name"] for node in client.cat.nodes(params={"format": "json"}) if node["cluster_manager"] == "*")
    os.kill(PIDS[int(leading.removeprefix("node")) - 1], signal.SIGKILL)
    killed = time.monotonic()
    for reader in readers:
        reader.join()
    print(f"answers while the leading node died: {dict(seen)}")
    assert seen["wrong"] == 0 and seen["right"] > 0
    published = publish(engine, IndexEntry(99, ("停机以后公布的办法",), (Passage("", "海葵"),)))
    print(f"published {published - killed:.1f} s after it was killed")
    assert [hit.document_id for hit in engine.run(Plan(Words("海葵")), 2).hits] == [99]


def publish(engine, entry: IndexEntry) -> float:
    """→ when it was done: tried again, as the outbox does."""
    for _ in range(60):
        try:
            with engine.writing():
                engine.write([entry])
            return time.monotonic()
        except IndexUnavailable:
            time.sleep(0.5)
    raise AssertionError("nothing can be published any more")
