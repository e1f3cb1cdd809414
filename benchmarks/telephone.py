"""How long a slow telephone waits: ``python -m benchmarks.telephone``, with WENLAN_DATA as for ``manage.py`` and the laws imported.

The site as production serves it, in Chromium with a processor four times as slow as this one, behind 1.6 Mbit/s and
150 ms there and back, nothing in its cache. Of five visits the best of each: when something, and when the largest thing of
the first screen is painted, how far things moved meanwhile, how many bytes came, those of the page by itself.
"""
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.browser import chromium
from tests.e2e.server import gunicorn

VISITS = 5
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
PATHS = [
    "/", "/documents/", "/search/?q=学籍管理", "/documents/中国教育现代化2035/", "/documents/中华人民共和国刑法/",
    "/documents/中华人民共和国公司法-2023-12-29/", "/documents/中华人民共和国民法典-合同编/", "/codes/民法典/",
]
WATCH = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => list.getEntries().forEach(e => { seen.lcp = e.startTime; })).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => { seen.cls += e.hadRecentInput ? 0 : e.value; })).observe({type: "layout-shift", buffered: true});
"""
READ = """() => ({
  FCP: performance.getEntriesByName("first-contentful-paint")[0].startTime, LCP: seen.lcp, CLS: seen.cls,
  page: performance.getEntriesByType("navigation")[0].transferSize,
})"""


def visit(browser: Browser, address: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True, has_touch=True, locale="zh-CN")
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)
    figures = page.evaluate(READ)
    context.close()
    return {**figures, "all": sum(received)}


def main() -> None:
    with gunicorn(Path(os.environ["WENLAN_DATA"])) as (site, _), chromium() as browser:
        print(f"{'FCP ms':>8}{'LCP ms':>8}{'CLS':>7}{'page KB':>9}{'all KB':>8}")
        for path in sys.argv[1:] or PATHS:
            visits = [visit(browser, site + path) for _ in range(VISITS)]
            best = {name: min(v[name] for v in visits) for name in visits[0]}
            print(f"{best['FCP']:8.0f}{best['LCP']:8.0f}{best['CLS']:7.3f}{best['page'] / 1000:9.1f}{best['all'] / 1000:8.1f}  {path}", flush=True)


if __name__ == "__main__":
    main()
