"""A second process understands ahead: what it answers is what we should have found, and it never outlives us."""
import os
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from documents.formats import Refused
from documents.understanding import Source, lookahead, understand
from documents.understanding.lookahead import BYTES_AHEAD, FILES_AHEAD, ROOT, SecondProcess, ahead

DOCX = next((ROOT / "tests/samples/formats").rglob("*.docx"))
SCRIPT = f"""
import signal
from itertools import count
signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where the tests run behind a shell's &
from documents.understanding import Source, ahead
docx = open({str(DOCX)!r}, "rb").read()
for n, (source, understood) in enumerate(ahead((Source(f"{{n}}.docx", docx) for n in count()), bool, alone=0)):
    understood()
    print(n, flush=True)
"""


def text(number: int, words: str = "") -> Source:
    return Source(f"{number}.md", f"# 办法{number}\n\n## 第一条\n\n内容{number}。{words}\n".encode())


@pytest.fixture
def seconds(monkeypatch) -> list[SecondProcess]:
    """The second processes that are started."""
    started = []

    class Noted(SecondProcess):
        def _start(self):
            super()._start()
            started.append(self)

    monkeypatch.setattr(lookahead, "SecondProcess", Noted)
    return started


def test_a_few_files_start_no_process(seconds):
    assert [understood().title for _, understood in ahead(map(text, range(3)), bool)] == ["办法0", "办法1", "办法2"]
    assert seconds == []


def test_nor_do_many_that_are_not_wanted(seconds):
    assert len(list(ahead(map(text, range(100)), lambda _: False))) == 100
    assert seconds == []


def test_answers_are_those_of_understand_in_order(seconds):
    sources = [text(number) for number in range(12)]
    found = [(source, understood()) for source, understood in ahead(sources, bool, alone=2)]
    assert found == [(source, understand(source)) for source in sources]
    assert len(seconds) == 1


def test_a_refusal_is_raised_where_it_belongs_and_stops_nothing(seconds):
    sources = [text(1), Source("空.txt", b""), Source("甲.exe", b"MZ"), text(2)]
    (_, first), (_, empty), (_, foreign), (_, last) = ahead(sources, bool, alone=0)
    with pytest.raises(Refused, match="“空.txt”：文件为空。"):
        empty()
    with pytest.raises(Refused, match="不支持 .exe 类型的文件"):
        foreign()
    assert (first().title, last().title) == ("办法1", "办法2")


def test_what_is_not_wanted_passes_in_its_place_and_may_be_anything(seconds):
    items = [text(1), "读不了的文件", text(2)]
    found = list(ahead(items, lambda item: item == items[2], alone=0))
    assert [item for item, _ in found] == items
    assert [found[0][1]().title, found[2][1]().title] == ["办法1", "办法2"]


def test_streams(seconds):
    taken = []

    def endless():
        for number in count():
            taken.append(number)
            yield text(number)

    sources = ahead(endless(), bool, alone=3)
    for _ in range(10):
        next(sources)[1]()
    assert len(taken) == 10 + FILES_AHEAD
    sources.close()


def test_only_one_large_file_waits(seconds):
    taken, words = [], "字" * (BYTES_AHEAD // 6)

    def endless():
        for number in count():
            taken.append(number)
            yield text(number, words)

    sources = ahead(endless(), bool, alone=0)
    next(sources)
    assert len(taken) == 2
    sources.close()


def test_goes_on_alone_when_the_second_process_is_killed(seconds):
    sources = ahead(map(text, range(12)), bool, alone=0)
    titles = [next(sources)[1]().title]
    seconds[0].process.kill()
    titles += [understood().title for _, understood in sources]
    assert titles == [f"办法{number}" for number in range(12)]


def test_a_call_answers_even_after_the_run(seconds):
    found = list(ahead(map(text, range(12)), bool, alone=0))
    assert [understood().title for _, understood in found] == [f"办法{number}" for number in range(12)]


def test_an_abandoned_run_ends_the_second_process(seconds):
    sources = ahead(map(text, count()), bool, alone=0)
    next(sources)
    sources.close()
    assert seconds[0].process.returncode == -signal.SIGKILL


def test_the_second_process_knows_no_secrets_of_ours(seconds, monkeypatch):
    monkeypatch.setenv("WENLAN_SECRET_KEY", "geheim")
    sources = ahead(map(text, count()), bool, alone=0)
    next(sources)[1]()
    assert b"geheim" not in Path(f"/proc/{seconds[0].process.pid}/environ").read_bytes()
    sources.close()


@pytest.fixture
def importer():
    """A process that understands .docx without end: with a second process, its keeper, and the keeper's child."""
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
