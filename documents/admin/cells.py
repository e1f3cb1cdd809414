"""Cells of tables that people open in a spreadsheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it for a formula.

    >>> harmless("=1+1")
    "'=1+1"
    >>> harmless("关于第1号")
    '关于第1号'
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def plain(cell: str) -> str:
    """What was written as ``harmless``, as it was before.

    >>> plain("'=1+1")
    '=1+1'
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
