"""Plain text: a paragraph a line, as offices paste it."""
from .blocks import Block, BlockType, blocks
from .paper import Paper

INDENT = "　　"
_NOT_INDENTED = {BlockType.NOTICE_HEAD, BlockType.ADDRESSEE, BlockType.TITLE, BlockType.HEADING, BlockType.TABLE}


def plain_text(paper: Paper) -> bytes:
    """UTF-8 with a byte order mark, without which editors of Windows take it for another encoding."""
    lines = [paper.title, paper.number, "", *map(_line, body(paper)), "", *colophon(paper)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def body(paper: Paper) -> list[Block]:
    """The blocks of the text without the title that stands above it already."""
    found = list(blocks(paper.html))
    return found[1:] if found and found[0].type is BlockType.TITLE and found[0].text == paper.title else found


def has_notice(paper: Paper) -> bool:
    """Whether the text begins with the notice that issues it, which has a title and a number of its own."""
    return any(block.is_notice for block in blocks(paper.html))


def colophon(paper: Paper) -> list[str]:
    """What is known of the text, and where it was read."""
    days = (("成文日期", paper.issued_on), ("发布日期", paper.published_on), ("施行日期", paper.effective_on))
    known = [f"{label}：{day.year}年{day.month}月{day.day}日" for label, day in days if day]
    return [
        *([f"发文机关：{'、'.join(paper.bodies)}"] if paper.bodies else []), *known,
        *([f"时效：{paper.remark}"] if paper.remark else []), f"网址：{paper.address}",
    ]


def _line(block: Block) -> str:
    if block.type is BlockType.TABLE:
        rows = ["\t".join(cell.replace("\t", " ") for cell in row) for row in block.rows]
        return "\r\n".join(filter(None, [block.text, *rows]))
    lead = f"{block.lead}　" if block.lead else ""
    return ("" if block.type in _NOT_INDENTED else INDENT) + lead + block.text
