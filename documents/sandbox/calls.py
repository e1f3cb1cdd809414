"""Our side: calls are sent to a child of the fork server, and what comes back is checked.

A *fork server* (``server``) is started once for every process of ours that calls. It loads what works on files, gives up network
and environment, and forks a child for each call, or for each session of them: some milliseconds, where a fresh
interpreter takes a quarter of a second. The child's limits are the kernel's, so nothing in a file can talk it out of
them, and it ends when we hang up. Calls go over a socket of their own, so many threads may call at once. They are
pickled on the way there; on the way back they are JSON, since a child that was taken over may write anything.
"""
import json
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from . import messages
from .failure import Failure, logged
from .limits import USUAL, Limits
from .refusal import OverLimit, Refused
from .values import from_json

ROOT = Path(__file__).resolve().parents[2]
GRACE_SECONDS = 5  # the child's own clock should strike first
OVER = "解析超时，或超出了内存的限额，内容可能过于复杂或已损坏"

is_inside = False
"""Whether this is a child of the fork server: what calls there is there already."""
_lock = threading.Lock()
_server: "ForkServer | None" = None


class ForkServer(NamedTuple):
    """``process`` ends by itself when the last process of ours that holds ``control`` does."""

    control: socket.socket
    process: subprocess.Popen


def call(function: Callable, *arguments: Any, limits: Limits = USUAL, answer: Callable | None = None, subject: str = "") -> Any:
    with closing(Session(limits, is_single=True)) as session:
        return session.call(function, *arguments, answer=answer, subject=subject)


class Session:
    """Calls in one child, which is replaced where one of them ends it. ``is_single``: there is only one."""

    def __init__(self, limits: Limits = USUAL, is_single: bool = False) -> None:
        self.limits, self.is_single = limits, is_single
        self.connection: socket.socket | None = None

    def call(self, function: Callable, *arguments: Any, answer: Callable | None = None, subject: str = "") -> Any:
        if is_inside:
            return function(*arguments)
        server = _server
        try:
            return self._call(function, arguments, answer, subject)
        except OverLimit:
            if not server or _is_alive(server):
                raise
        return self._call(function, arguments, answer, subject)  # the fork server was killed, perhaps before it forked: once more

    def _call(self, function: Callable, arguments: tuple, answer: Callable | None, subject: str) -> Any:
        self.connection = connection = self.connection or _connect()
        order = pickle.dumps((function, arguments, answer is not None, self.limits, self.is_single))
        try:
            return _exchange(connection, function, order, answer, self.limits, subject)
        except BaseException as error:
            if isinstance(error, OverLimit) or not isinstance(error, Refused):  # the child is gone, or waits for an answer
                self.close()
            raise

    def close(self) -> None:
        """End the child, whatever it is doing."""
        connection, self.connection = self.connection, None
        if connection:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)  # who waits for it in another thread wakes up
            connection.close()


def _is_alive(server: ForkServer) -> bool:
    """Whether it still runs. One that was killed hangs up a little before it counts as ended."""
    try:
        server.process.wait(0.2)
    except subprocess.TimeoutExpired:
        return True
    return False


def _exchange(
    connection: socket.socket, function: Callable, order: bytes, answer: Callable | None, limits: Limits, subject: str
) -> Any:
    deadline = time.monotonic() + limits.seconds + GRACE_SECONDS
    _send(connection, order)
    while True:
        kind, content = _receive(connection, limits.answer, deadline)
        if kind == "asked" and answer:
            _send(connection, pickle.dumps(answer(content)))
        elif kind == "returned":
            return _value(get_type_hints(function)["return"], content)
        else:
            raise _refusal(kind, content, subject)


def _send(connection: socket.socket, message: bytes) -> None:
    try:
        messages.send(connection, message)
    except OSError:
        raise OverLimit(OVER) from None


def _receive(connection: socket.socket, longest: int, deadline: float) -> tuple[str, Any]:
    try:
        kind, content = json.loads(messages.receive(connection, longest=longest, deadline=deadline))
    except messages.TooLong:
        raise OverLimit("读出的内容过大") from None
    except (OSError, EOFError, ValueError, TypeError, RecursionError):
        raise OverLimit(OVER) from None
    return kind, content


def _value(kind: Any, content: Any) -> Any:
    try:
        return from_json(kind, content)
    except ValueError:
        raise OverLimit(OVER) from None


def _refusal(kind: str, content: Any, subject: str) -> Refused:
    if kind == "failed":
        return logged(_value(Failure, content), subject)
    if kind == "refused":
        return Refused(str(content))
    return OverLimit(str(content) if kind == "exhausted" else OVER)


def _connect() -> socket.socket:
    """A socket to a new child."""
    global _server
    ours, theirs = socket.socketpair()
    with theirs, _lock:
        try:
            _server = _server or _start_server()
            socket.send_fds(_server.control, [b"c"], [theirs.fileno()])
        except OSError:  # it was killed: begin again, once
            _server = _start_server()
            socket.send_fds(_server.control, [b"c"], [theirs.fileno()])
    return ours


def _start_server() -> ForkServer:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "documents.sandbox_server", str(theirs.fileno())],
            cwd=ROOT, env={"LANG": "C.UTF-8"}, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
        )
    return ForkServer(ours, process)
