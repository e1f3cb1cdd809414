"""Searching in a real browser: suggestions by keyboard, words marked in the opened document, no JavaScript."""
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_suggestions_are_chosen_by_keyboard(open_page):
    page = open_page("/search/")
    box = page.locator("#q")
    assert box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("xueji")
    page.wait_for_selector("[role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = page.locator('[role=option][aria-selected="true"]')
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
    box.press("Escape")
    expect(page.locator("[role=option]:visible")).to_have_count(0)
    box.press("ArrowDown")
    page.wait_for_selector("[role=option]:visible")
    box.press("ArrowDown")
    before = page.url
    box.press("Enter")
    page.wait_for_url(lambda url: url != before)
    assert "/search/" not in page.url


def test_enter_without_a_choice_searches_for_what_was_typed(open_page):
    page = open_page("/search/")
    page.locator("#q").press_sequentially("学籍管理")
    page.locator("#q").press("Enter")
    page.wait_for_selector(".results")
    assert "中小学生学籍管理办法" in page.locator(".results .title").first.inner_text()


def test_words_stay_marked_and_can_be_walked(open_page):
    page = open_page("/search/?q=学籍档案")
    page.locator(".passage .where a").first.click()
    page.wait_for_selector(".marks")
    assert page.evaluate("document.querySelector('.marks').compareDocumentPosition(document.querySelector('.prose')) & 4") == 4
    bar, target = page.locator(".marks").bounding_box(), page.locator(":target").bounding_box()
    assert bar["y"] + bar["height"] <= target["y"]
    page.locator('.marks [data-step="1"]').click()
    first = page.locator("mark.current").get_attribute("id")
    page.locator('.marks [data-step="1"]').click()
    second = page.locator("mark.current").get_attribute("id")
    assert int(second.split("-")[1]) == int(first.split("-")[1]) + 1
    page.locator('.marks [data-step="-1"]').click()
    assert page.locator("mark.current").get_attribute("id") == first


def test_everything_works_without_javascript(open_page):
    page = open_page("/search/?q=学籍", java_script_enabled=False)
    expect(page.locator(".results > li").nth(1)).to_be_attached()
    page.locator(".passage .where a").first.click()
    expect(page.locator("mark").nth(1)).to_be_attached()
    page.locator(".marks a").first.click()
    assert page.url.endswith("#mark-1")
