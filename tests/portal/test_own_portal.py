"""docs/own-portal.md, followed word for word in a clone: from a folder of files to a site with a name of its own."""
import os
import pty
import re
import subprocess
import time
from urllib.request import urlopen

import pytest

from .shell import ROOT

pytestmark = pytest.mark.site

GUIDE = ROOT / "docs/own-portal.md"
ANSWERS = ("admin", "", "correct-horse-battery", "correct-horse-battery")
NOTICE = """甲市人民政府关于规范临时停车的通知
甲政发〔2024〕7号
各县（区）人民政府：
第一条　依据《停车管理办法》，规范临时停车。
甲市人民政府
2024年3月5日
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What a clone holds, with the environment of these tests in place of one made anew, and a folder of files."""
    folder = tmp_path_factory.mktemp("own") / "wenlan"
    folder.mkdir()
    held = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    names = [name for name in held.stdout.decode().split("\0") if name and (ROOT / name).is_file() and not name.startswith("tests/")]
    subprocess.run(["cp", "--parents", *names, str(folder)], cwd=ROOT, check=True)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (folder / "environment-is-made").touch()
    (folder / "政策文件").mkdir()
    (folder / "政策文件/停车.txt").write_text(NOTICE)
    return folder


def environment() -> dict[str, str]:
    ours = ("WENLAN_", "DATABASE_URL", "DJANGO_", "MAKE", "SCRIPT_NAME")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"MAKEFLAGS": " -- LIBRARY=environment-is-made", "PYTHONWARNINGS": "ignore"}


def run(clone, command: str) -> str:
    done = subprocess.run(["bash", "-euc", command], cwd=clone, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout + done.stderr


def answer(clone, command: str) -> int:
    """Run a command that asks; → its exit code."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(clone)
        os.execvpe("bash", ["bash", "-c", command], environment())
    said, answers = b"", list(ANSWERS)
    while True:
        try:
            said += os.read(terminal, 1000)
        except OSError:  # the other end is closed
            return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if answers and re.search(rb"[:\xef\xbc\x9a]\s*$", said):
            os.write(terminal, f"{answers.pop(0)}\n".encode())
            said = b""


def served(clone, command: str) -> dict[str, str]:
    """The pages of the site while ``command`` serves it."""
    server = subprocess.Popen(["bash", "-euc", f"exec {command} PORT=8741 WORKERS=1"], cwd=clone, env=environment(), start_new_session=True)
    try:
        for _ in range(900):
            try:
                urlopen("http://127.0.0.1:8741/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        return {path: urlopen(f"http://127.0.0.1:8741{path}", timeout=30).read().decode() for path in ("/", "/about/", "/site.css", "/documents/")}
    finally:
        os.killpg(server.pid, 15)
        server.wait(30)


def test_the_guide_leads_to_a_site_with_a_name_of_its_own(clone):
    said, pages = {}, {}
    for command in re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.M | re.S):
        if command.strip() == "make admin":
            assert answer(clone, command) == 0
        elif command.strip() == "make serve":
            pages = served(clone, command.strip())
        else:
            said[command.strip()] = run(clone, command)
    assert "已载入 0 份文件" in said["make setup SAMPLES=no"]
    assert "没有随附的文件" in said[".venv/bin/python manage.py remove_samples"]
    assert "甲市政策库" in pages["/"] and "甲市司法局" in pages["/"] and "甲ICP备00000000号-1" in pages["/"]
    assert "关于规范临时停车的通知" in re.sub(r"<[^>]*>|\u200b|\u2060", "", pages["/documents/"]) and "第一条" not in pages["/"]
    assert "由甲市司法局维护" in pages["/about/"] and "#8a1f1f" in pages["/site.css"]
    assert not any("文澜" in page for page in pages.values())
