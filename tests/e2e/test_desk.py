"""A day at the desk in a real browser, each role with what its group may do: sent, reviewed, published, found, taken back."""
import subprocess
import sys
import time
from urllib.parse import quote, urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from .server import PASSWORD, ROOT, environment_of, manage

pytestmark = pytest.mark.browser
MAKE_STAFF = f"""
from django.contrib.auth.models import Group, User
for number, role in enumerate(("编辑", "审核", "管理", "审核")):
    User.objects.create_user(f"staff{{number}}", password="{PASSWORD}", is_staff=True).groups.set(Group.objects.filter(name=role))
"""
WRITER, REVIEWER, MANAGER = "staff0", "staff1", "staff2"
TEXT = "云岭市民政局关于做好{0}工作的通知\n\n云岭民〔2025〕{1}号\n\n各区：\n\n为做好{0}工作，现通知如下。\n\n一、{0}\n\n各区要重视{0}。\n\n云岭市民政局\n2025年3月{1}日\n"
SUBJECTS = ("敬老院供暖", "婚姻登记", "殡葬管理", "社区食堂", "流动儿童照料", "慈善信托", "地名标志", "志愿服务", "养老护理员培训", "福利彩票")
PLACES = ("云岭", "青山", "绿水", "长桥")
FILES = [
    {"name": f"{place}{subject}.txt", "mimeType": "text/plain", "buffer": TEXT.format(subject, number).replace("云岭", place).encode()}
    for place in PLACES for number, subject in enumerate(SUBJECTS, 1)
]
COUNT = len(FILES)
PROGRAM = {"name": "程序.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x00"}


@pytest.fixture(scope="module")
def office(site, folder):
    """The site with its worker, and an account of each role."""
    manage(folder, "shell", "-c", MAKE_STAFF)
    worker = subprocess.Popen([sys.executable, "manage.py", "run_worker"], cwd=ROOT, env=environment_of(folder))
    yield site
    worker.terminate()
    worker.wait(30)


@pytest.fixture
def log_in(open_page, office):
    def log_in(name):
        page = open_page("/admin/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("[type=submit]")
        page.locator("#user-tools").wait_for()
        return page
    return log_in


def act(page, action, query):
    """Do ``action`` with all that the list of ``query`` shows."""
    page.goto(urljoin(page.url, f"/admin/{query}"))
    page.locator("#action-toggle").check()
    page.select_option("[name=action]", label=action)
    page.get_by_role("button", name="执行").click()


def told(page):
    return page.locator(".messagelist").inner_text()


def drop(page, name):
    script = """(area, [name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      area.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }"""
    page.locator("[data-drop]").evaluate(script, [f"{name}.txt", name])


def is_found(site, words):
    return "云岭市民政局关于" in urlopen(f"{site}/search/?q={quote(words)}").read().decode().replace("<mark>", "").replace("</mark>", "").replace("<wbr>", "")


def within(seconds, condition):
    end = time.monotonic() + seconds
    while not (held := condition()) and time.monotonic() < end:
        time.sleep(0.1)
    return held


def test_files_are_sent_reviewed_published_found_and_taken_back(log_in, office):
    page = log_in(WRITER)
    page.get_by_role("link", name="上传文件").first.click()
    page.set_input_files("[name=files]", [*FILES, PROGRAM])
    page.get_by_role("button", name="上传并审阅").click()
    page.locator(".sent-files .refused", has_text="不支持 .exe").wait_for()
    page.get_by_role("link", name="看这一批的进度").click()
    batch = page.url
    page.context.close()  # the browser is closed; the reading goes on

    page = log_in(WRITER)
    page.goto(batch)
    page.locator(".progress-counts", has_text=f"待审阅 {COUNT}").wait_for(timeout=120_000)
    page.get_by_role("link", name="云岭市民政局关于做好婚姻登记工作的通知").click()
    for field, value in (("#id_issued_on", "2025年3月20日"), ("#id_number", "云岭民〔2025〕30号")):
        page.fill(field, value)
        reviewed = page.locator("h1").inner_text()
        page.get_by_role("button", name="送审并审阅下一份").click()
        expect(page.locator("h1")).not_to_have_text(reviewed)
        assert "发布状态为“待审”" in told(page) and page.locator("#id_title").input_value().endswith("工作的通知")
    act(page, "送审（没有疑点的）", "documents/upload/?doubts=none")
    assert f"{COUNT - 2} 份没有疑点" in told(page)
    page.goto(batch)
    page.locator(".progress-counts", has_text=f"已存入 {COUNT}").wait_for(timeout=120_000)
    expect(page.locator("select[name=action] option[value=publish]")).to_have_count(0)

    page = log_in(REVIEWER)
    page.get_by_role("link", name=f"待审的文件 {COUNT}").click()
    page.locator("#result_list a", has_text="云岭市民政局关于做好婚姻登记").click()
    assert page.locator("#id_issued_on").input_value() == "2025/03/20"
    page.get_by_role("link", name="预览").click()
    assert "没有公开" in page.locator(".notice").first.inner_text()
    assert not is_found(office, "云岭市民政局")
    act(page, "发布所选文件", "documents/document/?state=review")
    assert f"{COUNT} 份文件：已发布" in told(page)
    assert within(2, lambda: is_found(office, "养老护理员培训 云岭市民政局"))
    act(page, "撤回所选文件", f"documents/document/?q={quote('云岭 福利彩票')}")
    page.fill("[name=why]", "数字有误。")
    page.get_by_role("button", name="撤回").click()
    expect(page.locator(".messagelist")).to_contain_text("1 份文件：已撤回")
    page.locator("#result_list a", has_text="福利彩票").click()
    page.get_by_role("link", name="修订记录").click()
    page.get_by_role("button", name="比较选中的两次").click()
    expect(page.locator("#content")).to_contain_text("发布状态")
    assert "已撤回" in page.locator("#content").inner_text()
    page.goto(batch)
    page.get_by_role("link", name="收回整批").click()
    page.get_by_role("button", name="收回整批").click()
    assert "已收回" in told(page) and f"已收回 {COUNT}" in page.locator(".progress-counts").inner_text()
    assert within(2, lambda: not is_found(office, "养老护理员培训 云岭市民政局"))
    act(page, "从回收站恢复所选文件", f"documents/document/?state=trashed&q={quote('云岭 地名标志')}")
    assert within(2, lambda: is_found(office, "地名标志 云岭市民政局"))


def test_who_looks_after_accounts_and_registries_finds_them_and_nothing_to_publish(log_in):
    page = log_in(MANAGER)
    expect(page.get_by_role("link", name="上传文件")).to_have_count(0)
    page.get_by_role("link", name="用户", exact=True).first.click()
    page.locator("#result_list a", has_text=WRITER).click()
    expect(page.locator("[name=groups_old], #id_groups_from")).to_have_count(1)
    expect(page.locator("#id_is_superuser")).to_have_count(0)
    page.goto(urljoin(page.url, "/admin/documents/issuingbody/"))
    page.locator("#searchbar").fill("教育部")
    page.keyboard.press("Enter")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".messagelist .success")).to_have_count(1)


