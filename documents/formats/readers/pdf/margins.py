"""Page headers, footers and numbers: what stands at the edge of many pages, or is a number there."""
import re
from collections import Counter
from dataclasses import replace

from .lines import Line, Page

# Of the height of a page, above and below: where numbers stand, and what repeats on three pages or more; GB/T 9704 leaves 0.125 above the text.
EDGE, EDGE_REPEATED = 0.14, 0.18
DEEPEST = 3  # lines at most, from either end of a page
OFTEN = 0.4  # of the pages: odd and even ones may differ
ANNEX = re.compile(r"附\s*[件录表图]")  # begins a page of its own, again and again
PAGE_NUMBER = re.compile(r"[-—–－―·•\s]*(第\s*)?([0-9０-９]{1,4}|[ivxl]{1,7})(\s*页)?(\s*[/／,，]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–－―·•\s]*", re.I)

# What browsers print there: the address with the number of the page, the hour with the title.
BROWSER = re.compile(
    r"(?:https?|file)://\S+\s*\d+/\d+|(?:\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4})[,，]?\s*(?:[上下]午\s*)?\d{1,2}:\d{2}(?:\s*[AP]M)?\b.*"
)


def without_margins(pages: list[Page]) -> list[Page]:
    """The pages without the lines at their edges that are there on others too, but for the figures in them."""
    share = EDGE_REPEATED if len(pages) > 2 else EDGE
    seen = Counter(sign for page in pages for sign in {sign_of(line) for line in edge_lines(page, share)})
    needed = max(2, OFTEN * len(pages))
    return [
        replace(page, lines=[line for line in page.lines if line not in numbers and line not in repeated])
        for page in pages
        for numbers in [{line for line in edge_lines(page, EDGE) if PAGE_NUMBER.fullmatch(line.text) or BROWSER.fullmatch(line.text)}]
        for repeated in [{line for line in edge_lines(page, share) if seen[sign_of(line)] >= needed and not ANNEX.match(line.text)}]
    ]


def edge_lines(page: Page, share: float) -> list[Line]:
    """The outermost lines of a page, within ``share`` of its height from either end."""
    height = share * (page.top - page.bottom)
    ordered = sorted(page.lines, key=lambda line: -line.y)
    upper = [line for line in ordered[:DEEPEST] if line.y > page.top - height]
    lower = [line for line in ordered[-DEEPEST:] if line.y < page.bottom + height]
    return upper + lower


def sign_of(line: Line) -> str:
    return re.sub(r"\d+|\s+", "", line.text) or "#"
