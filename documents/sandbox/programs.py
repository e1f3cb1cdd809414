"""Programs of the system that work on what strangers send: with limits, one at a time, without what is ours."""
import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from .calls import ROOT
from .limits import Limits
from .refusal import OverLimit

WAIT_SECONDS, STEP_SECONDS = 60, 0.1
OVER = "转换超时，内容可能过于复杂或已损坏"
BUSY = "另有文件正在转换，请过一会儿再传"


def run(command: Sequence[str], folder: Path, limits: Limits) -> None:
    """Run a program of the system, named by its path, to its end; whether it did what it should, the caller sees in ``folder``.

    It has no network where the system allows that, may write in ``folder`` alone, and sees, besides it, only what comes
    with the system. All its processes end with it. Raises ``OverLimit``.
    """
    with alone(command[0]):
        process = subprocess.Popen(
            [sys.executable, "-m", "documents.sandbox.launcher", json.dumps([str(folder), limits, *command])],
            cwd=ROOT, env={"LANG": "C.UTF-8", "PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        try:
            process.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            raise OverLimit(OVER) from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def alone(program: str) -> Iterator[None]:
    """Be the only one on this machine that runs ``program`` so. Raises ``OverLimit`` where others take too long."""
    with open(program, "rb") as file:
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            if time.monotonic() > deadline:
                raise OverLimit(BUSY)
            time.sleep(STEP_SECONDS)
        yield
