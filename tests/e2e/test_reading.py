"""Reading a document: on a phone with a thumb, with keys, without a script; where one was is kept."""
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
REGULATION = "/documents/中小学生学籍管理办法/"
PHONE = {"has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_outline_is_a_sheet(open_page, scripts):
    page = open_page(REGULATION, width=360, java_script_enabled=scripts, **PHONE)
    entry = page.locator('.outline a[href="#art-12"]')
    assert not entry.is_visible()
    page.get_by_role("button", name="目录").tap()
    entry.tap()
    assert page.url.endswith("#art-12")
    assert not scripts or not entry.is_visible()


def test_on_a_phone_the_text_begins_on_the_first_screen_and_the_facts_are_folded(open_page):
    page = open_page(REGULATION, width=360, **PHONE)
    assert page.locator("article.prose > *").first.bounding_box()["y"] < 300
    assert not page.locator(".facts").is_visible()
    assert page.locator(".essentials").bounding_box()["height"] < 80
    page.locator(".about > summary").tap()
    assert page.locator(".facts").is_visible()


def test_the_bar_follows_the_reader_and_steps_from_article_to_article(open_page):
    page = open_page(REGULATION + "#art-12", width=360, **PHONE)
    page.locator(".place-bar .here", has_text="第十二条").wait_for()
    page.get_by_role("button", name="下一条").tap()
    page.locator(".place-bar .here", has_text="第十三条").wait_for()
    assert page.url.endswith("#art-13")
    page.keyboard.press("Alt+ArrowUp")
    page.locator(".place-bar .here", has_text="第十二条").wait_for()


def test_an_entry_of_the_outline_is_found_by_number_or_word(open_page):
    page = open_page(REGULATION)
    page.get_by_label("在目录里找").fill("12")
    expect(page.locator(".outline a:visible")).to_have_text(["第十二条"])
    page.get_by_label("在目录里找").fill("总则")
    expect(page.locator(".outline a:visible")).to_have_text(["第一章 总则"])
    page.get_by_label("在目录里找").fill("炼金术")
    assert page.locator(".outline [role=status]").is_visible()


SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; })
  .observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_while_a_page_comes(open_page, site, width):
    page = open_page("/kept/", width=width)
    page.add_init_script(SHIFTS)
    for path in (REGULATION, "/search/?q=学籍管理"):
        page.goto(site + path)
        page.wait_for_timeout(300)
        assert page.evaluate("window.shifted") < 0.01, path


@pytest.mark.parametrize("scripts", [True, False])
def test_words_are_found_in_the_text_within_reach_of_the_thumb(open_page, scripts):
    page = open_page(REGULATION, width=360, java_script_enabled=scripts, **PHONE)
    page.get_by_role("button", name="检索本文").tap()
    page.get_by_label("在本文中检索").fill("学籍")
    page.keyboard.press("Enter")
    page.locator("mark#mark-1").wait_for()
    if scripts:
        page.get_by_role("button", name="下一处").tap()
        expect(page.locator("mark.current")).to_have_count(1)
        assert page.get_by_role("button", name="下一处").bounding_box()["y"] > 600


def test_the_place_that_was_read_is_offered_again(open_page):
    page = open_page(REGULATION + "#art-20")
    page.wait_for_selector('.outline a[href="#art-20"][aria-current="location"]')
    page.goto(page.url.split("#")[0])
    page.locator(".resume a", has_text="第二十条").click()
    assert page.url.endswith("#art-20")
    expect(page.locator(".resume")).to_have_count(0)


def test_a_permalink_is_one_stop_named_after_its_article_and_nothing_of_it_is_copied(open_page):
    page = open_page(REGULATION)
    link = page.locator("#art-12 + .permalink")
    assert link.get_attribute("aria-label") == "第十二条的链接"
    expect(page.locator("article.prose .cited:not([tabindex='-1'])")).to_have_count(0)
    box = link.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    assert "¶" not in page.locator("article.prose").inner_text()


