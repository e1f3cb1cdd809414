"""Reading in a process of its own, which a hostile file may hold or break without harm.

A *keeper* process is started once for every process of ours that reads. It loads the parsers, gives up network and
environment, and forks one child a file: some milliseconds, where a fresh interpreter takes a quarter of a second. The
child's limits are the kernel's, so nothing in the file can talk it out of them. Job and answer go over a socket of
their own, so many threads may read at once; the answer is JSON, since a child that was taken over may write anything.
"""
import json
import logging
import socket
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .limits import ANSWER_BYTES, READ_CPU_SECONDS, READ_MEMORY, READ_SECONDS
from .text import RawText, Refused

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 1 << 16
GRACE_SECONDS = 5  # the child's own clock should strike first
HELD = "读取超出了时间或内存的限额，文件可能过于复杂或已损坏"

log = logging.getLogger(__name__)
_lock = threading.Lock()
_keeper: "Keeper | None" = None


class Keeper(NamedTuple):
    """``process`` ends by itself when the last process of ours that holds ``control`` does."""

    control: socket.socket
    process: subprocess.Popen


def read_in_cage(extension: str, data: bytes) -> RawText:
    """What the reader of ``extension`` makes of ``data``. Raises ``Refused``, also where it breaks a limit."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _send_to_keeper(theirs)
        return _parsed(_exchange(ours, extension, data))


def _send_to_keeper(job: socket.socket) -> None:
    global _keeper
    with _lock:
        try:
            _keeper = _keeper or _start_keeper()
            socket.send_fds(_keeper.control, [b"j"], [job.fileno()])
        except OSError:  # it was killed: begin again, once
            _keeper = _start_keeper()
            socket.send_fds(_keeper.control, [b"j"], [job.fileno()])


def _start_keeper() -> Keeper:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "documents.formats.keeper", str(theirs.fileno())],
            cwd=ROOT, env={"LANG": "C.UTF-8"}, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
        )
    return Keeper(ours, process)


def _exchange(job: socket.socket, extension: str, data: bytes) -> bytes:
    deadline = time.monotonic() + READ_SECONDS + GRACE_SECONDS
    answer = bytearray()
    try:
        job.settimeout(READ_SECONDS)
        order = {"extension": extension, "seconds": READ_SECONDS, "cpu": READ_CPU_SECONDS, "memory": READ_MEMORY}
        job.sendall(json.dumps(order).encode() + b"\n" + data)
        job.shutdown(socket.SHUT_WR)
        while True:
            job.settimeout(max(0.001, deadline - time.monotonic()))
            if not (chunk := job.recv(CHUNK)):
                return bytes(answer)
            answer += chunk
            if len(answer) > ANSWER_BYTES:
                raise Refused("读出的内容过大")
    except OSError:
        raise Refused(HELD) from None


def _parsed(answer: bytes) -> RawText:
    try:
        content = json.loads(answer)
        if "cause" in content:
            log.info("a reader failed:\n%s", content["cause"])
        if "refused" in content:
            raise Refused(str(content["refused"]))
        return RawText(
            text=str(content["text"]),
            is_markdown=bool(content["is_markdown"]),
            facts={str(name): from_json(value) for name, value in content["facts"].items()},
            encoding=content["encoding"],
            notes=tuple(map(str, content["notes"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(HELD) from None


def from_json(value):
    if isinstance(value, list):
        return tuple(map(from_json, value))
    return date.fromisoformat(value["date"]) if isinstance(value, dict) else str(value)


def to_json(value):
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return list(map(to_json, value)) if isinstance(value, tuple | list) else value
