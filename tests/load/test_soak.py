"""L05, L08: for hours, or as long as ``WENLAN_TEST_SECONDS`` says: what grows that should not."""
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.e2e.http import administrator
from tests.e2e.server import ROOT, environment_of, gunicorn, make_administrator

from .site import LONG, SECONDS, Readers, prepare

pytestmark = pytest.mark.skipif(not LONG, reason="make test-long")
LIST = "/admin/documents/document/"
PAUSE = 0.8  # four readers: five requests a second
SOAK = max(SECONDS, 120)


class Process:
    """What /proc tells of a server's workers."""

    def __init__(self, master: int):
        self._master = master

    def workers(self) -> list[Path]:
        children = Path(f"/proc/{self._master}/task/{self._master}/children").read_text().split()
        return [Path("/proc") / number for number in children]

    def memory(self) -> int:
        """Of all workers, in MB, what belongs to them alone."""
        return sum(self._kilobytes(worker, "Private_Clean", "Private_Dirty") for worker in self.workers()) // 1000

    @staticmethod
    def _kilobytes(worker: Path, *names: str) -> int:
        found = dict(re.findall(r"^(\w+):\s+(\d+) kB", (worker / "smaps_rollup").read_text(), re.M))
        return sum(int(found[name]) for name in names)

    def open_files(self) -> tuple[int, int]:
        """Of the worker that has the most: those outside the index, and those that have been deleted meanwhile."""
        found = []
        for worker in self.workers():
            targets = [target for file in (worker / "fd").iterdir() if (target := self._target(file))]
            found.append((sum("/index/" not in target for target in targets), sum("(deleted)" in target for target in targets)))
        return max(outside for outside, _ in found), max(deleted for _, deleted in found)

    @staticmethod
    def _target(file: Path) -> str:
        try:
            return str(file.readlink())
        except OSError:  # closed a moment ago
            return ""


def size_of(folder: Path) -> float:
    """In MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def test_l05_nothing_grows_that_should_not(tmp_path):
    """Five requests a second and a publication every ten seconds; documents are published, withdrawn and published
    again, so that the corpus stays as large as it is."""
    prepare(tmp_path)
    make_administrator(tmp_path)
    rows = []
    with gunicorn(tmp_path, "--workers=2", "--timeout=90", "--max-requests=2000") as (address, server):
        admin, process = administrator(address), Process(server.pid)
        token = admin.token(LIST)
        chosen = re.findall(r'name="_selected_action" value="(\d+)"', admin.get(f"{LIST}?q={quote('事项')}"))[:20]
        with Readers(address, 4, pause=PAUSE) as readers:
            end, step = time.monotonic() + SOAK, 0
            while time.monotonic() < end:
                admin.send(LIST, action=("withdraw", "publish")[step % 2], _selected_action=chosen[step // 2 % 20], csrfmiddlewaretoken=token)
                step += 1
                time.sleep(min(10, SOAK / 20))
                generations = [path for path in (tmp_path / "index").iterdir() if path.is_dir()]
                outside, deleted = process.open_files()
                row = {
                    "at": round(SOAK - (end - time.monotonic())), "memory": process.memory(), "files": outside, "deleted": deleted,
                    "index": round(size_of(tmp_path / "index"), 2), "index_files": sum(len(list(g.iterdir())) for g in generations),
                    "database": round((tmp_path / "db.sqlite3").stat().st_size / 1e6, 1), "tmp": len(list((tmp_path / "tmp").rglob("*"))),
                }
                rows.append(row)
    for row in rows[:: max(1, len(rows) // 20)]:
        print(row)
    print(readers.told("L05"))
    assert not any(readers.statuses.values())
    early, late = rows[len(rows) // 3 : 2 * len(rows) // 3], rows[2 * len(rows) // 3 :]

    def grown(name):
        return max(row[name] for row in late) / max(1, max(row[name] for row in early))

    assert grown("memory") <= 1.05 and grown("index") <= 1.5 and grown("database") <= 1.2
    assert max(row["files"] for row in late) <= max(row["files"] for row in early) + 5
    assert max(row["deleted"] for row in late) <= 300  # of segments that a search may still be reading
    assert max(row["tmp"] for row in late) <= 5
    assert subprocess.run([sys.executable, "manage.py", "check_index"], cwd=ROOT, env=environment_of(tmp_path), capture_output=True).returncode == 0


WRITER = """
import sys, time
import django; django.setup()
from django.db import OperationalError, transaction
from documents.models import Topic
kind, number, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
end, took, failed = time.monotonic() + seconds, [], 0
while time.monotonic() < end:
    start = time.monotonic()
    try:
        if kind == "read":
            list(Topic.objects.all())
        else:
            with transaction.atomic():
                topic = Topic.objects.get(name="共同")
                topic.position += 1
                topic.save()
    except OperationalError:
        failed += 1
    took.append(time.monotonic() - start)
took.sort()
print(len(took), failed, took[int(len(took) * .95)], took[-1])
"""


def test_l08_eight_that_write_and_eight_that_read_one_database(tmp_path):
    environment = environment_of(tmp_path)
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
    start = "from documents.models import Topic; Topic.objects.create(name='共同', slug='共同')"
    subprocess.run([*manage, "shell", "-c", start], cwd=ROOT, env=environment, check=True, capture_output=True)
    processes = [
        (kind, subprocess.Popen([sys.executable, "-c", WRITER, kind, str(number), str(SECONDS)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True))
        for kind in ("write", "read") for number in range(8)
    ]
    told = [(kind, *map(float, process.communicate()[0].split())) for kind, process in processes]
    written = sum(count for kind, count, *_ in told if kind == "write")
    slowest = max(p95 for kind, _, _, p95, _ in told if kind == "write")
    print(f"L08: {written / SECONDS:.0f} writes/s, p95 {slowest:.3f} s, longest {max(row[4] for row in told):.2f} s")
    assert sum(failed for _, _, failed, *_ in told) == 0
    ended = "from documents.models import Topic; print('at', Topic.objects.get().position)"
    said = subprocess.run([*manage, "shell", "-c", ended], cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    assert f"at {written:.0f}" in said  # no change was lost
