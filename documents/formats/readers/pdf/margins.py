"""Page headers, footers and numbers: what stands at the edge of many pages, or is a number there."""
import re
from collections import Counter
from dataclasses import replace

from .lines import Line, Page

EDGE = 0.14  # of the height of a page, above and below
DEEPEST = 3  # lines at most, from either end of a page
OFTEN = 0.4  # of the pages: odd and even ones may differ
PAGE_NUMBER = re.compile(r"[-—–－―·•\s]*(第\s*)?([0-9０-９]{1,4}|[ivxl]{1,7})(\s*页)?(\s*[/／,，]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–－―·•\s]*", re.I)


def without_margins(pages: list[Page]) -> list[Page]:
    """The pages without the lines at their edges that are there on others too, but for the figures in them."""
    seen = Counter(sign for page in pages for sign in {sign_of(line) for line in edge_lines(page)})
    needed = max(2, OFTEN * len(pages))
    return [
        replace(page, lines=[line for line in page.lines if line not in gone])
        for page in pages
        for gone in [{line for line in edge_lines(page) if PAGE_NUMBER.fullmatch(line.text) or seen[sign_of(line)] >= needed}]
    ]


def edge_lines(page: Page) -> list[Line]:
    """The outermost lines in the upper and lower margin, as long as one follows the other there."""
    height = EDGE * (page.top - page.bottom)
    ordered = sorted(page.lines, key=lambda line: -line.y)
    upper = [line for line in ordered[:DEEPEST] if line.y > page.top - height]
    lower = [line for line in ordered[-DEEPEST:] if line.y < page.bottom + height]
    return upper + lower


def sign_of(line: Line) -> str:
    return re.sub(r"\d+|\s+", "", line.text) or "#"
