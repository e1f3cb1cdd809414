"""Pictures of the main pages at three widths: ``python -m tests.e2e.screenshots [folder]``"""
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from .browser import chromium
from .server import serving

WIDTHS = {360: 780, 768: 1024, 1440: 900}
PAGES = {
    "home": "/",
    "list": "/documents/?topic=教育数字化",
    "document": "/documents/教育信息化2-0行动计划/",
    "regulation": "/documents/中小学生学籍管理办法/",
    "search": "/search/?q=学籍管理",
    "graph": "/documents/中小学生学籍管理办法/graph/",
    "bodies": "/bodies/",
    "about": "/about/",
    "not-found": "/没有这一页/",
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data, serving(Path(data)) as address, chromium() as browser:
        for width, height in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
            for name, path in PAGES.items():
                page.goto(address + quote(path, safe="/?=&#"), wait_until="networkidle")
                page.screenshot(path=folder / f"{name}-{width}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
