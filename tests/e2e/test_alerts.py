"""A reader follows a list by e-mail, from the list to the letter and out again: a real server for mail, a real browser without scripts."""
import re
from urllib.request import Request, urlopen

import pytest

from .letters import mailbox
from .server import manage
from .test_every_page import problems

pytestmark = pytest.mark.browser
TOMORROW = """
from datetime import timedelta
from django.utils import timezone
from portal.alerts import digests
print(digests.send_due(timezone.localtime().replace(hour=8) + timedelta(days=1), seconds=60))
"""


@pytest.fixture
def worker(site, folder):
    """A function that runs a command as the worker's machine does, and the letters that came of it."""
    with mailbox() as (server, letters):
        yield lambda *command: manage(folder, *command, WENLAN_MAIL=server, WENLAN_ADDRESS=site), letters


def links(letter):
    return re.findall(r"^https?://\S+", letter.get_content(), re.MULTILINE)


def test_from_the_list_to_the_letter_and_out_again(site, worker, open_page):
    run, letters = worker
    page = open_page("/documents/?kind=办法", java_script_enabled=False)
    page.get_by_role("link", name="用邮件订阅").click()
    assert "公文种类：办法" in page.locator(".lead").inner_text()
    page.get_by_label("电子邮件地址").fill("reader@example.cn")
    page.get_by_role("button", name="寄确认信").click()
    assert page.get_by_role("heading", name="请查收确认信").is_visible()
    run("run_worker", "--once")
    (asked,) = letters
    (confirm,) = links(asked)
    assert asked["To"] == "reader@example.cn" and "确认" in asked["Subject"] and confirm.startswith(f"{site}/alerts/")

    urlopen(confirm).read()  # a program that looks at letters
    run("shell", "-c", TOMORROW)
    assert len(letters) == 1
    looked_at = open_page("/", 360, bypass_csp=True)
    looked_at.goto(confirm)
    assert list(problems(looked_at)) == []
    page.goto(confirm)
    page.get_by_role("button", name="确认订阅").click()
    assert page.get_by_role("heading", name="您的邮件订阅").is_visible() and "公文种类：办法" in page.locator(".kept-list").inner_text()

    run("shell", "-c", TOMORROW)
    digest = letters[1]
    assert "《" not in digest["Subject"] and "份新收录的文件" in digest["Subject"] and "中小学生学籍管理办法" in digest.get_content()
    document, *_, end = links(digest)
    page.goto(document)
    assert "/documents/" in page.url and page.locator("h1").is_visible()
    assert digest["List-Unsubscribe"].strip() == f"<{end}>" and digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    looked_at.goto(end)
    assert list(problems(looked_at)) == []
    page.goto(end)
    assert page.get_by_role("button", name="退订", exact=True).count() == 1
    with urlopen(Request(end, b"List-Unsubscribe=One-Click", {"Content-Type": "application/x-www-form-urlencoded"})) as answer:
        assert answer.status == 200
    page.reload()
    assert page.get_by_role("heading", name="已经退订").is_visible()
    run("shell", "-c", TOMORROW)
    assert len(letters) == 2
