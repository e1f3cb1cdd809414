"""nginx before the site, as the documentation recommends it, and clients that it is there to keep away."""
import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

from .http import connected
from .server import ROOT, free_port, wait_for


def nginx() -> str | None:
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


@contextlib.contextmanager
def proxied(site: str, folder: Path) -> Iterator[str]:
    """The address of an nginx with the configuration that the documentation recommends, before the server at ``site``."""
    port = free_port()
    recommended = (ROOT / "docs/nginx.conf").read_text()
    here = {"127.0.0.1:8000": site.removeprefix("http://"), "listen 80;": f"listen 127.0.0.1:{port};", "/var/log/nginx/": f"{folder}/", "/var/cache/nginx-wenlan": f"{folder}/cache"}
    for name, value in here.items():
        assert name in recommended
        recommended = recommended.replace(name, value)
    (folder / "site.conf").write_text(recommended)
    places = "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; user root;\nevents {{ worker_connections 2000; }}\n"
        f"http {{\n{places}include {folder}/site.conf; }}\n"
    )
    process = subprocess.Popen([nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/documents/")
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


@contextlib.contextmanager
def dawdlers(site: str, number: int, first: bytes, then: bytes):
    """So many clients that begin with ``first`` and send one more byte of ``then`` each half second."""
    over = threading.Event()
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(connected(site)) for _ in range(number)]
        for client in clients:
            client.sendall(first)

        def dawdle():
            for place in range(len(then)):
                for client in clients:
                    with contextlib.suppress(OSError):
                        client.sendall(then[place : place + 1])
                if over.wait(0.5):
                    return

        thread = threading.Thread(target=dawdle)
        thread.start()
        try:
            yield clients
        finally:
            over.set()
            thread.join()
