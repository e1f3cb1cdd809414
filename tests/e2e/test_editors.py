"""A new editor's first day, in a real browser, with the permissions that README names and no more."""
import pytest
from playwright.sync_api import expect

from .server import PASSWORD, manage

pytestmark = pytest.mark.browser
MAKE_EDITOR = """
from django.contrib.auth.models import Permission, User
editor = User.objects.create_user("editor", password={password!r}, is_staff=True)
editor.user_permissions.set(Permission.objects.filter(codename__in=["add_document", "change_document"]))
"""
TEXT = "{place}市教育局关于做好{subject}工作的通知\n\n{place}教〔2025〕{number}号\n\n各学校：\n\n为做好{subject}工作，现通知如下。\n\n一、加强领导\n\n各学校要重视{subject}。\n\n{place}市教育局\n2025年3月{number}日\n"
FILES = [
    {"name": f"{subject}.txt", "mimeType": "text/plain", "buffer": TEXT.format(place="青山", subject=subject, number=number).encode()}
    for number, subject in enumerate(("冬季取暖", "春季招生"), 1)
]


@pytest.fixture(scope="module")
def editor(site, folder):
    manage(folder, "shell", "-c", MAKE_EDITOR.format(password=PASSWORD))
    return "editor"


@pytest.fixture
def desk(open_page, editor):
    """The admin as the editor sees it, and the answers that were refusals or failures."""
    page = open_page("/admin/")
    refused = []
    page.on("response", lambda answer: refused.append((answer.status, answer.url)) if answer.status >= 400 else None)
    page.fill("[name=username]", editor)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    yield page
    assert refused == []


def pick(page, field, words):
    """Choose in a picker by typing, as its user does."""
    page.locator(f".field-{field} .select2-selection, .form-row:has(#id_{field}) .select2-selection").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option--highlighted", has_text=words).click()


def test_two_files_are_uploaded_reviewed_and_given_a_topic(desk, folder):
    desk.get_by_role("link", name="上传文件").first.click()
    desk.set_input_files("[name=files]", FILES)
    desk.get_by_role("button", name="上传并审阅").click()
    desk.locator(".progress-counts").wait_for()
    manage(folder, "run_worker", "--once")
    desk.locator(".progress-counts", has_text=f"待审阅 {len(FILES)}").wait_for()
    for subject in ("冬季取暖", "春季招生"):
        desk.goto(desk.url.split("/admin/")[0] + "/admin/")
        desk.get_by_role("link", name="待审阅的上传").first.click()
        desk.get_by_role("link", name=f"青山市教育局关于做好{subject}工作的通知").first.click()
        assert desk.locator("#id_title").input_value() == f"青山市教育局关于做好{subject}工作的通知"
        expect(desk.get_by_role("button", name="发布", exact=True)).to_have_count(0)
        pick(desk, "topics", "教育数字化")
        desk.get_by_role("button", name="存为草稿").click()
        assert "发布状态为“草稿”" in desk.locator(".messagelist").inner_text()
    desk.fill("#id_note", "编辑所写")
    expect(desk.locator("#id_state option")).to_have_text(["草稿", "待审"])
    desk.get_by_role("button", name="保存", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_have_count(1)
    desk.get_by_role("link", name="青山市教育局关于做好春季招生工作的通知").first.click()
    assert desk.locator("#id_note").input_value() == "编辑所写"
    assert "教育数字化" in desk.locator(".field-topics").inner_text()
    desk.get_by_role("link", name="历史").click()
    expect(desk.locator("#change-history tbody tr")).to_have_count(2)


def test_what_is_public_is_shown_and_not_offered_for_change(desk):
    desk.get_by_role("link", name="文件", exact=True).first.click()
    desk.get_by_role("link", name="中小学生学籍管理办法", exact=True).click()
    expect(desk.locator(".review-note", has_text="这里只能查看")).to_have_count(1)
    expect(desk.locator("textarea, [name=_save]")).to_have_count(0)
