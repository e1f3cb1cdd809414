"""The whole site, served as in production, with the corpus that comes with it."""
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a site that keeps its data in ``folder``, as long as the context lasts."""
    environment = {**os.environ, "WENLAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    environment.pop("WENLAN_DEBUG", None)
    for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity=0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", address, "--threads=4", "--log-level=critical"]
    server = subprocess.Popen(gunicorn, cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://{address}/health/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address, seconds=30):
    for _ in range(seconds * 10):
        try:
            return urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
