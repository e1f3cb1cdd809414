"""Ways through the site: by keyboard alone, without a script, on a phone."""
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
REGULATION = "/documents/中小学生学籍管理办法/"


def focused(page):
    return page.evaluate("document.activeElement.innerText || document.activeElement.name || document.activeElement.tagName")


def test_by_keyboard_from_home_to_an_article(open_page):
    page = open_page("/", reduced_motion="reduce")
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "q"
    page.goto(page.url.split("#")[0].rstrip("/") + REGULATION)
    page.get_by_role("link", name="第十二条", exact=True).first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#art-12")
    assert abs(page.locator("#art-12").bounding_box()["y"]) < 100


def test_every_stop_of_the_keyboard_is_visible(open_page):
    page = open_page("/documents/")
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", focused(page)


def test_the_outline_follows_the_reader(open_page):
    page = open_page(REGULATION)
    page.evaluate("document.getElementById('art-20').scrollIntoView({behavior: 'instant'})")
    page.wait_for_selector('.outline a[href="#art-20"][aria-current="location"]')
    page.evaluate("document.getElementById('art-3').scrollIntoView({behavior: 'instant'})")
    page.wait_for_selector('.outline a[href="#art-3"][aria-current="location"]')
    expect(page.locator(".outline [aria-current]")).to_have_count(1)


def test_copying_the_reference(open_page):
    page = open_page(REGULATION, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("引用本文件").click()
    page.get_by_role("button", name="复制引文").click()
    page.get_by_role("button", name="已复制").wait_for()
    assert "《中小学生学籍管理办法》（教基〔2025〕1号）" in page.evaluate("navigator.clipboard.readText()")


def test_without_a_script_everything_can_be_read_and_filtered(open_page):
    page = open_page("/", java_script_enabled=False)
    page.locator(".chips a").first.click()
    page.locator(".filter a").first.click()
    page.locator(".document-list a").first.click()
    page.locator("article.prose p:not(.printed-title)").first.wait_for()
    page.get_by_text("引用本文件").click()
    assert page.locator(".reference").first.is_visible()
    expect(page.get_by_role("button", name="复制引文")).to_have_count(0)
    outline = page.locator(".outline a").first
    assert outline.is_visible()


def test_nothing_glides_through_a_long_law(open_page):
    page = open_page("/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("path, words", [(REGULATION, "跳过目录"), ("/documents/", "跳过筛选"), ("/search/?q=学籍", "跳过筛选")])
def test_what_stands_beside_the_text_can_be_skipped(open_page, path, words):
    page = open_page(path)
    skip = page.get_by_role("link", name=words)
    skip.focus()
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") > 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null"), focused(page)


def test_from_an_article_to_who_cites_it_and_back_to_the_sentence(open_page):
    page = open_page(REGULATION, java_script_enabled=False)
    page.locator(".prose .cited").first.click()
    assert page.locator("h1").inner_text() == "被引用"
    page.locator(".quoted a").first.click()
    assert "#cite-" in page.url and page.locator(":target").is_visible()


def test_text_can_be_twice_as_large(open_page):
    page = open_page(REGULATION, width=640)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


ANSWERS = "/documents/教育部基础教育司负责人就新修订的中小学生学籍管理办法答记者问/"


def test_a_citation_shows_the_provision_that_it_names_and_the_card_goes_with_escape(open_page):
    page = open_page(ANSWERS)
    citation = page.locator(".prose .citation[href$='#art-3']").first
    citation.focus()
    card = page.locator(".citation-card")
    card.locator(".provision", has_text="第三条").wait_for()
    expect(card.locator("time")).to_have_count(1)
    assert "中小学生学籍管理办法" in card.inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    citation.hover()
    assert card.is_visible()


def test_on_a_phone_the_first_tap_shows_the_card_and_the_second_follows_the_citation(open_page):
    page = open_page(ANSWERS, width=360, has_touch=True, is_mobile=True)
    address = page.url
    citation = page.locator(".prose .citation[href$='#art-3']").first
    citation.tap()
    page.locator(".citation-card .provision").wait_for()
    assert page.url == address
    citation.tap()
    page.wait_for_url(lambda url: url != address)


def test_printing_leaves_the_text_alone(open_page):
    page = open_page(REGULATION)
    page.emulate_media(media="print")
    assert not page.locator(".site-header").is_visible()
    assert not page.locator(".columns-aside").is_visible()
    assert page.locator("article.prose").is_visible()
    assert page.locator("dl.facts").is_visible()
    assert not page.locator("#related").is_visible()
    assert not page.get_by_role("button", name="检索本文").is_visible()


@pytest.mark.parametrize("options", [{"width": 1280}, {"width": 360, "has_touch": True, "is_mobile": True}])
def test_from_a_search_to_an_article_to_what_it_cites_and_back_to_the_same_place(open_page, options):
    page = open_page("/search/?q=学籍管理", **options)
    act = "tap" if "has_touch" in options else "click"
    getattr(page.locator(f".passage .where a[href*='{quote(ANSWERS)}']").first, act)()
    page.wait_for_url("**/documents/**")
    citation = page.locator(".prose .citation[href$='#art-3']").first
    citation.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # what follows the reader has followed
    before = page.evaluate("scrollY")
    if act == "tap":
        citation.tap()
        page.locator(".citation-card .provision").wait_for()
        citation.tap()
    else:
        citation.focus()
        page.keyboard.press("Enter")
    page.wait_for_url("**#art-3")
    page.wait_for_function("Math.abs(document.getElementById('art-3').getBoundingClientRect().top) < 100")
    if act == "tap":
        expect(page.locator(".place-bar .here")).to_have_text("第三条")
    page.go_back()
    page.wait_for_function("before => Math.abs(scrollY - before) < 5", arg=before)


@pytest.mark.parametrize("name, width", [("目录", 360), ("检索本文", 360), ("检索本文", 1280), ("书签和笔记", 1280), ("显示", 360)])
def test_escape_closes_what_a_button_opened_and_leads_back_to_the_button(open_page, name, width):
    page = open_page(REGULATION, width=width)
    button = page.get_by_role("button", name=name).locator("visible=true").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":popover-open")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(":popover-open")).to_have_count(0)
    assert name in (focused(page), page.evaluate("document.activeElement.ariaLabel"))
