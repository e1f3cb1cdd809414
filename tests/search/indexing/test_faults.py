"""What the index outlives: killed processes, full disks, folders that cannot be written."""
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

pytestmark = pytest.mark.site


def run(scenario: str, folder) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.search.indexing.processes", scenario, str(folder)],
        capture_output=True, text=True, timeout=120, env=os.environ | {"DATABASE_URL": "", "WENLAN_DEBUG": "1"},
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_f01_killed_at_random_moments(tmp_path):
    run("kill_at_random_moments", tmp_path)


@contextmanager
def small_disk(folder, size: str):
    """``folder`` on a disk of its own."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_f02_f06_the_disk_of_the_index_is_full_and_then_read_only(tmp_path):
    with small_disk(tmp_path / "index", "1m"):
        run("fill_the_disk", tmp_path)


def test_f02_f06_the_disk_of_everything_is_full_and_then_read_only(tmp_path):
    with small_disk(tmp_path / "data", "16m"):
        run("fill_the_data", tmp_path / "data")