def test_a_bookmark_with_a_note_is_kept_by_the_browser_and_listed(open_page, site):
    page = open_page(REGULATION + "#art-12")
    page.locator('.outline a[href="#art-12"][aria-current]').wait_for()
    page.get_by_role("button", name="在这里放书签").click()
    page.get_by_role("textbox", name="笔记").fill("核对<b>此条</b>")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#notes [role=status]")).to_have_text("已保存：第十二条")
    expect(page.locator("#art-12[data-noted]")).to_have_count(1)
    page.goto(site + "/kept/")
    expect(page.locator(".kept-list a")).to_have_text(["中小学生学籍管理办法 第十二条"])
    expect(page.locator(".kept-list p")).to_have_text("核对<b>此条</b>")
    page.get_by_role("button", name="删除：").click()
    expect(page.locator(".kept-list a")).to_have_count(0)


def test_a_search_is_kept_and_let_go_again(open_page, site):
    page = open_page("/search/?q=学籍管理&page=1")
    page.get_by_role("button", name="收藏").click()
    expect(page.get_by_role("button", name="已收藏")).to_have_attribute("aria-pressed", "true")
    page.goto(site + "/kept/")
    page.locator(".kept-list a", has_text="检索“学籍管理”").click()
    page.get_by_role("button", name="已收藏").click()
    expect(page.get_by_role("button", name="收藏", exact=True)).to_have_attribute("aria-pressed", "false")


def test_an_address_that_leads_elsewhere_is_not_shown_among_what_is_kept(open_page, site):
    page = open_page("/kept/")
    page.evaluate("""localStorage.setItem("wenlan:kept", JSON.stringify(["javascript:alert(1)", "//elsewhere/", "/documents/"].map(
        (address) => ({ kind: "place", address, title: address }))))""")
    page.reload()
    expect(page.locator(".kept-list a")).to_have_text(["/documents/"])


SWIPE = """([across, down]) => {
  const target = document.querySelector("#art-12-p1");
  const send = (type, x, y, touches) => target.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), { touches, changedTouches: [{ clientX: x, clientY: y }] }));
  send("touchstart", 200, 300, [{ clientX: 200, clientY: 300 }]);
  send("touchend", 200 + across, 300 + down, []);
}"""


def test_a_swipe_leads_to_the_next_article_and_back_and_scrolling_does_not(open_page):
    page = open_page(REGULATION + "#art-12", width=360, **PHONE)
    here = page.locator(".place-bar .here")
    expect(here).to_have_text("第十二条")
    page.evaluate(SWIPE, [-40, 0])
    page.evaluate(SWIPE, [-120, 300])
    expect(here).to_have_text("第十二条")
    page.evaluate(SWIPE, [-120, 10])
    expect(here).to_have_text("第十三条")
    page.evaluate(SWIPE, [120, 10])
    expect(here).to_have_text("第十二条")
    assert page.evaluate("getComputedStyle(document.documentElement).overscrollBehaviorX") == "none"  # else browsers go back in their history


VOICE = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  speak(utterance) { window.spoken.push(utterance.text); if (window.spoken.length < 3) setTimeout(() => utterance.onend()); },
  cancel() {},
} });
"""


def test_the_text_is_read_aloud_from_where_the_reader_is_with_the_sentence_marked(open_page, site):
    page = open_page("/")
    page.add_init_script(VOICE)
    page.goto(site + REGULATION)
    page.evaluate("document.getElementById('art-3').scrollIntoView()")
    page.evaluate("document.querySelector('[data-component=speech]').click()")
    page.wait_for_function("window.spoken.length === 3")
    spoken = page.evaluate("window.spoken")
    assert spoken[0] == "第三条" and spoken[1] in page.locator("#art-3-p1").inner_text()
    marked = page.evaluate("[...CSS.highlights.get('spoken')].map(String)")
    assert marked == [spoken[2]]
    page.get_by_role("button", name="停止朗读").click()
    assert page.evaluate("CSS.highlights.get('spoken').size") == 0
    assert page.get_by_role("button", name="朗读", exact=True).get_attribute("aria-pressed") == "false"
