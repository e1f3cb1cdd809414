"""Every page of the site map in a real browser: whole, quiet, without a broken link, for every reader."""
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from lxml import html

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[1] / "vendor/axe-core-4.11.1/axe.min.js"
KINDS_OF_PAGE = ["/", "/documents/", "/documents/中小学生学籍管理办法/", "/documents/十四五数字经济发展规划/", "/topics/", "/bodies/", "/columns/",
                 "/about/", "/quality/", "/check-draft/", "/kept/", "/subscribe/", "/alerts/search/?q=学籍管理&topic=学籍", "/alerts/asked/", "/cited/", "/graph/", "/documents/中小学生学籍管理办法/graph/", "/documents/中小学生学籍管理办法/cited-by/", "/search/?q=学籍管理",
                 "/search/", "/search/?q=双减&unit=section", "/search/?q=炼金术士&exact=1", "/search/help/", "/search/advanced/", "/trends/?q=教育信息化 教育数字化", "/trends/?q=教育信息化 教育数字化&by=body",
                 "/changes/", "/years/", "/years/?body=教育部&kind=通知", "/joint/", "/documents/中小学人工智能通识教育指南-2025年版/passages/",
                 "/documents/教育部基础教育教学指导委员会负责人就通识教育指南答记者问/passages/中小学人工智能通识教育指南-2025年版/",
                 "/documents/中小学生学籍管理办法/?mark=学籍", "/documents/中小学生学籍管理办法/?on=2020-05-01", "/documents/?on=2020-05-01",
                 "/documents/中小学生学籍管理办法/compare/教育部印发全国校外教育培训监管与服务综合平台应用管理办法/"]


def addresses(site):
    """Every address of the site map, on the site as it runs here."""
    return [address for file in _places(site, f"{site}/sitemap.xml") for address in _places(site, file)]


def _places(site, file):
    tree = ElementTree.fromstring(urlopen(file).read())
    places = (urlsplit(place.text) for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"))
    return [f"{site}{place.path}?{place.query}".rstrip("?") for place in places]


def test_no_link_is_broken_and_every_anchor_is_there(site):
    pages, wanted, queue, forms = {}, {}, addresses(site), set()
    while queue:
        address = queue.pop()
        if address in pages:
            continue
        with urlopen(address) as answer:
            page = html.document_fromstring(answer.read()) if "html" in answer.headers["Content-Type"] else None
        pages[address] = set(page.xpath("//@id")) if page is not None else set()
        for href in page.xpath("//a/@href") if page is not None else []:
            target, fragment = urldefrag(urljoin(address, href))
            if not target.startswith(site) or "/admin/" in target:
                continue
            if fragment:
                wanted.setdefault((target, unquote(fragment)), address)
            form = target.partition("/files/")[2]
            if "?" not in target and form not in forms:
                queue.append(target)
            forms |= {form} - {""}  # that of one document is asked for: the files of all are set for a minute
    assert len(pages) > 28
    assert {place: at for place, at in wanted.items() if place[1] not in pages.get(place[0], {place[1]})} == {}


def test_every_page_is_quiet_in_the_browser(site, open_page):
    page = open_page()
    for address in addresses(site):
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.locator("h1").count() == 1, address
        assert page.title().endswith("文澜") or page.title().startswith("文澜"), address


def test_nothing_is_wider_than_the_window(site, open_page):
    page = open_page()
    for path in KINDS_OF_PAGE:
        page.goto(site + path)
        for width in (320, 360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_nothing_beside_the_text_is_hidden_in_a_box_that_scrolls(site, open_page):
    """What was checked of a draft at 360 px, the facets at 1440."""
    def hidden(box):
        return page.locator(box).evaluate("box => [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight]")

    page = open_page("/check-draft/", 360)
    page.fill("textarea", "依据《中小学生学籍管理办法》第三条和《关于进一步加强某省某市某县义务教育阶段学校管理工作的实施意见》，制定本办法。")
    page.click("button.primary")
    assert hidden(".report .table-scroll") == [0, 0]
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/search/?q=学籍管理")
    assert hidden(".columns-aside")[1] == 0


def test_a_draft_that_takes_longer_than_two_seconds_is_said_to_be_worked_on(open_page):
    page = open_page("/check-draft/")
    page.clock.install()
    page.evaluate("document.querySelector('[data-component=waiting]').addEventListener('submit', event => event.preventDefault())")
    page.click("button.primary")
    sign = page.locator("[data-waiting]")
    assert sign.is_hidden()
    page.clock.run_for(3000)
    assert sign.is_visible() and "正在检查草案" in sign.inner_text() and "已用 3 秒" in sign.inner_text()
    assert page.locator("button.primary").is_disabled()


ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_ON_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def problems(page):
    """What axe finds in a page that was opened with ``bypass_csp``: by all rules in light colours; in dark ones by those that look at colours."""
    page.evaluate(AXE.read_text())
    for scheme, rules in (("light", ALL_RULES), ("dark", RULES_ON_COLOURS)):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("rules => axe.run({runOnly: rules})", rules)
        yield from ((scheme, v["id"], v["help"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found["violations"])


def test_wcag_2_2_aa_as_far_as_a_machine_sees(site, open_page):
    page = open_page(bypass_csp=True)
    for path in KINDS_OF_PAGE:
        page.goto(site + path)
        assert list(problems(page)) == [], path
