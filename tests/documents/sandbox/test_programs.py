"""Programs of the system that work on what strangers send: what they may not do."""
import shutil
import socket
import threading
import time

import pytest

from documents.sandbox import Limits, OverLimit, landlock, programs

SHELL = shutil.which("sh") or "/bin/sh"
LIMITS = Limits(seconds=20, cpu=5, memory=1 << 30, answer=1 << 20)


def shell(folder, script: str, limits: Limits = LIMITS) -> str:
    """What ``script`` writes into the file ``said``."""
    programs.run([SHELL, "-c", f"exec >{folder}/said 2>&1; {script}"], folder, limits)
    return (folder / "said").read_text()


def test_it_works_in_its_folder(tmp_path):
    assert shell(tmp_path, "echo a >b && cat b && pwd") == f"a\n{tmp_path}\n"


def test_it_has_nothing_of_our_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("WENLAN_SECRET_KEY", "SECRET")
    assert "SECRET" not in shell(tmp_path, "env")


def test_it_sees_and_changes_nothing_of_ours(tmp_path_factory):
    ours, theirs = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("theirs")
    (ours / "secret").write_text("SECRET")
    said = shell(theirs, f"cat {ours}/secret; echo b >{ours}/secret; echo c >{ours}/new; cat {programs.ROOT}/manage.py")
    if not landlock.version():
        pytest.skip("this kernel has no Landlock")
    assert "SECRET" not in said and "django" not in said and [path.read_text() for path in ours.iterdir()] == ["SECRET"]


def test_it_has_no_network(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), 5); print('through')"
        assert "through" not in shell(tmp_path, f'/usr/bin/python3 -c "{code}" || echo none')


def test_files_have_a_limit(tmp_path):
    shell(tmp_path, "head -c 3000000 /dev/zero >large")
    assert (tmp_path / "large").stat().st_size <= LIMITS.answer


def test_time_has_a_limit_and_what_was_started_ends(tmp_path):
    start = time.monotonic()
    with pytest.raises(OverLimit, match="超时"):
        shell(tmp_path, f"(while :; do date >{tmp_path}/alive; sleep 0.05; done) & sleep 60", LIMITS._replace(seconds=1))
    assert time.monotonic() - start < 10
    (tmp_path / "alive").unlink()
    time.sleep(0.3)
    assert not (tmp_path / "alive").exists()


def test_one_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "WAIT_SECONDS", 0.3)
    with programs.alone(SHELL), pytest.raises(OverLimit, match="另有文件正在转换"):
        shell(tmp_path, "true")
    assert shell(tmp_path, "echo a") == "a\n"


def test_who_waits_comes_after(tmp_path):
    order = []
    with programs.alone(SHELL):
        thread = threading.Thread(target=lambda: order.append(shell(tmp_path, "echo second")))
        thread.start()
        time.sleep(0.3)
        order.append("first\n")
    thread.join(20)
    assert order == ["first\n", "second\n"]
