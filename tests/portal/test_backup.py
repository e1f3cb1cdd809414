import sqlite3
import tarfile

import pytest
from django.core.management import CommandError, call_command

from documents.models import Topic


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_what_was_committed(tmp_path):
    Topic.objects.create(name="学籍", slug="学籍")
    target = tmp_path / "backup.tar.gz"
    call_command("backup", target)
    with tarfile.open(target) as archive:
        archive.extract("db.sqlite3", tmp_path, filter="data")
        assert "secret_key" in archive.getnames()
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        assert database.execute("SELECT name FROM documents_topic").fetchall() == [("学籍",)]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.django_db(transaction=True)
def test_a_backup_overwrites_nothing(tmp_path):
    target = tmp_path / "backup.tar.gz"
    target.write_text("older")
    with pytest.raises(CommandError, match="已存在"):
        call_command("backup", target)
    assert target.read_text() == "older"
