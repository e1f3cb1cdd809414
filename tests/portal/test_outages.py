"""What a command says where the disk or the database refuses, and that two of them at once do not break each other."""
import errno
import os
import runpy
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, OperationalError

from search.backends.locks import locked
from tests.databases import SERVER

from .shell import ROOT, environment, manage

LONG = os.environ.get("WENLAN_TEST_LONG") == "1"


def ended_by(error: Exception, monkeypatch, *arguments: str):
    """What ``manage.py`` ends with where its command raises ``error``."""
    def fail(argv):
        raise error

    monkeypatch.setattr("django.core.management.execute_from_command_line", fail)
    monkeypatch.setattr(sys, "argv", ["manage.py", *arguments])
    with pytest.raises(BaseException) as raised:
        runpy.run_path(str(ROOT / "manage.py"), run_name="__main__")
    return raised.value


@pytest.mark.parametrize(("error", "said"), [
    (OSError(errno.ENOSPC, "No space left on device", "/srv/a"), "磁盘满了（/srv/a）"), (OSError(errno.EROFS, "Read-only file system"), "磁盘是只读的。"),
    (PermissionError(errno.EACCES, "Permission denied", "/srv/a"), "没有权限读写（/srv/a）"), (OSError(errno.EDQUOT, "Quota exceeded"), "磁盘配额用完了"),
    (OperationalError("database or disk is full"), "数据库不能用：database or disk is full"), (OperationalError("connection failed: refused\nIs the server running?"), "数据库不能用：connection failed: refused。"),
    (DatabaseError("database disk image is malformed"), "数据库不能用：database disk image is malformed"),
])
def test_a_command_ends_in_a_sentence(monkeypatch, error, said):
    end = ended_by(error, monkeypatch, "import_documents", "x")
    assert isinstance(end, SystemExit) and str(end.code).startswith(said.rstrip("。")) and "再运行一次" in str(end.code)
    assert ended_by(error, monkeypatch, "import_documents", "x", "--traceback") is error


@pytest.mark.parametrize("error", [OSError(errno.ENOENT, "No such file"), IntegrityError("UNIQUE"), ValueError("x"), KeyError("x"),
    OperationalError("no such column: a.b"), OperationalError("no such table: a"), OperationalError("too many SQL variables"), OperationalError('near "x": syntax error'),
])
def test_a_mistake_of_ours_stays_one(monkeypatch, error):
    assert ended_by(error, monkeypatch, "import_documents", "x") is error


@pytest.mark.django_db
def test_who_prepares_while_another_does_waits_for_it(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr("portal.management.commands.prepare.PATIENCE", 0.1)
    with locked("prepare", tmp_path), pytest.raises(CommandError, match="另一个 prepare"):
        call_command("prepare")


@pytest.mark.skipif(not LONG, reason="make test-long")
def test_f02_f06_on_a_disk_that_is_full_or_read_only_no_command_ends_in_a_traceback(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("no disk of a size of its own may be made here")
    (tmp_path / "甲.md").write_text("# 甲办法\n\n第一条 为了规范，制定本办法。\n" * 50)
    commands = (["prepare"], ["import_documents", tmp_path / "甲.md"], ["backup", place / "b.tar.gz"], ["rebuild_index"], ["dump"], ["reread_documents"], ["run_worker", "--once"])
    try:
        assert manage(place / "data", "prepare")[0] == 0
        for state in ("full", "read-only"):
            if state == "full":
                with open(place / "filling", "wb", 0) as file, pytest.raises(OSError):
                    while file.write(bytes(1 << 20)):
                        pass
            else:
                (place / "filling").unlink()
                subprocess.run(["mount", "-o", "remount,ro", place], check=True)
            said = {command[0]: manage(place / "data", *command) for command in commands}
            assert {name: told[-2000:] for name, (_, told) in said.items() if "Traceback" in told} == {}, state
            assert {said[name][0] for name in ("import_documents", "backup")} == {1}, state
        subprocess.run(["mount", "-o", "remount,rw", place], check=True)
        assert manage(place / "data", "import_documents", tmp_path / "甲.md")[0] == manage(place / "data", "check_index", "--repair")[0] == 0
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.site
@pytest.mark.postgresql
def test_two_prepare_and_then_import_at_once(tmp_path):
    """In a database of their own, empty as at a first start; each of the two has done all that it was asked for."""
    import psycopg

    name = "at_once"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    address = f"{SERVER.rpartition('/')[0]}/{name}"
    for number in range(12):
        (tmp_path / f"{number}.md").write_text(f"# 关于第{number}号事项的通知\n\n教育部\n\n第一条 根据《关于第{(number + 1) % 12}号事项的通知》，制定本办法。\n")
    try:
        for command in (["prepare", "--without-samples"], ["import_documents", *map(str, sorted(tmp_path.glob("*.md")))]):
            both = [
                subprocess.Popen([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(tmp_path / "data", DATABASE_URL=address), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                for _ in range(2)
            ]
            said = [process.communicate()[0] for process in both]
            assert [process.returncode for process in both] == [0, 0] and "Traceback" not in "".join(said), said
        status, said = manage(tmp_path / "data", "check_index", DATABASE_URL=address)
        assert status == 0, said
        assert manage(tmp_path / "data", "shell", "-c", "from documents.models import Document; print('there are', Document.objects.count())", DATABASE_URL=address)[1].count("there are 12") == 1
    finally:
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
