"""Settings that differ from site to site: what is wrong is told before anything starts, then what is right is taken."""
import re
import subprocess
import sys

import pytest

from portal.checks import check_engine
from portal.configuration import Configuration, Wrong, read_file

from .shell import ROOT, environment, manage

WRONG = [
    ("WENLAN_HTTPS", "yes"), ("WENLAN_HTTPS", "2"), ("WENLAN_PROXY", "true"), ("WENLAN_DEBUG", "开"), ("WENLAN_HOSTS", "https://policy.example"),
    ("WENLAN_HOSTS", "a.example b.example"), ("WENLAN_HOSTS", "*"), ("WENLAN_HOSTS", "a.example:80"), ("WENLAN_HOSTS", "a.example/x"),
    ("WENLAN_SEARCHES_AT_ONCE", "0"), ("WENLAN_SEARCHES_AT_ONCE", "-1"), ("WENLAN_SEARCHES_AT_ONCE", "3.5"), ("WENLAN_SEARCHES_AT_ONCE", "三"),
    ("WENLAN_SEARCH_CACHE_MB", "9"), ("WENLAN_SEARCH_CACHE_MB", "1G"), ("WENLAN_SEARCHES_AT_ONCE", "³"), ("WENLAN_SEARCHES_AT_ONCE", "9" * 5000), ("WENLAN_TRASH_DAYS", "ever"), ("WENLAN_TRASH_DAYS", "1e3"),
    ("SCRIPT_NAME", "wenlan"), ("SCRIPT_NAME", "/a b"), ("SCRIPT_NAME", "//evil.example"), ("SCRIPT_NAME", "/a?b"), ("SCRIPT_NAME", "/a/../b c"),
    ("DATABASE_URL", "mysql://u@h/db"), ("DATABASE_URL", "policies"), ("DATABASE_URL", "nonsense://x"), ("WENLAN_SECRET_KEY", "short"),
    ("WENLAN_HOST", "policy.example"), ("WENLAN_SERCHES_AT_ONCE", "3"), ("WENLAN_HSTS_PRELOAD", "on"), ("WENLAN_ENGINE", "x"), ("WENLAN_ENGINE", "x y.z"),
    ("WENLAN_MAIL", "mail.example"), ("WENLAN_ADDRESS", "policies.example"),
]


def start(data, **values) -> tuple[int, str]:
    """Reading the settings, and no more."""
    command = [sys.executable, "-c", "import portal.settings as s; print('started', s.ALLOWED_HOSTS, s.SEARCHES_AT_ONCE)"]
    done = subprocess.run(command, cwd=ROOT, env=environment(data, **values), capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_nothing_starts_with_a_value_that_is_wrong(tmp_path, name, value):
    code, said = start(tmp_path, **{name: value})
    assert code != 0 and "started" not in said
    assert f"portal.configuration.Wrong: 设置 {name}：" in said


def test_a_command_says_all_that_is_wrong_in_sentences(tmp_path):
    code, said = manage(tmp_path, "check", WENLAN_HTTPS="yes", WENLAN_TRASH_DAYS="x", WENLAN_NOTHING="1")
    assert code == 1 and "Traceback" not in said
    assert [line.partition("：")[0] for line in said.splitlines()] == ["设置 WENLAN_HTTPS", "设置 WENLAN_TRASH_DAYS", "设置 WENLAN_NOTHING"]


def test_the_server_does_not_start_either_and_says_why(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", "127.0.0.1:1"], cwd=ROOT, env=environment(tmp_path, WENLAN_HTTPS="yes"),
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and done.stderr.startswith("设置 WENLAN_HTTPS") and "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["search.backends.no_such.Engine", "os.path", "os.PathLike", "search.backends.whoosh_backend.Engine"])
def test_a_search_engine_that_is_none_is_told_by_the_check(settings, name):
    assert check_engine() == []
    settings.HAYSTACK_CONNECTIONS = {"default": {"ENGINE": name}}
    assert [str(error.msg)[:16] for error in check_engine()] == ["设置 WENLAN_ENGINE"[:16]]


@pytest.mark.parametrize("values", [
    {}, {"WENLAN_HTTPS": "1", "WENLAN_HSTS_PRELOAD": "0"}, {"WENLAN_HTTPS": ""}, {"WENLAN_HOSTS": "policy.example, .gov.example,[::1],10.0.0.1"},
    {"SCRIPT_NAME": "/"}, {"SCRIPT_NAME": "/a/b-c_d.e/"}, {"WENLAN_TRASH_DAYS": "0"}, {"WENLAN_SEARCHES_AT_ONCE": " 5 "},
    {"DATABASE_URL": "postgres://wenlan:p%40ss@db.example:5432/wenlan"}, {"WENLAN_TEST_ANYTHING": "x"},
    {"WENLAN_MAIL": "smtps://wenlan:p%40ss@mail.example:465", "WENLAN_ADDRESS": "https://policy.example"},
], ids=str)
def test_what_is_right_is_taken(tmp_path, values):
    code, said = start(tmp_path, **values)
    assert code == 0 and "started" in said, said


def test_a_file_in_the_data_folder_gives_them_too_and_the_environment_goes_before_it(tmp_path):
    (tmp_path / "wenlan.env").write_text('# 说明\n\nWENLAN_HOSTS="policy.example"\nexport WENLAN_SEARCHES_AT_ONCE=5\n')
    assert "started ['policy.example'] 5" in start(tmp_path)[1]
    assert "started ['policy.example'] 7" in start(tmp_path, WENLAN_SEARCHES_AT_ONCE="7")[1]
    (tmp_path / "wenlan.env").write_text("WENLAN_HTTPS=yes\n")
    assert "设置 WENLAN_HTTPS" in start(tmp_path)[1]


@pytest.mark.parametrize("line", ["WENLAN_HOSTS", "WENLAN_HOSTS: a", "=a", "\x00", "wenlan hosts=a"])
def test_a_line_of_the_file_that_says_nothing_is_named(tmp_path, line):
    (tmp_path / "wenlan.env").write_text(f"A=1\n{line}\n")
    with pytest.raises(Wrong, match="第 2 行"):
        read_file(tmp_path / "wenlan.env")


def test_a_value_that_was_refused_still_has_a_default_for_the_rest_to_go_on():
    configuration = Configuration({"N": "x"})
    assert configuration.number("N", 3) == 3
    with pytest.raises(Wrong):
        configuration.finish()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_setting_stands_in_the_table_of_the_readme(name):
    sources = "".join((ROOT / path).read_text() for path in ("portal/settings.py", "search/backends/engines.py"))
    asked = set(re.findall(r'given\.\w+\("([A-Z_]+)"', sources))
    rows = re.findall(r"^\| (`[A-Z_]+`(?:[,、] ?`[A-Z_]+`)*) \|", (ROOT / name).read_text(), re.M)
    listed = {found for row in rows for found in re.findall(r"[A-Z_]+", row)}
    assert asked == listed
