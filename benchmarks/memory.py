"""Seconds and memory of a command with all of its processes."""
from __future__ import annotations

import resource
import subprocess
import time
from pathlib import Path


def measured(command: list[str]) -> dict[str, float]:
    """Run a command; → ``seconds`` by the clock and by the processor (``cpu``), and the most ``megabytes`` its
    processes held at once, what they share counted once."""
    start, before, most = time.perf_counter(), _processor(), 0.0
    running = subprocess.Popen(command)
    while running.poll() is None:
        most = max(most, sum(map(_megabytes, _family(running.pid))))
        time.sleep(0.2)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return {"seconds": time.perf_counter() - start, "cpu": _processor() - before, "megabytes": most}


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(member for child in children for member in _family(int(child)))]


def _megabytes(process: int) -> float:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
