"""A site from one database to another and back, and backups of either: what may not be overwritten first, then that all is the same."""
import os
import shutil

import psycopg
import pytest

from tests.databases import SERVER

from .shell import exported, manage, run

pytestmark = pytest.mark.site

TEXT = "# 𠮷林“㐂”办法{0}\n\n第一条 依据《𠮷林“㐂”办法0》，{0}号。\n\n第二条 " + "长" * 30_000 + "{0}。\n"
STATE = """
from django.apps import apps
from portal.transfer import moved
import hashlib
call_command("export_documents", all=True)
for model in moved():
    rows = list(model._base_manager.order_by("pk").values_list())
    plain = [[bytes(v) if isinstance(v, memoryview) else sorted(v.items()) if isinstance(v, dict) else v for v in row] for row in rows]
    print("rows", model._meta.label, len(rows), hashlib.sha256(repr(plain).encode()).hexdigest())"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A data folder with documents, originals, revisions, an account with its permission, and what it did."""
    data, files = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("files")
    for number in range(4):
        (files / f"{number}.md").write_text(TEXT.format(number))
    run(data, f"""
call_command("migrate", verbosity=0)
call_command("import_documents", {str(files)!r}, verbosity=0)
from django.contrib.auth.models import Permission, User
from django.contrib.admin.models import LogEntry
from documents.importing import trash
from documents.models import Document
editor = User.objects.create_user("editor", password="x", is_staff=True)
editor.user_permissions.add(Permission.objects.get(codename="add_upload"))
LogEntry.objects.create(user=editor, object_repr="𠮷", action_flag=2, change_message="改")
trash(Document.objects.last())""")
    return data


def state(data, **environment) -> list[str]:
    return [line for line in run(data, STATE, **environment).splitlines() if line.startswith(("{", "rows"))]


@pytest.fixture
def empty():
    """The address of an empty PostgreSQL; each test moves back to SQLite too."""
    name = f"moving_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{SERVER.rpartition('/')[0]}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def copied(site, tmp_path):
    return shutil.copytree(site, tmp_path / "data")


@pytest.mark.parametrize("url", ["mysql://a/b", "nothing", "", "postgres://nobody@127.0.0.1:1/none", "sqlite:////no/such/folder/db.sqlite3"])
def test_where_nothing_can_be_moved_to_is_said(site, url):
    code, said = manage(site, "move_database", url)
    assert code == 1 and "Traceback" not in said and ("数据库" in said), said


def test_a_database_in_use_is_not_overwritten(copied, site):
    before = state(copied)
    code, said = manage(site, "move_database", f"sqlite:///{copied / 'db.sqlite3'}")
    assert code == 1 and "不覆盖" in said and state(copied) == before


@pytest.mark.postgresql
def test_a_site_moves_there_and_back_and_is_the_same(copied, empty):
    before = state(copied)
    assert len(exported("\n".join(before))) == 3 and any("auth.User 1" in line for line in before)
    code, said = manage(copied, "move_database", empty)
    assert code == 0 and "已搬去" in said, said
    assert state(copied, DATABASE_URL=empty) == before
    back = f"sqlite:///{copied / 'back.sqlite3'}"
    code, said = manage(copied, "move_database", back, DATABASE_URL=empty)
    assert code == 0 and state(copied, DATABASE_URL=back) == before, said
    new = 'from documents.importing import Source, import_source\nprint(import_source(Source("新.md", "# 新办法\\n\\n第一条 新。".encode())).outcome)'
    for url in (empty, back):  # the next number of a row is free
        assert "created" in run(copied, new, DATABASE_URL=url).lower()


@pytest.mark.postgresql
def test_a_backup_of_either_is_restored_into_either(copied, empty, tmp_path):
    before, backup = state(copied), tmp_path / "backup.tar.gz"
    assert manage(copied, "move_database", empty)[0] == 0
    code, said = manage(copied, "backup", backup, DATABASE_URL=empty)
    assert code == 0, said
    restored = tmp_path / "restored"
    code, said = manage(restored, "restore", backup)
    assert code == 0 and state(restored) == before, said
    assert {path.name for path in (restored / "files").rglob("*.md")} == {path.name for path in (copied / "files").rglob("*.md")}
    code, said = manage(copied, "restore", backup, DATABASE_URL=empty)
    assert code == 1 and "不覆盖" in said


@pytest.mark.postgresql
def test_a_backup_is_restored_into_an_empty_postgresql(copied, tmp_path):
    before, backup, name = state(copied), tmp_path / "backup.tar.gz", f"restoring_{os.getpid()}"
    assert manage(copied, "backup", backup)[0] == 0
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            url = f"{SERVER.rpartition('/')[0]}/{name}"
            code, said = manage(tmp_path / "restored", "restore", backup, DATABASE_URL=url)
            assert code == 0, said
            assert state(tmp_path / "restored", DATABASE_URL=url) == before
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
