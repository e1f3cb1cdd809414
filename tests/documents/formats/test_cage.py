"""The process in which files are read: what it may not do, and that nothing in it can harm ours."""
import socket
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from documents.formats import Refused, cage, read
from documents.formats.cage import from_json, to_json

HTML = "<p>正文</p>".encode()


def in_confinement(code: str, seconds: int = 20, cpu: int = 5, memory: int = 300 * 2**20) -> subprocess.CompletedProcess:
    prelude = f"from documents.formats.keeper import confine; confine({seconds}, {cpu}, {memory})\n"
    return subprocess.run([sys.executable, "-c", prelude + code], cwd=cage.ROOT, capture_output=True, text=True, timeout=60)


class TestConfinement:
    def test_memory(self):
        assert "MemoryError" in in_confinement("b = bytearray(400 * 2**20)").stderr

    def test_cpu(self):
        assert in_confinement("while True: pass", cpu=1).returncode < 0

    def test_wall_time(self):
        assert in_confinement("import time; time.sleep(30)", seconds=1).returncode < 0

    def test_nothing_can_be_written(self, tmp_path):
        assert "OSError" in in_confinement(f"with open({str(tmp_path / 'a')!r}, 'w') as file: file.write('x')").stderr
        assert (tmp_path / "a").read_text() == ""

    def test_S16_no_network(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            code = (
                "import ctypes, socket\nfrom documents.formats import keeper\n"
                "allowed = ctypes.CDLL(None).unshare(keeper.CLONE_NEWUSER | keeper.CLONE_NEWNET) == 0\n"
                f"print(allowed and socket.socket().connect_ex(('127.0.0.1', {server.getsockname()[1]})))"
            )
            answer = subprocess.run([sys.executable, "-c", code], cwd=cage.ROOT, capture_output=True, text=True).stdout.strip()
        if answer == "False":
            pytest.skip("this system gives no namespaces to processes like ours")
        assert int(answer) != 0

    def test_the_keeper_knows_no_secrets_of_ours(self, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "canary")
        monkeypatch.setattr(cage, "_keeper", None)
        read("a.html", HTML)
        environment = Path(f"/proc/{cage._keeper.process.pid}/environ")
        assert not environment.exists() or b"canary" not in environment.read_bytes()


class TestOurSide:
    @pytest.mark.parametrize("answer", [
        b"", b"{", b"[]", b"1", b'{"text": "x"}', b'{"refused": "' + b"\xff", b'{"text":1,"is_markdown":1,"facts":[],"encoding":1,"notes":1}',
        b'{"text":"x","is_markdown":true,"facts":{"a":{"date":"2025-13-45"}},"encoding":null,"notes":[]}',
    ])
    def test_an_answer_that_is_none_is_a_refusal(self, monkeypatch, answer):
        monkeypatch.setattr(cage, "_exchange", lambda *_: answer)
        with pytest.raises(Refused, match="a.html"):
            read("a.html", HTML)

    def test_an_answer_without_end_is_cut(self, monkeypatch):
        monkeypatch.setattr(cage, "ANSWER_BYTES", 1000)
        with pytest.raises(Refused, match="过大"):
            read("a.html", b"<p>" + b"word " * 1000)

    def test_a_reader_that_never_answers(self, monkeypatch):
        monkeypatch.setattr(cage, "READ_SECONDS", 0.2)
        monkeypatch.setattr(cage, "GRACE_SECONDS", 0)
        monkeypatch.setattr(cage, "_send_to_keeper", lambda job: threads.append(job.dup()))
        threads, start = [], time.monotonic()
        with pytest.raises(Refused, match="限额"):
            read("a.html", HTML)
        assert time.monotonic() - start < 5

    def test_I14_I17_a_killed_keeper_is_replaced(self):
        read("a.html", HTML)
        cage._keeper.process.kill()
        cage._keeper.process.wait()
        assert read("a.html", HTML).text == "正文\n"

    def test_many_threads_at_once(self):
        answers = []
        threads = [threading.Thread(target=lambda i=i: answers.append(read("a.html", f"<p>第{i}篇".encode()).text)) for i in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == sorted(f"第{i}篇\n" for i in range(12))

    def test_values_survive_the_way(self):
        for value in ("甲", date(2025, 3, 1), ("甲", "乙"), (date(2025, 3, 1),)):
            assert from_json(to_json(value)) == value
