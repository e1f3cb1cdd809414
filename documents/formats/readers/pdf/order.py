"""The lines of each page in the order in which they are read: its columns, its rows, its tables without rules."""
from dataclasses import replace
from statistics import median

from .aligned import with_tables
from .lines import Line, Page, edges_of, rows_of

SOME_PAGES = 0.3
FEWEST_IN_COLUMN = 5
MOST_ACROSS = 0.3  # share of lines that may cross the gutter of a page in columns: titles, tables
HALF = 0.5  # the same where other pages have shown the gutter: the last one may hold little
FILLED = 0.6  # share of a column's lines that reach its edge: text does, cells of a table do not
NEAR_EDGE = 2.5  # em
NARROWEST = 8  # em


def in_reading_order(pages: list[Page]) -> list[Page]:
    """The pages with their lines in order; in two columns where at least some of them clearly are."""
    found = [(page.lines, gutter) for page in pages if (gutter := gutter_of(page.lines)) is not None]
    gutters = [gutter for lines, gutter in found if len(crossing(lines, gutter)) <= MOST_ACROSS * len(lines)]
    usual = median(gutters) if len(gutters) >= SOME_PAGES * len(pages) and gutters else None
    return [in_order(page, usual) for page in pages]


def in_order(page: Page, usual: float | None) -> Page:
    """``page`` with its lines in reading order, pieces side by side in a column made one.

    ``usual``: the gutter of a document in columns; without it, a part of this page may be in columns all the same.
    """
    gutter = gutter_of(page.lines) if usual is None else usual
    if gutter is None or (usual is not None and len(crossing(page.lines, usual)) > HALF * len(page.lines)):
        return replace(page, lines=set_out(page.lines, *edges_of(page.lines)))
    return replace(page, lines=[line for region in regions(page.lines, gutter, usual is None) for line in region])


def set_out(region: list[Line], left: float, right: float) -> list[Line]:
    """The pieces of a region in lines and tables from top to bottom, each knowing the edges of the column."""
    return list(with_tables(rows_of(region), left, right))


def regions(lines: list[Line], gutter: float, in_part: bool) -> list[list[Line]]:
    """The lines of one page in groups to be read one after the other: what runs across, then each column.

    ``in_part``: only where the lines between two that run across clearly are columns; else those of a row are one.
    """
    edges = edges_of(lines)
    left_edges, right_edges = (edges_of(side) for side in sides(lines, gutter))
    found = []
    for across, band in bands(lines, gutter):
        left, right = sides(band, gutter)
        if in_part and not are_columns(left, right):
            found.append(set_out(across + band, *edges))
        else:
            columns = [*set_out(left, *left_edges), *set_out(right, *right_edges)]
            found += [set_out(across, *edges), [replace(line, narrow=True) for line in columns]]
    return found


def bands(lines: list[Line], gutter: float) -> list[tuple[list[Line], list[Line]]]:
    """The page from top to bottom: lines that cross the gutter, and those below them down to the next that do."""
    found: list[tuple[list[Line], list[Line]]] = [([], [])]
    for line in sorted(lines, key=lambda line: -line.y):
        if not line.x0 < gutter < line.x1:
            found[-1][1].append(line)
        elif found[-1][1]:
            found.append(([line], []))
        else:
            found[-1][0].append(line)
    return found


def sides(lines: list[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    return [line for line in lines if line.x1 <= gutter], [line for line in lines if line.x0 >= gutter]


def crossing(lines: list[Line], x: float) -> list[Line]:
    return [line for line in lines if line.x0 < x < line.x1]


def gutter_of(lines: list[Line]) -> float | None:
    """Where the blank between two columns of text is that most lines stand in, if there are any on this page."""
    if len(lines) < 2 * FEWEST_IN_COLUMN:
        return None
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    places = [low + (high - low) * share / 100 for share in range(30, 71)]
    held = {x: sum(len(band) for _, band in bands(lines, x) if are_columns(*sides(band, x))) for x in places}
    most = max(held.values())
    best = [x for x in places if held[x] == most]
    return best[len(best) // 2] if most else None


def are_columns(left: list[Line], right: list[Line]) -> bool:
    return is_column(left) and is_column(right) and beside(left, right)


def is_column(lines: list[Line]) -> bool:
    if len(lines) < FEWEST_IN_COLUMN:
        return False
    edge = max(line.x1 for line in lines)
    filled = sum(line.x1 >= edge - NEAR_EDGE * line.size and line.x1 - line.x0 > NARROWEST * line.size for line in lines)
    return filled >= FILLED * len(lines)


def beside(left: list[Line], right: list[Line]) -> bool:
    return min(line.y for line in left) < max(line.y for line in right) and min(line.y for line in right) < max(line.y for line in left)
