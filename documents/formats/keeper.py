"""The other side of the cage: a process that forks a child with limits for every file. Started by ``cage`` alone."""
import contextlib
import ctypes
import dataclasses
import importlib
import json
import os
import pkgutil
import resource
import signal
import socket
import sys
import tempfile
import traceback

from . import readers
from .cage import CHUNK, to_json
from .registry import discover
from .text import Refused

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def keep(control: socket.socket) -> None:
    """Fork a child for every socket that comes in; end when the other side is gone."""
    for module in pkgutil.walk_packages(readers.__path__, readers.__name__ + "."):
        importlib.import_module(module.name)  # with the parsers, which our side never loads
    leave_network()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is our parent's business
    with tempfile.TemporaryDirectory() as empty:
        os.chdir(empty)
        while job := receive(control):
            if os.fork() == 0:
                control.close()
                serve(job)
            job.close()


def receive(control: socket.socket) -> socket.socket | None:
    message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=descriptors[0]) if message else None


def leave_network() -> None:
    """Where the system lets us, live in a network namespace without any interface."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


def confine(seconds: int, cpu: int, memory: int) -> None:
    """Limits on this process from here on. It may make files, but no byte can be put into them."""
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(job: socket.socket) -> None:
    """Read the one file that ``job`` carries, answer, end the process whatever happens."""
    try:
        order, _, data = receive_all(job).partition(b"\n")
        order = json.loads(order)
        confine(order["seconds"], order["cpu"], order["memory"])
        job.sendall(json.dumps(answer(order["extension"], data)).encode())
    finally:
        os._exit(0)


def receive_all(job: socket.socket) -> bytes:
    return b"".join(iter(lambda: job.recv(CHUNK), b""))


def answer(extension: str, data: bytes) -> dict:
    try:
        raw = discover()[extension].function(data)
    except Refused as refused:
        return {"refused": str(refused)}
    except RecursionError:
        return {"refused": "结构嵌套过深"}
    except MemoryError:
        return {"refused": "读取需要的内存超出限额"}
    except Exception as error:  # a parser may raise anything on a damaged file
        return {"refused": "文件已损坏，或不合格式规范", "cause": "".join(traceback.format_exception(error))}
    return {**dataclasses.asdict(raw), "facts": {name: to_json(value) for name, value in raw.facts.items()}}


if __name__ == "__main__":
    keep(socket.socket(fileno=int(sys.argv[1])))
