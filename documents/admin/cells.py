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
