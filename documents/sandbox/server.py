"""The other side: a process that forks children with limits. The program is ``documents.sandbox_server``."""
import contextlib
import fcntl
import gc
import json
import os
import pickle
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from functools import partial

from . import calls, messages
from .confinement import confine, leave_network
from .failure import failure_of
from .refusal import OverLimit, Refused
from .values import to_json

NICE = 5
"""How far what strangers send stands back, where the machine is busy, behind those who only read."""


def keep(control: socket.socket) -> None:
    """Fork a child, which finds what this process has loaded, for every socket that comes in; end when the other side is gone."""
    leave_network()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is our parent's business
    gc.collect()
    gc.freeze()  # else every child copies what it collects
    with tempfile.TemporaryDirectory() as empty:
        os.chdir(empty)
        while connection := receive(control):
            if os.fork() == 0:
                control.close()
                serve(connection)
            connection.close()


def receive(control: socket.socket) -> socket.socket | None:
    message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=descriptors[0]) if message else None


def serve(connection: socket.socket) -> None:
    """Answer the calls that come over ``connection``; end the process with it, whatever happens."""
    try:
        calls.is_inside = True
        os.nice(NICE)
        while True:
            function, arguments, may_ask, limits, is_last = pickle.loads(messages.receive(connection))
            confine(limits, is_last)
            if may_ask:
                arguments = (*arguments, partial(ask, connection))
            with ending_with(connection):
                result = outcome(function, arguments)
            messages.send(connection, result)
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        os._exit(0)


@contextlib.contextmanager
def ending_with(connection: socket.socket) -> Iterator[None]:
    """Whatever is done in the block, the kernel ends this process when the other side hangs up."""
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC)  # SIGIO, which ends a process that does not handle it
    try:
        yield
    finally:
        fcntl.fcntl(connection, fcntl.F_SETFL, flags)


def ask(connection: socket.socket, question: object) -> object:
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    fcntl.fcntl(connection, fcntl.F_SETFL, flags & ~os.O_ASYNC)  # an answer is no hanging up
    messages.send(connection, written(["asked", to_json(question)]))
    answer = pickle.loads(messages.receive(connection))
    fcntl.fcntl(connection, fcntl.F_SETFL, flags)
    return answer


def outcome(function: Callable, arguments: tuple) -> bytes:
    """What became of a call, as it is sent back."""
    try:
        return written(["returned", to_json(function(*arguments))])
    except OverLimit as refused:
        result = "exhausted", str(refused)
    except Refused as refused:
        result = "refused", str(refused)
    except RecursionError:
        result = "refused", "结构嵌套过深"
    except MemoryError:
        result = "exhausted", "读取需要的内存超出限额"
    except Exception as error:  # a parser may raise anything on a damaged file
        return written(["failed", to_json(failure_of(error))])
    return written(list(result))


def written(content: list) -> bytes:
    """As JSON, in half the bytes that escapes take for Chinese: our side reads them in half the time."""
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
