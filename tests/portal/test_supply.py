"""S30, S36, S38: what we run on, and how; no words of a request become code or SQL."""
import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .shell import ROOT, environment, run

# Versions below these have holes that matter here.
FLOORS = {
    "django": (5, 2, 11), "django-haystack": (3, 4, 0), "lxml": (6, 1, 0), "gunicorn": (22,), "nh3": (0, 3), "django-csp": (4, 0),
    "django-axes": (8,), "markdown": (3, 9), "pypdfium2": (4, 30), "pyyaml": (6,), "filelock": (3, 20),
}


def locked(name: str) -> dict[str, str]:
    """Name → what follows it in a lock file."""
    entries = re.findall(r"^([a-z0-9][\w.-]*)==(\S+)(.*?)(?=^[a-z0-9]|\Z)", (ROOT / name).read_text(), re.M | re.S | re.I)
    return {package.lower(): f"{version}{rest}" for package, version, rest in entries}


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_s36_everything_is_pinned_by_hash(name):
    entries = locked(name)
    assert entries
    assert [package for package, rest in entries.items() if "--hash=sha256:" not in rest] == []
    loose = [line for line in (ROOT / name).read_text().splitlines() if line and line[0].isalnum() and "==" not in line]
    assert loose == []


def test_s36_no_version_has_a_hole_that_we_know_of():
    entries = locked("requirements.txt")
    old = {name: entries[name] for name, floor in FLOORS.items() if tuple(map(int, re.findall(r"\d+", entries[name])[:3])) < floor}
    assert old == {}


LICENCES = (ROOT / "docs/licences.md").read_text()


def test_every_library_has_the_licence_that_the_page_says():
    """Of what is not installed here, an extra or another system's, that there is a row that says one."""
    done = subprocess.run([sys.executable, ".ci/licences.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    names = set(re.findall(r"^\| ([a-z0-9][\w.-]*) \|", LICENCES, re.M))
    assert names >= {name for path in ROOT.glob("requirements*.txt") if "supply" not in path.name for name in locked(path.name)}
    assert "| ? |" not in LICENCES


def test_nothing_that_runs_makes_the_site_take_another_licence():
    """Of several licences one may choose."""
    rows = re.findall(r"^\| (\S+) \| (?!develops)\S+ \| (.*) \|$", LICENCES, re.M)
    assert [row for row in rows if re.search(r"\bA?GPL|General Public License", row[1]) and not re.search(r"LGPL|Lesser", row[1])] == []


def test_s36_what_is_installed_is_what_is_locked():
    from importlib.metadata import version

    entries = locked("requirements.txt")
    for name in FLOORS:
        assert entries[name].startswith(version(name)), name


def test_s30_a_database_on_disk_is_in_wal_and_writers_queue(tmp_path):
    said = run(tmp_path, """
from django.db import connection
with connection.cursor() as cursor:
    print([cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "journal_size_limit")])
print(connection.transaction_mode, connection.settings_dict["ATOMIC_REQUESTS"])""")
    assert "['wal', 1, 1, 20000, 67108864]" in said and "IMMEDIATE False" in said


def test_s30_processes_that_start_at_once_share_one_whole_key(tmp_path):
    code = "import django.conf, os; print(django.conf.settings.SECRET_KEY)"
    for number in range(3):
        folder = environment(tmp_path / str(number))
        started = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=folder, stdout=subprocess.PIPE, text=True) for _ in range(6)]
        keys = {process.communicate()[0].strip() for process in started}
        assert len(keys) == 1 and len(keys.pop()) > 50


def test_s30_a_key_file_that_a_crash_left_empty_is_made_again(tmp_path):
    (tmp_path / "secret_key").touch()
    code = "import django.conf; print(len(django.conf.settings.SECRET_KEY))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True)
    assert done.stdout.strip() == "86", done.stderr
    assert os.stat(tmp_path / "secret_key").st_mode & 0o777 == 0o600


# S38


def modules():
    for package in ("documents", "search", "portal"):
        for path in (ROOT / package).rglob("*.py"):
            yield path, ast.parse(path.read_text())


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, getattr(node.func, "attr", getattr(node.func, "id", ""))


UNSAFE = {"raw", "extra", "RawSQL", "execute", "executemany", "executescript", "eval", "exec", "mark_safe", "system", "popen", "pickle"}
KNOWN = {
    ("search/text/line_breaks.py", "mark_safe"), ("search/text/highlighting.py", "mark_safe"),  # HTML that nh3 has cleaned
    ("documents/templatetags/corpus.py", "mark_safe"),  # JSON whose < > & are escaped
    ("portal/backups.py", "execute"),  # constants, asked of the copy that is packed
    ("documents/importing/turns.py", "execute"),  # a constant
    ("documents/models/inserting.py", "executemany"),  # names of tables and columns, quoted; what they hold are parameters
    ("search/backends/locks.py", "execute"),  # constants; what they lock is a parameter
    ("search/text/lexicon.py", "execute"), ("search/text/lexicon.py", "executemany"), ("search/text/lexicon.py", "executescript"),  # constants, in memory
    ("portal/transfer.py", "execute"),  # a constant, and what Django makes to set sequences
}
SAFE_IN_TEMPLATES = {("portal/styleguide.html", "sample"), ("portal/page.html", "page.html")}  # our own Markdown


def test_s38_no_raw_sql_no_eval_no_unescaped_markup():
    found = {(path.relative_to(ROOT).as_posix(), name) for path, tree in modules() for _, name in calls(tree) if name in UNSAFE}
    assert found == KNOWN


def test_s10_no_template_prints_what_is_not_cleaned():
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert "autoescape off" not in text and "|safeseq" not in text, path
        found |= {(path.relative_to(ROOT / "templates").as_posix(), value) for value in re.findall(r"{{ *([\w.]+)\|safe *}}", text)}
        assert text.count("|safe") == len(re.findall(r"{{ *[\w.]+\|safe *}}", text)), path
    assert found == SAFE_IN_TEMPLATES


def test_s38_no_name_of_a_request_is_a_field():
    """``filter(**request.GET)`` and ``order_by(request.GET[…])`` let a stranger ask about passwords."""
    found = []
    for path, tree in modules():
        for node, name in calls(tree):
            if name in {"filter", "exclude", "get", "order_by", "values", "values_list", "annotate", "update", "create"}:
                given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg is None)]
                if any("request" in ast.unparse(argument) or "GET" in ast.unparse(argument) for argument in given if not isinstance(argument, ast.Constant)):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)[:80]}")
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("query", [
    "sort=password", "sort=-signatures__body__name", "sort=?", "state=draft", "documents__state=draft", "topic__name=x", "_connector=OR",
    "kind=办法' OR 1=1 --", "year=2025) UNION SELECT", "body__slug=x", "id__gt=0", "pk=1", "order_by=markdown", "topic=x&_connector=OR%20NOT",
])
def test_s38_a_request_chooses_no_field_and_no_sql(client, query):
    from tests.factories import make_document

    make_document("公开办法")
    make_document("秘密草稿", state="draft")
    for path in ("/documents/", "/search/", "/cited/", "/bodies/"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code in (200, 503)
        assert "秘密" not in answer.content.decode()


def test_there_is_a_program_to_look_at():
    assert sum(1 for _ in modules()) > 100 and Path(ROOT, "requirements.txt").exists()
