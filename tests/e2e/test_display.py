"""Size and colours by hand: kept by the browser, before anything is painted, and by it alone."""
import pytest

pytestmark = pytest.mark.browser


def background(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


@pytest.mark.parametrize("system, chosen", [("light", "深色"), ("dark", "浅色")])
def test_colours_can_be_chosen_against_the_system(open_page, system, chosen):
    page = open_page("/", color_scheme=system)
    before = background(page)
    page.get_by_role("button", name="显示").click()
    page.get_by_label(chosen).check()
    assert background(page) != before
    page.reload()
    assert background(page) != before
    page.get_by_role("button", name="显示").click()
    assert page.get_by_label(chosen).is_checked()
    page.get_by_label("跟随系统").check()
    assert background(page) == before


@pytest.mark.parametrize("path", [
    "/", "/documents/中小学生学籍管理办法/", "/documents/", "/search/?q=学籍管理", "/check-draft/", "/search/advanced/", "/joint/", "/graph/", "/trends/?q=教育信息化 教育数字化",
    "/documents/中小学生学籍管理办法/compare/教育部印发全国校外教育培训监管与服务综合平台应用管理办法/", "/topics/", "/changes/"])
def test_large_letters_are_remembered_and_nothing_runs_over_the_edge(open_page, site, path):
    page = open_page(path)
    small = page.locator("h1").first.evaluate("h => parseFloat(getComputedStyle(h).fontSize)")
    page.get_by_role("button", name="显示").click()
    page.get_by_label("特大").check()
    page.reload()
    assert page.locator("h1").first.evaluate("h => parseFloat(getComputedStyle(h).fontSize)") > small * 1.2
    for width in (320, 360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_without_a_script_there_is_no_button_that_does_nothing(open_page):
    page = open_page("/", java_script_enabled=False)
    assert not page.get_by_role("button", name="显示").is_visible()


BROKEN = """() => [...document.querySelectorAll(':is(th, td)')].flatMap((cell) => {
  const found = [], range = document.createRange();
  for (const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    for (const number of walker.currentNode.data.matchAll(/\\d+/g)) {
      range.setStart(walker.currentNode, number.index);
      range.setEnd(walker.currentNode, number.index + number[0].length);
      if (range.getClientRects().length > 1) found.push(cell.textContent);
    }
  }
  return found;
})"""


@pytest.mark.parametrize("path", ["/trends/?q=教育信息化 教育数字化", "/joint/", "/graph/", "/years/"])
def test_no_number_of_a_table_is_broken_over_lines(open_page, path):
    page = open_page(path, 320)
    for size in ("", "larger"):
        page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
        assert page.evaluate(BROKEN) == [], size


def test_the_heads_of_a_table_break_between_words(open_page):
    page = open_page("/trends/?q=教育信息化 教育数字化", 360)
    rows = page.locator(".trend-table thead th span").evaluate_all("spans => spans.map(span => new Set([...span.getClientRects()].map(box => box.bottom)).size)")
    assert rows == [2, 2, 2]
