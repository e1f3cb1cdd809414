"""Four workers, two editors, twenty readers: what is published is found in every process, once."""
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.site

ROOT = Path(__file__).resolve().parents[3]
LONG = os.environ.get("WENLAN_TEST_LONG") == "1"  # make test-long
PUBLISHED, READERS = (300, 20) if LONG else (20, 6)
PROCESS = [sys.executable, "-W", "ignore", "-m", "tests.search.indexing.processes"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("site")
    environment = os.environ | {"WENLAN_DATA": str(tmp_path), "WENLAN_DEBUG": "1", "PYTHONWARNINGS": "ignore"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([*PROCESS, "build", str(tmp_path)], cwd=ROOT, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--workers", "4", "--threads", "4", "--timeout", "90"]
    server = subprocess.Popen(
        [*gunicorn, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: get(f"http://127.0.0.1:{port}/")[0] == 200, 60)
        yield f"http://127.0.0.1:{port}", tmp_path
    finally:
        server.terminate()
        server.wait(30)


def get(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def wait_for(condition, seconds: float) -> float:
    """→ how long it took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() < start + seconds, "waited in vain"
        time.sleep(0.05)
    return time.monotonic() - start


def asked(site: str, words: str) -> tuple[int, str]:
    return get(f"{site}/search/?q={quote(words)}")


def test_what_is_published_is_found_in_every_process(site):
    address, folder = site
    over, answers = threading.Event(), []

    def read(number: int) -> None:
        while not over.is_set():
            answers.append(asked(address, f"文件 {number}")[0])

    editors = [
        subprocess.Popen([*PROCESS, "edit", str(folder), prefix, str(PUBLISHED // 2)], cwd=ROOT)
        for prefix in ("甲", "乙")
    ]
    names = [f"{prefix}{number:03}号文件" for number in range(PUBLISHED // 2) for prefix in ("甲", "乙")]
    with ThreadPoolExecutor(READERS) as readers, contextlib.ExitStack() as ending:
        ending.callback(over.set)
        for number in range(READERS):
            readers.submit(read, number)
        assert [editor.wait(120) for editor in editors] == [0, 0]
        wait_for(lambda: f"/documents/{quote(names[-1])}/" in asked(address, f'"{names[-1]}"')[1], 30)
    assert set(answers) <= {200, 503} and answers.count(200) > len(answers) / 2
    for name in names:
        status, page = asked(address, f'"{name}"')  # whichever worker answers
        assert status == 200
        assert page.count('<p class="title">') == 1 and f"/documents/{quote(name)}/" in page


def test_f12_readers_notice_nothing_of_a_rebuild(site):
    address, folder = site
    subprocess.run([*PROCESS, "edit", str(folder), "丁", "3"], cwd=ROOT, check=True)
    wanted = "/documents/" + quote("丁002号文件")
    wait_for(lambda: wanted in asked(address, '"丁002号文件"')[1], 30)
    over, faults, count = threading.Event(), [], [0]

    def read() -> None:
        while not over.is_set():
            status, page = asked(address, '"丁002号文件"')
            count[0] += 1
            if status != 200 or wanted not in page:
                faults.append((status, page[:200]))
            time.sleep(0.05)

    with ThreadPoolExecutor(8) as readers, contextlib.ExitStack() as ending:
        ending.callback(over.set)
        for _ in range(8):
            readers.submit(read)
        subprocess.run([*PROCESS, "build", str(folder)], cwd=ROOT, check=True)
    assert faults == [] and count[0] > 20


def test_a_lost_index_is_said_and_comes_back(site):
    """F03: never an empty answer; everything else goes on; the index is built anew without anybody's help."""
    address, folder = site
    subprocess.run([*PROCESS, "edit", str(folder), "丙", "2"], cwd=ROOT, check=True)
    wait_for(lambda: "/documents/" + quote("丙001号文件") in asked(address, '"丙001号文件"')[1], 30)
    shutil.rmtree(folder / "index")
    status, page = asked(address, '"丙000号文件"')
    assert status == 503 and "检索正在恢复" in page
    assert get(f"{address}/documents/{quote('丙000号文件')}/")[0] == 200
    wait_for(lambda: asked(address, '"丙000号文件"')[0] == 200, 60)
    assert "/documents/" + quote("丙000号文件") in asked(address, '"丙000号文件"')[1]