def test_what_is_dropped_while_files_are_sent_is_not_lost_without_a_word(log_in):
    page, held = log_in(WRITER), []
    page.get_by_role("link", name="上传文件").first.click()
    page.locator("[data-drop]").wait_for()
    page.route("**/files/", lambda route: held.append(route))  # nothing comes to the site
    drop(page, "先拖")
    status = page.locator("[data-count]")
    expect(status).to_contain_text("已发送 0 / 1 份")
    drop(page, "后拖")
    expect(status).to_contain_text("没有收下")
    held[0].fulfill(json={"refused": []})
    expect(status).to_contain_text("发送完毕：1 份。发送期间又选的文件没有收下")
    expect(page.get_by_role("link", name="看这一批的进度")).to_be_visible()
    assert len(held) == 1
    drop(page, "后拖")
    expect(status).to_have_text("已发送 0 / 1 份。发送完之前请不要关闭此页。")
    held[1].fulfill(json={"refused": []})
    page.wait_for_url("**/batch/**")


def test_a_folder_is_sent_with_its_paths_so_that_its_attachments_belong_to_their_document(log_in, tmp_path):
    (tmp_path / "供暖/附件").mkdir(parents=True)
    (tmp_path / "供暖/关于做好供暖的通知.txt").write_text(TEXT.format("供暖", 12))
    (tmp_path / "供暖/附件/1.txt").write_text("登记表\n单位名称填在这里。\n")
    (tmp_path / "供暖/.隐藏.txt").write_text("不发送")
    page = log_in(WRITER)
    page.get_by_role("link", name="上传文件").first.click()
    page.locator("[data-drop]").wait_for()
    page.set_input_files("[name=folder]", tmp_path / "供暖")
    page.wait_for_url("**/batch/**")
    expect(page.locator("#content table tbody tr")).to_have_count(1)
    expect(page.locator("#content")).to_contain_text("供暖/关于做好供暖的通知.zip")


def test_two_editors_of_one_document_are_told_of_each_other_and_lose_nothing(log_in):
    first = log_in(REVIEWER)
    first.goto(urljoin(first.url, f"/admin/documents/document/?q={quote('校外教育培训监管')}"))
    first.locator("#result_list a", has_text="教育部印发").click()
    first.locator("#id_number").wait_for()
    second = log_in("staff3")
    second.goto(first.url)
    for page, number, source in ((first, "甲一号", ""), (second, "甲二号", "乙写的来源")):
        page.fill("#id_number", number)
        page.fill("#id_source", source)
        page.get_by_role("button", name="保存", exact=True).click()
        page.locator(".messagelist .success, .errorlist").first.wait_for()
    told = second.locator(".errorlist").first.inner_text()
    assert "别人修改了这份文件" in told and "“发文字号”别人改成了“甲一号”" in told
    assert (second.locator("#id_number").input_value(), second.locator("#id_source").input_value()) == ("甲二号", "乙写的来源")
    second.fill("#id_number", "甲一号")
    second.get_by_role("button", name="保存", exact=True).click()
    expect(second.locator(".messagelist .success")).to_have_count(1)


def test_the_desk_fits_a_telephone_and_a_tablet(log_in):
    page = log_in(REVIEWER)
    for path in ("", "documents/upload/add/", "documents/upload/", "documents/batch/", "documents/document/", "documents/document/1/change/",
                 "documents/document/1/outline/", "documents/document/1/citations/", "documents/document/1/revisions/", "sign-ins/"):
        page.goto(urljoin(page.url, f"/admin/{path}"))
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        page.set_viewport_size({"width": 360, "height": 900})
        hidden = page.locator("#result_list").evaluate_all("lists => lists.map(list => list.scrollWidth - list.parentElement.clientWidth)")
        assert path == "documents/batch/" or max(hidden, default=0) <= 0, path
