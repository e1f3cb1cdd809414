"""The whole site, served as in production, with the corpus that comes with it."""
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]


PASSWORD = "only-for-tests"


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[str]:
    """The address of a site that keeps its data in ``folder``, as long as the context lasts."""
    manage(folder, "prepare")
    manage(folder, "find_passages")
    with gunicorn(folder, **environment) as (address, _):
        yield address


@contextmanager
def gunicorn(folder: Path, *options: str, **environment: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """The server alone, for a folder that is prepared: its address and its process."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", address, "--threads=4", "--log-level=critical"]
    server = subprocess.Popen([*command, *options], cwd=ROOT, env=environment_of(folder) | environment)
    site = f"http://{address}{environment.get('SCRIPT_NAME', '')}"
    try:
        wait_for(f"{site}/health/alive/")
        yield site, server
    finally:
        server.terminate()
        server.wait(30)


def manage(folder: Path, *command: str, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment_of(folder) | environment, check=True, capture_output=True
    )


def make_administrator(folder: Path) -> None:
    with suppress(subprocess.CalledProcessError):  # another module of tests over this folder has made it
        manage(folder, "createsuperuser", "--noinput", "--username=admin", "--email=", DJANGO_SUPERUSER_PASSWORD=PASSWORD)


def environment_of(folder: Path) -> dict[str, str]:
    """Files that are spooled on their way in lie in the folder too, so that a test sees what is left of them."""
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = {**os.environ, "WENLAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings", "TMPDIR": str(temporary)}
    environment.pop("WENLAN_DEBUG", None)
    return environment


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(address, seconds=30):
    for _ in range(seconds * 10):
        try:
            return urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
