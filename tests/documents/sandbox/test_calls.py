"""The process in which strangers' files and texts are worked on: what it may not do, and that nothing in it can harm ours."""
import json
import re
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from documents import sandbox
from documents.formats import read
from documents.sandbox import Failed, Limits, OverLimit, Refused, calls, messages
from documents.sandbox.confinement import confine
from documents.sandbox.failure import Failure, logged
from tests.documents.sandbox import work

HTML = "<p>正文</p>".encode()


SMALL = Limits(seconds=20, cpu=5, memory=300 << 20)


def in_confinement(code: str, limits: Limits = SMALL) -> subprocess.CompletedProcess:
    prelude = f"from documents.sandbox import Limits\nfrom {confine.__module__} import confine; confine({limits!r}, True)\n"
    return subprocess.run([sys.executable, "-c", prelude + code], cwd=calls.ROOT, capture_output=True, text=True, timeout=60)


class TestConfinement:
    def test_memory(self):
        assert "MemoryError" in in_confinement("b = bytearray(400 * 2**20)").stderr

    def test_cpu(self):
        assert in_confinement("while True: pass", Limits(cpu=1)).returncode < 0

    def test_wall_time(self):
        assert in_confinement("import time; time.sleep(30)", Limits(seconds=0.5)).returncode < 0

    def test_nothing_can_be_written(self, tmp_path):
        assert "OSError" in in_confinement(f"with open({str(tmp_path / 'a')!r}, 'w') as file: file.write('x')").stderr
        assert (tmp_path / "a").read_text() == ""

    def test_S16_no_network(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            code = (
                "import ctypes, socket\nfrom documents.sandbox import confinement\n"
                "allowed = ctypes.CDLL(None).unshare(confinement.CLONE_NEWUSER | confinement.CLONE_NEWNET) == 0\n"
                f"print(allowed and socket.socket().connect_ex(('127.0.0.1', {server.getsockname()[1]})))"
            )
            answer = subprocess.run([sys.executable, "-c", code], cwd=calls.ROOT, capture_output=True, text=True).stdout.strip()
        if answer == "False":
            pytest.skip("this system gives no namespaces to processes like ours")
        assert int(answer) != 0

    def test_the_keeper_knows_no_secrets_of_ours(self, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "canary")
        monkeypatch.setattr(calls, "_server", None)
        read("a.html", HTML)
        environment = Path(f"/proc/{calls._server.process.pid}/environ")
        assert not environment.exists() or b"canary" not in environment.read_bytes()


class TestOverLimit:
    @pytest.mark.parametrize(("limits", "function", "argument"), [
        (Limits(seconds=0.5), work.sleep, 60),
        (Limits(cpu=1), work.spin, 60),
        (Limits(memory=600 << 20), work.fill, 700 << 20),
        (Limits(answer=1000), work.repeat, 2000),
    ])
    def test_is_refused_and_ends(self, limits, function, argument):
        start = time.monotonic()
        with pytest.raises(OverLimit):
            sandbox.call(function, argument, limits=limits)
        assert time.monotonic() - start < 20

    def test_a_child_that_never_answers(self, monkeypatch):
        monkeypatch.setattr(calls, "GRACE_SECONDS", 0)
        ours, theirs = socket.socketpair()
        monkeypatch.setattr(calls, "_connect", lambda: ours)
        with theirs, pytest.raises(OverLimit, match="超时"):
            sandbox.call(work.repeat, 1, limits=Limits(seconds=0.2))

    def test_the_file_is_named(self, monkeypatch):
        monkeypatch.setattr("documents.formats.reading.LIMITS", Limits(answer=10))
        with pytest.raises(Refused, match=r"^“a\.html”：.*过大"):
            read("a.html", HTML)

    def test_a_child_ends_when_we_hang_up(self):
        session = sandbox.Session()
        child = session.call(work.process_id)
        thread = threading.Thread(target=lambda: pytest.raises(OverLimit, session.call, work.spin, 60))
        thread.start()
        time.sleep(0.3)
        session.close()
        thread.join(5)
        assert not thread.is_alive() and gone(child)


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not Path(f"/proc/{pid}").exists()


class TestSession:
    def test_calls_share_a_child_each_with_time_of_its_own(self):
        with closing(sandbox.Session(Limits(seconds=1))) as session:
            children = set()
            for _ in range(4):
                session.call(work.sleep, 0.4)
                children.add(session.call(work.process_id))
        assert len(children) == 1

    def test_goes_on_in_another_child_after_one_that_was_over_its_limit(self):
        with closing(sandbox.Session(Limits(seconds=0.5))) as session:
            with pytest.raises(OverLimit):
                session.call(work.sleep, 60)
            assert session.call(work.repeat, 2) == "甲甲"

    def test_a_refusal_is_ours_and_ends_nothing(self):
        with closing(sandbox.Session()) as session:
            child = session.call(work.process_id)
            with pytest.raises(Refused, match="^不行$"):
                session.call(work.refuse, "不行")
            assert session.call(work.process_id) == child


class TestFailed:
    def test_says_what_failed_where_and_under_which_entry_of_the_log(self, caplog):
        with pytest.raises(Failed) as caught:
            sandbox.call(work.fail, "甲", subject="附件/甲.docx")
        kind, place, reference = re.fullmatch(
            r"读取程序出错（(\w+)，(.+) 第 \d+ 行），文件可能已损坏或不合格式规范。详情已记入日志，编号 (\w{8})", str(caught.value)
        ).groups()
        assert (kind, place) == ("ValueError", "documents/vocabulary/numerals.py")
        (record,) = [record for record in caplog.records if record.name.startswith("documents.sandbox")]
        assert record.levelname == "ERROR"
        assert all(part in record.getMessage() for part in (reference, "附件/甲.docx", "Traceback", "no Chinese writing for -1"))

    def test_the_child_goes_on(self):
        with closing(sandbox.Session()) as session:
            child = session.call(work.process_id)
            with pytest.raises(Failed):
                session.call(work.fail, "甲")
            assert session.call(work.process_id) == child

    def test_outside_our_code_only_the_kind_is_named(self):
        with pytest.raises(Failed, match="出错（ZeroDivisionError），"):
            sandbox.call(work.divide, 0)

    @pytest.mark.parametrize(("failure", "cause"), [
        (Failure("IndexError", "documents/formats/readers/docx/numbering.py", 88, ""), "IndexError，documents/formats/readers/docx/numbering.py 第 88 行"),
        (Failure("<script>", "documents/formats/x.py", 1, ""), "documents/formats/x.py 第 1 行"),
        (Failure("KeyError", "documents/../../etc/passwd", 1, ""), "KeyError"),
        (Failure("KeyError", "documents/formats/x.py", 10**9, ""), "KeyError"),
        (Failure("甲" * 900, "/etc/passwd", -1, ""), ""),
    ])
    def test_a_child_that_was_taken_over_cannot_write_the_message(self, failure, cause):
        assert failure.cause == cause

    def test_nor_an_entry_of_the_log(self, caplog):
        logged(Failure("KeyError", "", 0, "a\nERROR forged" + "长" * 100_000), "甲\nERROR forged")
        (line, *others) = caplog.records[-1].getMessage().split("\n")
        assert all(other.startswith("    ") for other in others) and len("".join(others)) < 30_000

    def test_a_first_use_that_fails_keeps_nothing_else_from_being_served(self):
        code = (
            "from dataclasses import replace\nfrom documents import sandbox_server\nfrom documents.formats.discovery import discover\n"
            "from documents.vocabulary.numerals import to_chinese\n"
            "discover()['.txt'] = replace(discover()['.txt'], function=lambda data: to_chinese(-1))\n"
            "check = sandbox_server.check_in_rounds\n"
            "sandbox_server.check_in_rounds = lambda *arguments: print('checked', bool(check(*arguments)))\n"
            "sandbox_server.load()\nprint('served')"
        )
        run = subprocess.run([sys.executable, "-c", code], cwd=calls.ROOT, capture_output=True, text=True, timeout=60)
        assert run.stdout.split("\n") == ["checked True", "served", ""]
        assert run.stderr.count("Traceback") == 1 and "no Chinese writing for -1" in run.stderr


class TestAsking:
    def test_both_sides_talk(self):
        assert sandbox.call(work.add_up, 3, answer=lambda number: number * 10) == 60

    def test_what_fails_on_our_side_is_raised_there(self):
        with pytest.raises(ZeroDivisionError):
            sandbox.call(work.add_up, 3, answer=lambda number: number // 0)


class TestOurSide:
    @pytest.mark.parametrize("answer", [
        b"", b"{", b"[]", b"1", b"null", b'{"text": "x"}', b'["refused", "\xff"]', b'["returned"]', b'["returned", 1]', b'["returned", null]',
        b'["returned", [1, 2, 3]]', b'["nothing", ""]', b'["failed", ""]', b'["failed", [1, 2, 3, 4]]', b'["asked", 1]', json.dumps(["returned", ["x"] * 9]).encode(), b"[" * 100_000,
    ])
    def test_an_answer_that_is_none_is_a_refusal(self, monkeypatch, answer):
        monkeypatch.setattr(messages, "receive", lambda *_, **__: answer)
        with pytest.raises(Refused, match="a.html"):
            read("a.html", HTML)

    def test_I14_I17_a_killed_keeper_is_replaced(self):
        read("a.html", HTML)
        calls._server.process.kill()
        calls._server.process.wait()
        assert read("a.html", HTML).text == "正文\n"

    def test_many_threads_at_once(self):
        answers = []
        threads = [threading.Thread(target=lambda i=i: answers.append(read("a.html", f"<p>第{i}篇".encode()).text)) for i in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == sorted(f"第{i}篇\n" for i in range(12))
