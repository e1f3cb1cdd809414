"""The sandbox understands ahead: what it answers is what we should have found, and nothing of it outlives us."""
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from documents.analysis import Source, lookahead, read_ahead
from documents.analysis.lookahead import BYTES_AHEAD, FILES_AHEAD
from documents.analysis.source import analyse, read_and_parse
from documents.formats import Refused
from documents.sandbox import Limits, calls

pytestmark = pytest.mark.site
ROOT, BODIES = calls.ROOT, frozenset({"教育部"})
DOCX = next((ROOT / "tests/samples/formats").rglob("*.docx"))
SCRIPT = f"""
import signal
from itertools import count
signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where the tests run behind a shell's &
from documents.analysis import Source, read_ahead

docx = open({str(DOCX)!r}, "rb").read()
sources = (Source(f"{{n}}.docx", docx) if n % 2 else Source(f"{{n}}.txt", "# 甲".encode()) for n in count())
for n, (source, understood) in enumerate(read_ahead(sources, frozenset(), bool)):
    understood()
    print(n, flush=True)
"""


def text(number: int, words: str = "") -> Source:
    return Source(f"{number}.md", f"# 办法{number}\n\n## 第一条\n\n内容{number}。{words}\n".encode())


@pytest.fixture
def children(monkeypatch) -> list:
    """The connections to children of the fork server that are made."""
    made, connect = [], calls._connect

    def noted():
        made.append(connect())
        return made[-1]

    monkeypatch.setattr(calls, "_connect", noted)
    return made


def test_what_is_not_wanted_starts_nothing(children):
    assert len(list(read_ahead(map(text, range(100)), BODIES, lambda _: False))) == 100
    assert children == []


def test_answers_are_those_of_understand_in_order(children):
    sources = [text(number) for number in range(12)]
    found = [(source, understood()) for source, understood in read_ahead(sources, BODIES, bool)]
    assert len(children) == 1
    assert found == [(source, analyse(source, BODIES)) for source in sources]
    assert found[0][1].version and replace(found[0][1], version="") == read_and_parse(sources[0], BODIES)


def test_what_takes_a_parser_has_a_child_of_its_own(children):
    docx = DOCX.read_bytes()
    sources = [text(1), Source("a.docx", docx), text(2), Source("b.docx", docx)]
    assert [understood().title for _, understood in read_ahead(sources, BODIES, bool)][::2] == ["办法1", "办法2"]
    assert len(children) == 3


def test_a_refusal_is_raised_where_it_belongs_and_stops_nothing(children):
    sources = [text(1), Source("空.txt", b""), Source("甲.exe", b"MZ"), text(2)]
    (_, first), (_, empty), (_, foreign), (_, last) = read_ahead(sources, BODIES, bool)
    with pytest.raises(Refused, match="“空.txt”：文件为空。"):
        empty()
    with pytest.raises(Refused, match="“甲.exe”：不支持 .exe 类型的文件"):
        foreign()
    assert (first().title, last().title) == ("办法1", "办法2")


def test_one_that_takes_too_long_is_refused_by_name_and_the_others_go_on(monkeypatch):
    monkeypatch.setattr(lookahead, "LIMITS", Limits(cpu=1))
    endless = Source("长.txt", "2020年第1号公告".encode() * 250_000)
    titles, refusals = [], []
    for _, understood in read_ahead([text(1), endless, text(2)], BODIES, bool):
        try:
            titles.append(understood().title)
        except Refused as refused:
            refusals.append(str(refused))
    assert titles == ["办法1", "办法2"]
    assert len(refusals) == 1 and refusals[0].startswith("“长.txt”：解析超时")


def test_what_is_not_wanted_passes_in_its_place_and_may_be_anything():
    items = [text(1), "读不了的文件", text(2)]
    found = list(read_ahead(items, BODIES, lambda item: item == items[2]))
    assert [item for item, _ in found] == items
    assert [found[0][1]().title, found[2][1]().title] == ["办法1", "办法2"]


def test_streams():
    taken = []

    def endless():
        for number in count():
            taken.append(number)
            yield text(number)

    sources = read_ahead(endless(), BODIES, bool)
    for _ in range(10):
        next(sources)[1]()
    assert len(taken) == 10 + FILES_AHEAD
    sources.close()


def test_only_one_large_file_waits():
    taken, words = [], "字" * (BYTES_AHEAD // 6)

    def endless():
        for number in count():
            taken.append(number)
            yield text(number, words)

    sources = read_ahead(endless(), BODIES, bool)
    next(sources)
    assert len(taken) == 2
    sources.close()


def test_a_killed_fork_server_is_replaced():
    docx = DOCX.read_bytes()
    sources = read_ahead((Source(f"{number}.docx", docx) for number in range(12)), BODIES, bool)
    titles = {next(sources)[1]().title}
    calls._server.process.kill()
    titles |= {understood().title for _, understood in sources}
    assert len(titles) == 1


def test_a_call_answers_even_after_the_run():
    found = list(read_ahead(map(text, range(12)), BODIES, bool))
    assert [understood().title for _, understood in found] == [f"办法{number}" for number in range(12)]


def test_an_abandoned_run_hangs_up(children):
    sources = read_ahead(map(text, count()), BODIES, bool)
    next(sources)[1]()
    sources.close()
    assert all(child.fileno() == -1 for child in children)


@pytest.fixture
def importer():
    """A process that understands without end: with its fork server, and its children."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )
    for _ in range(3):
        assert process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


def family(pid: int) -> set[int]:
    """All that descend from a process."""
    children = {int(c) for task in Path(f"/proc/{pid}/task").glob("*/children") for c in task.read_text().split()}
    return children.union(*map(family, children))


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pids: set[int]) -> set[int]:
    deadline = time.monotonic() + 20
    while (left := {pid for pid in pids if is_alive(pid)}) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def test_a_killed_run_leaves_no_process(importer):
    descendants = family(importer.pid)
    assert len(descendants) >= 2
    importer.kill()
    importer.wait()
    assert wait_until_gone(descendants) == set()


def test_an_interrupted_run_leaves_no_process_and_one_traceback(importer):
    descendants = family(importer.pid)
    os.killpg(importer.pid, signal.SIGINT)
    errors = importer.communicate(timeout=30)[1].decode()
    assert importer.returncode == -signal.SIGINT
    assert wait_until_gone(descendants) == set()
    assert errors.count("Traceback") == 1
