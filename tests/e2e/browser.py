"""Chromium, driven by Playwright: the system's own where there is one, else Playwright's."""
import shutil
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]

expect.set_options(timeout=20_000)  # milliseconds: machines are shared, and nothing is waited for longer than it takes


class NoBrowser(Exception):
    """There is none on this machine: ``python -m playwright install chromium`` brings one."""


@contextmanager
def chromium():
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        if not Path(path).exists():
            raise NoBrowser(NoBrowser.__doc__)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
