"""The three nodes that ``.ci/with-opensearch`` starts with ``APART=1``: killed, cut off, filled up, and mended."""
import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

URLS = [url for url in os.environ.get("WENLAN_TEST_OPENSEARCH_URLS", "").split(",") if url]
FOLDER = os.environ.get("WENLAN_TEST_OPENSEARCH_NODES", "")
NAMES = [f"node{number}" for number in range(1, len(URLS) + 1)]


def asked(path: str, names: list[str] = NAMES) -> dict | list:
    """What the first of these nodes that answers says. Raises ``OSError`` where none does."""
    for name in names:
        with suppress(OSError), urllib.request.urlopen(URLS[NAMES.index(name)] + path, timeout=2) as answer:
            return json.loads(answer.read())
    raise OSError("no node answers")


def leader() -> str:
    return next(node["name"] for node in asked("/_cat/nodes?format=json") if node["cluster_manager"] == "*")


def kill(name: str) -> None:
    os.kill(int((Path(FOLDER) / name / "pid").read_text()), signal.SIGKILL)


def start(name: str) -> None:
    subprocess.Popen([Path(FOLDER) / name / "start"], stdin=subprocess.DEVNULL)


def cut(name: str) -> None:
    subprocess.run(["ip", "link", "set", name, "down"], check=True)


def join(name: str) -> None:
    subprocess.run(["ip", "link", "set", name, "up"], check=True)


def fill(name: str) -> None:
    """Until nothing more can be written to its disk."""
    with open(Path(FOLDER) / name / "data/filling", "wb", 0) as file, suppress(OSError):
        while file.write(bytes(1 << 20)):
            pass


def empty(name: str) -> None:
    (Path(FOLDER) / name / "data/filling").unlink()


def waited(condition: Callable[[], bool], seconds: float = 300) -> float:
    """→ how long it took until ``condition`` held; a node that does not answer does not hold it."""
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        with suppress(OSError):
            if condition():
                return time.monotonic() - begun
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def is_serving(but: str = "") -> bool:
    """Whether every part of every index can be searched and written, as a node other than ``but`` says."""
    said = asked("/_cluster/health?local=false&timeout=1s", [name for name in NAMES if name != but])
    return said["status"] != "red" and not said["timed_out"]


def is_whole() -> bool:
    said = asked("/_cluster/health")
    return said["status"] == "green" and said["number_of_nodes"] == len(NAMES)


def is_writable() -> bool:
    """Whether no index is closed to writing, as the cluster does where a disk is all but full."""
    return "read_only_allow_delete" not in json.dumps(asked("/_all/_settings"))
