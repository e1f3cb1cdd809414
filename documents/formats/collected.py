"""The head that a program for collecting pages wrote above a text: **检索时间**: …, URL Source: …. It is no part of the text."""
import re
from collections.abc import Iterator
from typing import NamedTuple

from documents.vocabulary.facts import by_printed
from documents.vocabulary.kinds import TITLE_END

from .facts import gather
from .left_out import LeftOut

_WORK = "检索|抓取|爬取|采集|收录|下载|访问|获取|入库|转换"
_OF_PROGRAMS = re.compile(
    rf"""
    (?:{_WORK}) (?:时间|日期|关键词|关键字|词|人|来源|地址|链接|方式|编号|工具|状态)
    | (?:文章|新闻|网页|页面|稿件)(?:标题|名称|题目)
    | (?:原文|来源|网页|页面|文章|原始|源)? (?:链接|网址|地址|URL)
    | (?:Source[ _])?URL(?:[ _]Source)? | Title | Source | (?:Published|Updated|Modified|Created|Crawl(?:ed)?|Fetch(?:ed)?|Retrieved|Scraped)(?:[ _](?:Time|Date|At|On|Url))?
    | Author | Date | Site(?:[ ]?Name)? | Byline | Excerpt | Language | Description | Keywords | Tags | Warning | Number[ ]of[ ]Pages
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIELD = re.compile(
    r"""
    [ \t]* (?P<quoted>>[ ]*)? (?:[-*][ ]+)?
    (?: (?P<marks>\*\*|__) (?P<marked>[^*_:：\n]{1,24}) (?: (?P=marks)[ ]?[：:] | [：:](?P=marks) )
      | (?P<plain>[^*:：|#\n]{1,24}) [：:] )
    [ \t]* (?P<value>[^\n]*)
    """,
    re.VERBOSE,
)
_TITLE = re.compile(r"#[ ]+[^\n]+|[^\n]+\n=+[ \t]*(?=\n|$)")
_ADDRESS = re.compile(r"https?://\S+")  # which people write as the name of a site
_RULE = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*")
_CONTENT = re.compile(r"[ \t]*(?:\#{1,6}[ ]+)?(?:Markdown[ ]Content[：:]?|(?:政策|文件|公告|通知|文章)?(?:全文|原文|正文|内容)[：:]?)[ \t]*", re.VERBOSE | re.IGNORECASE)
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_PARTED = re.compile(r"\s*[-_|—–]+\s*")
_TITLES = re.compile("title|(?:文章|新闻|网页|页面|稿件)(?:标题|名称|题目)", re.IGNORECASE)
_CALLED = re.compile(f"关于.{{2,100}}{TITLE_END}$")
_BLANKS = re.compile(r"\s+")
MOST_LINES, FEWEST = 60, 2


class Field(NamedTuple):
    """One line of the head. ``is_marked``: whether its label is emphasized, or the line a quotation."""

    label: str
    value: str
    is_marked: bool


def without_head(text: str) -> tuple[str, dict[str, object], list[LeftOut]]:
    """``text`` (clean) without such a head, the facts that it states, and its lines. A heading above it stays.

    >>> text, facts, left_out = without_head("Title: 甲办法\\nURL Source: http://a.cn/\\n\\n甲办法\\n第一条")
    >>> text, facts, [piece.text for piece in left_out]
    ('甲办法\\n第一条', {'title': '甲办法'}, ['Title: 甲办法\\nURL Source: http://a.cn/'])
    """
    title = _TITLE.match(text, len(text) - len(text.lstrip()))
    heading, rest = (title[0].rstrip(), text[title.end() :]) if title else ("", text)
    *lines, tail = [*rest.split("\n", MOST_LINES), ""][: MOST_LINES + 1]
    fields, count, is_closed = _fields(lines)
    if not fields:
        return text, {}, []
    own = sum(bool(_OF_PROGRAMS.fullmatch(field.label) or _ADDRESS.fullmatch(field.value)) for field in fields)
    are_marked = all(field.is_marked for field in fields)
    opens_with_rule = _RULE.fullmatch(next(filter(str.strip, lines)))
    if opens_with_rule and (heading or not are_marked):  # text between two rules
        return text, {}, []
    is_head = own if is_closed or are_marked and len(fields) >= FEWEST else own >= FEWEST
    is_head = is_head or _says_content(lines[:count])
    if not is_head and not (is_closed and len(fields) >= FEWEST and are_marked):
        return text, {}, []
    body = "\n".join([*lines[count:], tail]).strip("\n")
    left_out = [LeftOut("采集程序写在文首的信息", 0, "\n".join(filter(str.strip, lines[:count])))]
    return f"{heading}\n\n{body}".lstrip("\n"), gather(_facts(fields, body)), left_out


def _says_content(lines: list[str]) -> bool:
    """Whether the last of these lines of a head says that the text begins there: 正文：."""
    last = next(filter(str.strip, reversed(lines)), "")
    return bool(last.strip().endswith(("：", ":")) and _CONTENT.fullmatch(last))


def _fields(lines: list[str]) -> tuple[list[Field], int, bool]:
    """The fields at the head of ``lines``, how many lines they take, and whether one says that the text begins there."""
    fields: list[Field] = []
    for number, line in enumerate(lines):
        if not fields and _RULE.fullmatch(line):
            continue
        if fields and (_RULE.fullmatch(line) or _CONTENT.fullmatch(line)):
            while number < len(lines) and (not lines[number].strip() or _RULE.fullmatch(lines[number]) or _CONTENT.fullmatch(lines[number])):
                number += 1
            return fields, number, True
        match = _FIELD.fullmatch(line)
        label = (match["marked"] or match["plain"]).strip() if match else ""
        if line.strip() and not (match and (match["marked"] or _OF_PROGRAMS.fullmatch(label) or label in by_printed())):
            return fields, number, False
        if match:
            fields.append(Field(label, _LINK.sub(r"\1", match["value"]).strip(), bool(match["marked"] or match["quoted"])))
    return fields, len(lines), False


def _facts(fields: list[Field], body: str) -> Iterator[tuple[str, object]]:
    """Facts by our names. A title counts as far as the text prints it, else as far as it is called as documents are: the name of a site may
    follow it."""
    lines = {_BLANKS.sub("", line) for line in body.split("\n")}
    for field in fields:
        if _TITLES.fullmatch(field.label):
            ends = [len(field.value), *(parting.start() for parting in reversed(list(_PARTED.finditer(field.value))))]
            yield from (("title", field.value[:end]) for end in ends if _BLANKS.sub("", field.value[:end]) in lines)
            yield from (("title", field.value[:end]) for end in ends[::-1] if _CALLED.search(field.value[:end]))
        elif field.label.lower().startswith("published") or field.label.lower() == "date":
            yield "published_on", field.value
        elif fact := by_printed().get(field.label):
            yield fact.name, field.value
