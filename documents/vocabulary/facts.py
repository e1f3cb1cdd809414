"""The facts of a document, each declared once, in the order in which people read them.

A new fact is a line in ``FACTS``, a field of the same name in ``models.Document`` and its migration. It is then read from
front matter, page tables, meta tags and a site's listing above a text, shown on the page of a document, corrected in
both forms of the editors, kept by importing and written by the export.
"""
from dataclasses import dataclass
from datetime import date
from enum import Enum, Flag, auto

from documents.vocabulary.kinds import KINDS

Value = str | date | tuple[str, ...] | None


class Type(Enum):
    LINE = auto()
    TEXT = auto()  # several lines
    DATE = auto()
    NAME = auto()  # of a row of another table
    NAMES = auto()  # of several, in order


class Place(Flag):
    """Where a fact is shown. ``FORM``: the two forms of the editors, to review an upload and to change a document."""

    NOWHERE = 0
    PAGE = auto()
    FORM = auto()
    EXPORT = auto()
    EVERYWHERE = PAGE | FORM | EXPORT


class Group(Enum):
    """The part of an editor's form in which a fact stands, with its heading."""

    IDENTITY = ""
    DATES = "日期与时效"
    FILING = "归类"


@dataclass(frozen=True)
class Fact:
    """``name``: in front matter, ``ParsedDocument``, ``models.Document`` and the export. ``label``: what people call it.

    ``printed``: what official sites print before its value, or name a meta tag that holds it. ``meta``: other names of
    meta tags, the surest first.
    ``shape``: what all of a value looks like (a regular expression); what a file says otherwise is not taken.
    ``longest``: characters of a value, or of each of several; 0 for any number. ``values``: all that it can be.
    ``is_wide``: has a row of its own on the page. ``is_expected``: a text that does not say it deserves a warning.
    ``is_kept``: stays as stored where a new edition says nothing of it. ``is_stored``: false for what is read, so that
    it is not taken for text, and is never kept.
    """

    name: str
    label: str
    type: Type = Type.LINE
    group: Group = Group.FILING
    shown: Place = Place.EVERYWHERE
    printed: tuple[str, ...] = ()
    meta: tuple[str, ...] = ()
    shape: str = ""
    longest: int = 0
    values: tuple[str, ...] = ()
    help_text: str = ""
    is_wide: bool = False
    is_expected: bool = False
    is_kept: bool = False
    is_stored: bool = True

    @property
    def empty(self) -> Value:
        """The value where it is not known."""
        return {Type.DATE: None, Type.NAMES: ()}.get(self.type, "")

    def complaint(self, value: str) -> str:
        """Why ``value`` cannot be one of this fact, in Chinese; empty where it can."""
        if self.longest and len(value) > self.longest:
            return f"{self.label}超过 {self.longest} 字"
        return f"{self.label}没有“{value}”这一种" if self.values and value not in self.values else ""


# Not among the printed labels: 发布机构, who put the page up and often not who issued the document, so at most its source; 主题分类, which is the
# site's order of topics and not ours.
FACTS: tuple[Fact, ...] = (
    Fact(
        "title", "标题", group=Group.IDENTITY, shown=Place.FORM | Place.EXPORT, longest=300, is_expected=True,
        meta=("articletitle",), help_text="文件自己的标题；通知所印发的办法等，写办法的标题，通知的标题写在“全称”。",
        printed=("标题", "名称", "信息名称", "文件名称", "文件标题", "公文标题", "法规名称"),
    ),
    Fact(
        "full_title", "全称", group=Group.IDENTITY, longest=500, shown=Place.FORM | Place.EXPORT,
        help_text="印发它的通知的完整标题；与标题相同时留空。",
    ),
    Fact(
        "number", "发文字号", group=Group.IDENTITY, longest=100, help_text="如 国办发〔2018〕128号、主席令第28号；没有就留空。",
        printed=("发文字号", "文号", "文件编号", "发布文号", "发文文号", "公文字号", "文件字号"),
    ),
    Fact(
        "bodies", "发文机关", Type.NAMES, Group.IDENTITY, longest=100, is_expected=True, help_text="每行一个，按署名次序。",
        printed=("发文机关", "发文机构", "发文单位", "制发机关", "制定机关"),
    ),
    Fact(
        "issued_on", "成文日期", Type.DATE, Group.DATES, is_expected=True, help_text="落款或标题下所署的日期；可写 2023年5月4日。",
        printed=("成文日期", "生成日期", "发文日期", "成文时间", "发文时间"),
    ),
    Fact(
        "published_on", "发布日期", Type.DATE, Group.DATES, meta=("pubdate", "firstpublishedtime"), help_text="向社会公布的日期，常比成文日期晚几天。",
        printed=("发布日期", "公开日期", "公布日期", "公布时间", "发布时间", "公开时间", "发表日期", "发表时间", "公发布日"),
    ),
    Fact(
        "effective_on", "施行日期", Type.DATE, Group.DATES, help_text="从这一天起有效；自印发之日起施行的，就是印发的那一天。",
        printed=("施行日期", "实施日期", "生效日期", "实施时间", "生效时间"),
    ),
    Fact(
        "expires_on", "失效日期", Type.DATE, Group.DATES, shown=Place.FORM | Place.EXPORT,
        help_text="从这一天起不再有效。",
    ),
    Fact("kind", "公文种类", group=Group.IDENTITY, longest=20, values=KINDS, printed=("公文种类", "文种"), help_text="多半是标题的最后两个字。"),
    Fact("topics", "主题", Type.NAMES, longest=50, is_kept=True, help_text="打几个字来选，可以选几个；新的主题由管理者先增加。"),
    Fact("column", "栏目", Type.NAME, longest=100, is_kept=True, printed=("栏目",), meta=("columnname",), help_text="放在网站的哪一栏，只能选一个。"),
    Fact(
        "index_number", "索引号", longest=100, is_kept=True, printed=("索引号", "信息索引", "信息索引号"), help_text="政府信息公开的索引号；没有就留空。",
        shape=r"(?=.*\d)[\w/.·:()（）〔〕\[\]—–-]{1,60}",
    ),
    Fact(
        "source", "来源", longest=500, is_wide=True, is_kept=True, printed=("来源", "信息来源"), help_text="文本取自哪里：网址、公报的期号等，会公开。",
        meta=("contentsource", "sitename"),
    ),
    Fact("note", "编者注", Type.TEXT, is_wide=True, is_kept=True, help_text="编辑给读者的说明，随文件公开。"),
    Fact("work", "著作", Type.NAME, longest=300, shown=Place.NOWHERE),
    Fact("validity", "时效", shown=Place.NOWHERE, is_stored=False, printed=("有效性", "时效性", "时效")),
)


def fact(name: str) -> Fact:
    """The fact called ``name``. Raises ``KeyError`` where none is."""
    return by_name()[name]


def by_name() -> dict[str, Fact]:
    return {declared.name: declared for declared in FACTS}


def by_printed() -> dict[str, Fact]:
    """Facts by the labels that sites print before their values."""
    return {label: declared for declared in FACTS for label in declared.printed}


def shown(place: Place) -> list[Fact]:
    return [declared for declared in FACTS if place in declared.shown]
