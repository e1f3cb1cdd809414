"""Pictures of the main pages at three widths, and of the desk as a reviewer sees it: ``python -m tests.e2e.screenshots [folder]``"""
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from .browser import chromium
from .server import PASSWORD, manage, serving

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


MAKE_REVIEWER = f"""
from django.contrib.auth.models import Group, User
User.objects.create_user("审核", password="{PASSWORD}", is_staff=True).groups.set(Group.objects.filter(name="审核"))
"""
NOTICE = "青山市教育局关于做好{0}工作的通知\n\n青山教〔2025〕{1}号\n\n各学校：\n\n根据《中小学生学籍管理办法》，现就{0}工作通知如下。\n\n一、加强领导\n\n各学校要重视{0}。\n\n二、按时报送\n\n（一）报送材料\n\n材料应当齐全。\n\n青山市教育局\n2025年3月{1}日\n"
FILES = [
    {"name": f"{subject}.txt", "mimeType": "text/plain", "buffer": NOTICE.format(subject, number).encode()}
    for number, subject in enumerate(("冬季取暖", "春季招生", "校园绿化"), 1)
]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data, serving(Path(data)) as address, chromium() as browser:
        for name, path in PAGES.items():
            page = browser.new_page(locale="zh-CN")
            page.goto(address + quote(path, safe="/?=&#"), wait_until="networkidle")
            _take(page, folder, name)
        manage(Path(data), "shell", "-c", MAKE_REVIEWER)
        _desk(browser, address, Path(data), folder)


def _take(page: Page, folder: Path, name: str) -> None:
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=folder / f"{name}-{width}.png")


def _desk(browser: Browser, address: str, data: Path, folder: Path) -> None:
    """Files are sent, read and reviewed; one is sent to review, and stands before who may publish it."""
    page = browser.new_page(locale="zh-CN")
    page.goto(f"{address}/admin/")
    page.fill("[name=username]", "审核")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.get_by_role("link", name="上传文件").first.click()
    page.locator("[data-drop]").wait_for()
    _take(page, folder, "desk-upload")
    page.set_input_files("[name=files]", FILES)  # type: ignore[arg-type]
    page.get_by_role("button", name="上传并审阅").click()
    page.locator(".progress-counts").wait_for()
    manage(data, "run_worker", "--once")
    manage(data, "shell", "-c", "from documents.uploading import leases; leases.renew('that has just been')")
    page.goto(f"{address}/admin/documents/upload/")
    _take(page, folder, "desk-queue")
    page.locator("#result_list .field-subject a").first.click()
    page.locator("form.review").wait_for()
    _take(page, folder, "desk-review")
    page.locator("[name=review]").first.click()
    page.locator(".messagelist").wait_for()
    _take(page, folder, "desk-document")
    page.goto(f"{address}/admin/")
    page.locator(".piles").first.wait_for()
    _take(page, folder, "desk")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
