"""Where the lines of titles break, measured from the lines that a browser sets: between words, hardly ever within one."""
import json
from pathlib import Path

import jieba
import pytest

from search.text.line_breaks import with_breaks

pytestmark = pytest.mark.browser
HELD = Path(__file__).resolve().parents[2] / "evaluation/citations/gold/held.json"
TITLES = 300
AT_MOST = 0.02
NOT_FIRST = "》）)〕］】”’，。；：、！？,.;:!?％%"
HEADINGS = {"document-list": "li", "page-header": "h1"}
BREAKS = """() => [...document.querySelectorAll('.measured :is(h1, a)')].map((title) => {
  const breaks = [], range = document.createRange();
  let middle = null, at = 0;
  for (const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    for (let i = 0; i < walker.currentNode.length; i += 1, at += 1) {
      range.setStart(walker.currentNode, i);
      range.setEnd(walker.currentNode, i + 1);
      const box = range.getBoundingClientRect();
      if (middle !== null && box.top > middle) breaks.push(at);
      middle = (box.top + box.bottom) / 2;
    }
  }
  return breaks;
})"""


def titles():
    """Real titles, every so many of those that need more than a line of a phone."""
    long = sorted({held["title"] for held in json.loads(HELD.read_text("utf-8")) if len(held["title"]) > 18})
    return long[:: len(long) // TITLES or 1][:TITLES]


def wrong(title, at):
    """Whether a line begins at a place of ``title`` that is within a word of jieba's, or with a mark that closes."""
    ends, end = set(), 0
    for word in jieba.cut(title):
        end += len(word)
        ends.add(end)
    return at not in ends or title[at] in NOT_FIRST or (title[at - 1].isdigit() and title[at] in "年月日号条")


@pytest.mark.parametrize("box, tag", HEADINGS.items())
def test_titles_break_between_words(open_page, box, tag):
    page = open_page("/documents/")
    shown = titles()
    assert len(shown) >= TITLES
    markup = "".join(f'<{tag}><p class="title"><a href="#x">{with_breaks(title)}</a></p></{tag}>' if tag == "li" else f"<h1>{with_breaks(title)}</h1>" for title in shown)
    page.evaluate("([box, html]) => { document.querySelector('.columns-main').innerHTML = `<div class='measured ${box}'>${html}</div>`; }", [box, markup])
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        breaks = [(title, at) for title, places in zip(shown, page.evaluate(BREAKS), strict=True) for at in places]
        faults = [f"{title[:at]}|{title[at:]}" for title, at in breaks if wrong(title, at)]
        assert width > 360 or len(breaks) > TITLES / 3
        assert len(faults) <= AT_MOST * TITLES, (width, len(breaks), faults[:20])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
