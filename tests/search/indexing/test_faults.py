"""What the index outlives: killed processes, full disks, folders that cannot be written."""
import subprocess
import sys

import pytest


def run(scenario: str, folder) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.search.indexing.processes", scenario, str(folder)],
        capture_output=True, text=True, timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_killed_at_fifty_random_moments(tmp_path):
    run("kill_at_random_moments", tmp_path)


@pytest.fixture
def small_disk(tmp_path):
    """A data folder whose index lies on a disk of its own, of one megabyte."""
    disk = tmp_path / "index"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs root")
    yield tmp_path
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_and_a_read_only_one(small_disk):
    run("fill_the_disk", small_disk)
