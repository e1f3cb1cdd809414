"""Three nodes, each as on a machine of its own, under a site where five publish and sixteen read: ``make test-cluster``.

A node is killed, cut off, its disk filled; then all are away for a minute. Nobody is answered wrongly: what is published is
found, once, or the page says that search cannot be used, or that it is not whole. Figures are printed.
"""
import html
import re
import threading
import time
from collections import Counter
from contextlib import ExitStack
from urllib.error import HTTPError
from urllib.parse import quote

import pytest

from tests.e2e.http import Visitor, administrator
from tests.e2e.server import gunicorn, make_administrator, manage

from . import cluster
from .site import prepare, write_files

pytestmark = pytest.mark.skipif(not cluster.FOLDER, reason="make test-cluster")
LIST = "/admin/documents/document/"
DOCUMENTS, EDITORS, READERS = 120, "甲乙丙丁戊", 16
EACH, PACE = 100, 5  # drafts of each editor, and seconds between two of his publications
BEFORE, AWAY, AFTER = 10, 60, 20  # seconds of each failure
SHARE = 0.01  # of refusals, over all of a failure, while a node that is left can answer
FOUND = 5.0  # seconds after the cluster can be searched and written again
NOT_WHOLE = "结果可能不全"


class Traffic:
    """Readers and editors, as long as the context lasts. ``published``: a mark → when the editor had his answer;
    ``found``: which of these a search has found; ``seen``: what became of each reader's search; ``before``: so before the failure."""

    def __init__(self, site: str, drafts: list[list[tuple[str, str]]]):
        self._site, self._drafts = site, drafts
        self.before: Counter[str] = Counter()
        self.published: dict[str, float] = {}
        self.found: dict[str, float] = {}
        self.seen: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._edit, args=(mine,)) for mine in drafts]
        self._threads += [threading.Thread(target=self._read, args=(number,)) for number in range(READERS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def begin(self) -> None:
        """Let all be at work, and count anew."""
        time.sleep(BEFORE)
        self.before = Counter(self.seen)
        self.seen.clear()

    def _edit(self, mine: list[tuple[str, str]]) -> None:
        """One publication after the other."""
        admin = administrator(self._site)
        token = admin.token(LIST)
        while mine and not self._over.wait(PACE):
            key, mark = mine.pop()
            try:
                admin.send(LIST, action="publish", _selected_action=key, csrfmiddlewaretoken=token)
            except OSError as error:
                self.wrong.append(f"publishing: {error}")
            else:
                self.published[mark] = time.monotonic()

    def _read(self, number: int) -> None:
        visitor = Visitor(self._site)
        while not self._over.wait(1):
            number += READERS
            known = [*self.found]
            # By turns what was there from the start, and what was found before: neither is ever missing again.
            mark = known[number * 7 % len(known)] if known and number % 2 else f"第{number % DOCUMENTS}"
            outcome = search(visitor, mark)
            self.seen[outcome] += 1
            if outcome == "wrong":
                self.wrong.append(f"{time.strftime('%H:%M:%S')} {mark}")

    def missing(self, until: float) -> list[str]:
        """Of what was published by then, what no search has found yet; each is looked for now."""
        visitor = Visitor(self._site)
        for mark, at in list(self.published.items()):
            if at <= until and mark not in self.found and search(visitor, mark) == "right":
                self.found[mark] = time.monotonic()
        return [mark for mark, at in list(self.published.items()) if at <= until and mark not in self.found]


def search(visitor: Visitor, mark: str) -> str:
    """``right`` where the one document of this mark is found, ``partial`` or ``refused`` where the page says so, else ``wrong``."""
    words = f'"关于{mark}号事项"'
    try:
        page = visitor.get(f"/search/?q={quote(words)}")
    except HTTPError as error:
        page = error.read().decode()
        return "refused" if error.code == 503 and ("检索正在恢复" in page or "检索正忙" in page) else f"wrong: {error.code}"
    except OSError as error:
        return f"wrong: {error}"
    titles = re.findall(r'<p class="title"><a[^>]*href="/documents/([^"?#]*)/', html.unescape(page))
    return "right" if titles == [quote(f"关于{mark}号事项的通知")] else "partial" if NOT_WHOLE in page else "wrong"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as ending:
        patch = ending.enter_context(pytest.MonkeyPatch.context())
        for name, value in {
            "SEARCH_ENGINE": "opensearch", "OPENSEARCH_URLS": ",".join(cluster.URLS),
            "OPENSEARCH_SHARDS": "3", "OPENSEARCH_REPLICAS": "1", "WENLAN_SEARCHES_AT_ONCE": "4",
        }.items():
            patch.setenv(name, value)
        prepare(folder, DOCUMENTS)
        make_administrator(folder)
        for name in EDITORS:
            write_files(folder / name, EACH, name)
        manage(folder, "import_documents", "--draft", *(str(folder / name) for name in EDITORS))
        address, _ = ending.enter_context(gunicorn(folder, "--workers=2", "--timeout=90"))
        yield address


@pytest.fixture(scope="module")
def drafts(site):
    """Of each editor: the key of a draft in the admin, and its mark."""
    admin, all_drafts = administrator(site), []
    for name in EDITORS:
        pages = [admin.get(f"{LIST}?q={quote(f'关于{name}')}&state=draft&p={page}") for page in range(1, EACH // 50 + 1)]
        rows = re.findall(rf'name="_selected_action" value="(\d+)".*?关于({name}\d+)号事项的通知', "".join(pages), re.S)
        assert len({key for key, _ in rows}) == EACH
        all_drafts.append(rows)
    return all_drafts


FAILURES = {
    "killed": (cluster.kill, cluster.start), "cut off": (cluster.cut, cluster.join), "disk full": (cluster.fill, cluster.empty),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_one_node_fails_and_no_answer_is_wrong(site, drafts, failure):
    fail, mend = FAILURES[failure]
    cluster.waited(cluster.is_whole)
    victim = cluster.leader()
    with Traffic(site, drafts) as traffic:
        traffic.begin()
        fail(victim)
        begun = time.monotonic()
        served = cluster.waited(lambda: cluster.is_serving(victim))
        time.sleep(max(0, AWAY - (time.monotonic() - begun)))
        without = time.monotonic()
        late = found_within(traffic, without) if failure != "disk full" else None
        mend(victim)
        healed = cluster.waited(lambda: cluster.is_whole() and cluster.is_writable())
        after = found_within(traffic, time.monotonic())
        time.sleep(AFTER)
    told(failure, traffic, f"served again after {served:.1f} s; what was published while it was away found within {late} s; whole {healed:.1f} s after it was mended, all found {after} s later")
    assert traffic.wrong == [] and set(traffic.seen) <= {"right", "partial", "refused"}
    assert traffic.seen["refused"] + traffic.seen["partial"] <= SHARE * traffic.seen.total()
    assert after <= FOUND and (late is None or late <= FOUND)


def test_all_nodes_are_away_for_a_minute_and_come_back(site, drafts):
    cluster.waited(cluster.is_whole)
    with Traffic(site, drafts) as traffic:
        traffic.begin()
        for name in cluster.NAMES:
            cluster.kill(name)
        time.sleep(AWAY)
        away = Counter(traffic.seen)
        for name in cluster.NAMES:
            cluster.start(name)
        served = cluster.waited(cluster.is_serving)
        after = found_within(traffic, time.monotonic())
        traffic.seen.clear()
        time.sleep(AFTER)
    told("all away", traffic, f"until they were started: {dict(away)}; served {served:.1f} s after that, all found {after} s later")
    assert traffic.wrong == [] and traffic.seen["refused"] + traffic.seen["partial"] <= SHARE * traffic.seen.total()
    assert after <= FOUND


def found_within(traffic: Traffic, until: float) -> float:
    """Seconds until all that was published by then is found."""
    return round(cluster.waited(lambda: not traffic.missing(until), 120), 1)


def told(name: str, traffic: Traffic, more: str) -> None:
    total = max(1, traffic.seen.total())
    refused = (traffic.seen["refused"] + traffic.seen["partial"]) / total
    print(f"{name}: before {dict(traffic.before)}, then {total} searches, {dict(traffic.seen)}, {refused:.1%} refused or not whole; {len(traffic.published)} published; {more}; wrong: {traffic.wrong[:5]}")
