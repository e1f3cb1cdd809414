"""Two hundred kills over all that works on a site: ``tests.load.kills`` says what must hold. In a Django of its own."""
import os
import subprocess
import sys

import pytest

from tests.portal.shell import ROOT

from .site import LONG

pytestmark = pytest.mark.skipif(not LONG, reason="make test-long")
KILLS = int(os.environ.get("WENLAN_TEST_KILLS", 200))


def test_two_hundred_kills_lose_nothing_and_do_nothing_twice(tmp_path):
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "tests.load.kills", str(tmp_path), str(KILLS)], cwd=ROOT, capture_output=True, text=True)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
