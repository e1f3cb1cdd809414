"""What a file says of itself outside its text, by our field names: front matter, meta tags, the 信息索引 block."""
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from .characters import clean

DATES = ("issued_on", "published_on", "effective_on", "expires_on")
LISTS = ("bodies", "topics")
TEXTS = ("title", "full_title", "number", "kind", "work", "validity", "column", "source", "note", "index_number")

# What official sites print before these values in their 信息公开目录. Left out: 发布机构, who put the page up and
# often not who issued the document; 主题分类, which is the site's order of topics and not ours.
LABELS = {
    **dict.fromkeys(("标题", "名称", "信息名称", "文件名称", "文件标题", "公文标题"), "title"),
    **dict.fromkeys(("发文字号", "文号", "文件编号", "发布文号", "发文文号", "公文字号", "文件字号"), "number"),
    **dict.fromkeys(("发文机关", "发文机构", "发文单位", "制发机关", "制定机关"), "bodies"),
    **dict.fromkeys(("成文日期", "生成日期", "发文日期", "成文时间", "发文时间"), "issued_on"),
    **dict.fromkeys(("发布日期", "公开日期", "发布时间", "公开时间"), "published_on"),
    **dict.fromkeys(("施行日期", "实施日期", "生效日期", "实施时间", "生效时间"), "effective_on"),
    **dict.fromkeys(("索引号", "信息索引", "信息索引号"), "index_number"),
    **dict.fromkeys(("公文种类", "文种"), "kind"),
    **dict.fromkeys(("有效性", "时效性", "时效"), "validity"),
    **dict.fromkeys(("来源", "信息来源"), "source"),
    **dict.fromkeys(("栏目",), "column"),
}

NOTHING = frozenset({"", "-", "—", "——", "/", "无", "暂无", "null", "None"})
SEPARATORS = re.compile(r"[、,，;；\s]+")
DATE = re.compile(r"(?<!\d)(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})(?!\d)")


def gather(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Facts from pairs of field name and raw value; the first that is not empty wins."""
    facts = {}
    for name, value in pairs:
        if name not in facts and (fact := typed(name, value)):
            facts[name] = fact
    return facts


def typed(name: str, value: object) -> str | date | tuple[str, ...] | None:
    """``value`` as the field ``name`` has it; ``None`` where it is empty, or the field is not one of ours."""
    if name in DATES:
        return to_date(value)
    if name in LISTS:
        parts = value if isinstance(value, list | tuple) else SEPARATORS.split(one_line(value))
        return tuple(part for part in map(one_line, parts) if part not in NOTHING) or None
    text = one_line(value)
    return None if name not in TEXTS or text in NOTHING or isinstance(value, list | tuple | Mapping) else text


def one_line(value: object) -> str:
    """``value`` as one line of clean text."""
    return " ".join(clean("" if value is None else str(value)).split())


def to_date(value: object) -> date | None:
    """A date in Arabic figures, also with a time behind it. 2025年13月 is none."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    found = DATE.search(one_line(value))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
