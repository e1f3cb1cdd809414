"""Pictures of the main pages of a running site: ``python -m tests.e2e.screenshots http://127.0.0.1:8000 [folder]``"""
import sys
from pathlib import Path
from urllib.parse import quote

from .browser import chromium

WIDTHS = {360: 780, 768: 1024, 1440: 900}
PAGES = {
    "home": "/",
    "list": "/documents/?topic=教育数字化",
    "document": "/documents/教育信息化2-0行动计划/",
    "regulation": "/documents/中小学生学籍管理办法/",
    "search": "/search/?q=学籍管理",
    "bodies": "/bodies/",
    "about": "/about/",
    "not-found": "/没有这一页/",
}


def main(address: str, folder: Path, only: tuple[str, ...] = ()) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for width, height in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
            for name, path in PAGES.items():
                if only and name not in only:
                    continue
                page.goto(address + quote(path, safe="/?=&#"), wait_until="networkidle")
                page.screenshot(path=folder / f"{name}-{width}.png")
            page.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else "docs/screenshots"), tuple(sys.argv[3:]))
