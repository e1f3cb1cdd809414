"""Importing from the shell: bad files named and passed over, a report, a killed run that can be run again."""
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents.models import Document
from tests.documents.sandbox import work

pytestmark = pytest.mark.site


def law(number: int) -> str:
    articles = "".join(f"第{digit}条 第{number}号文件的规定。\n\n" for digit in "一二三四五六七八九")
    return f"# 文件{number}\n\n{articles}"


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "files.zip"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(5):
            file.writestr(f"文件{number}.md", law(number))
        file.writestr("空.txt", "")
        file.writestr("程序.exe", b"MZ\0\1")
    return path


def run(*args):
    out, err = StringIO(), StringIO()
    call_command("import_documents", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db(transaction=True)
def test_bad_files_are_named_and_the_others_go_in(archive):
    out, err = run(archive, "--json", "-")
    assert "新增 5，更新 0，未变 0，拒收 2，保留原文 0" in err
    assert err.count("空.txt") == err.count("程序.exe") == 1
    report = json.loads(out)
    assert [entry["outcome"] for entry in report].count("created") == 5
    assert all(entry["reason"] for entry in report if entry["outcome"] == "refused")


@pytest.mark.django_db(transaction=True)
def test_a_failing_reader_is_reported_with_its_cause_and_the_entry_of_the_log(tmp_path, monkeypatch, caplog):
    (tmp_path / "坏.html").write_text("<p>正文")
    (tmp_path / "好.txt").write_text(law(1))
    monkeypatch.setattr("documents.analysis.source.read_and_parse", work.read_with_a_failing_reader)
    out, err = run(tmp_path, "--json", "-")
    assert "新增 1，更新 0，未变 0，拒收 1" in err and "Traceback" not in out + err
    (reason,) = [entry["reason"] for entry in json.loads(out) if entry["outcome"] == "refused"]
    place, reference = re.search(r"（IndexError，(\S+) 第 \d+ 行），.*编号 (\w+)。$", reason).groups()
    assert "坏.html”：读取程序出错" in reason and reason in err
    assert place == "documents/formats/readers/docx/counting.py"
    (logged,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert reference in logged and "坏.html" in logged and "string index out of range" in logged


@pytest.mark.django_db(transaction=True)
def test_what_needs_a_look_is_counted_or_listed(archive):
    assert "5 份有需要留意之处" in run(archive, "--dry-run")[1]
    assert "留意 文件3.md：未能确定" in run(archive, "--dry-run", "--verbosity", "2")[1]


@pytest.mark.django_db(transaction=True)
def test_again_changes_nothing(archive):
    run(archive)
    before = list(Document.objects.order_by("pk").values_list("pk", "updated_at"))
    assert "新增 0，更新 0，未变 5，拒收 2" in run(archive)[1]
    assert list(Document.objects.order_by("pk").values_list("pk", "updated_at")) == before


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_and_what_is_updated_is_named_with_both_titles(tmp_path):
    first, second = tmp_path / "甲.md", tmp_path / "乙.md"
    first.write_text(law(1))
    second.write_text(law(1).replace("第九条", "第九条之一"))
    run(first)
    out, err = run(second, "--draft", "--json", "-")
    assert "保留原文 1" in err and "--accept" in err
    assert f"保留原文“{second}”" in err and "《文件1》（原文件 甲.md）→《文件1》" in err
    (entry,) = json.loads(out)
    assert entry["outcome"] == "kept" and "原文未动" in entry["reason"] and any("已经发布" in w for w in entry["warnings"])
    assert entry["comparison"].pop("likeness") > 0.9
    assert entry["comparison"] == {"title": "文件1", "held_title": "文件1", "held_name": "甲.md", "differs": ["正文"]}
    assert "之一" not in Document.objects.published().get().markdown
    out, err = run(second, "--accept", "--draft", "--json", "-")
    assert f"更新“{second}”：《文件1》" in err and json.loads(out)[0]["outcome"] == "updated"
    assert "之一" in Document.objects.published().get().markdown


@pytest.mark.django_db(transaction=True)
def test_a_dry_run_changes_nothing(archive):
    assert "试读（未写入）：新增 5" in run(archive, "--dry-run")[1]
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_drafts_are_not_published(archive):
    run(archive, "--draft")
    assert Document.objects.count() == 5 and not Document.objects.published().exists()


@pytest.mark.django_db
def test_a_path_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="找不到"):
        run("没有这个文件夹")


@pytest.mark.django_db
def test_folders_are_walked_in_order_without_hidden_files(tmp_path):
    (tmp_path / "甲" / ".git").mkdir(parents=True)
    (tmp_path / "甲" / "一.md").write_text(law(1))
    (tmp_path / "甲" / ".git" / "二.md").write_text(law(2))
    run(tmp_path)
    assert list(Document.objects.values_list("title", flat=True)) == ["文件1"]


def test_a_killed_run_leaves_no_half_document_and_can_be_run_again(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.md").write_text(law(number))
    environment = os.environ | {
        "WENLAN_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": "",
    }

    def manage(*args, **options):
        return subprocess.Popen([sys.executable, "manage.py", *args], env=environment, **options)

    assert manage("migrate", "--verbosity", "0").wait() == 0
    killed = manage("import_documents", str(folder), stderr=subprocess.DEVNULL)
    stored = stored_in(tmp_path / "data" / "db.sqlite3")
    deadline = time.monotonic() + 60
    while stored()[0] < 40 and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    documents, sections = stored()
    assert 40 <= documents < 60 and sections == 9 * documents
    assert manage("import_documents", str(folder), stderr=subprocess.DEVNULL).wait() == 0
    assert stored() == (60, 540)


def stored_in(path):
    """A function that counts documents and sections in a database, as another process sees them."""
    import sqlite3

    def counts():
        with sqlite3.connect(path) as database:
            query = "SELECT (SELECT count(*) FROM documents_document), (SELECT count(*) FROM documents_section)"
            return database.execute(query).fetchone()

    return counts
