"""F01, F18: killed, or without power, at every single step of a commit."""
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.site

LONG = os.environ.get("WENLAN_TEST_LONG") == "1"  # make test-long


@pytest.mark.parametrize(("scenario", "loss", "quick"), [
    ("commit_the_index", "zeroed", True), ("commit_the_index", "cut", False), ("commit_the_index", "none", False),
    ("merge_the_index", "zeroed", True), ("merge_the_index", "none", False),
    ("build_the_index", "zeroed", False), ("build_the_index", "none", False),
    ("store_a_document", "none", False),
])
def test_f18_whatever_the_step_nothing_is_lost_and_nothing_lies(tmp_path, scenario, loss, quick):
    if not (quick or LONG):
        pytest.skip("make test-long")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.search.indexing.power", f"{scenario}-{loss}", str(tmp_path)],
        capture_output=True, text=True, timeout=400, env=os.environ | {"DATABASE_URL": ""},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout.split()[-1]) > 25
