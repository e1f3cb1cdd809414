"""Endings of the names of agencies and other bodies that issue documents."""
from collections.abc import Iterable

from documents.vocabulary.patterns import any_of

DEPARTMENTS = ("部", "委", "委员会", "局", "署", "厅", "院", "办", "办公室", "办公厅")
GOVERNMENTS = ("政府",)
BANKS = ("银行", "分行", "支行")
OFFICES = DEPARTMENTS + GOVERNMENTS + BANKS
COURTS = ("法院", "检察院")
ASSEMBLIES = ("代表大会", "常委会")
PARTY = ("党委", "党组", "党校")
MILITARY = ("军委", "军区", "总队", "支队", "大队")
SOCIETIES = ("联合会", "总会", "协会", "学会", "工会", "总社", "联合社", "供销社", "供销合作社", "红十字会")
GROUPS = ("领导小组", "工作组", "小组", "指挥部", "秘书组", "委员会秘书处", "管委会")
ESTABLISHMENTS = ("科", "股", "馆", "校", "园", "所", "站", "场", "台", "社", "会", "班", "监狱", "街道", "开发区", "海关", "口岸", "实验室")
"""With which the names of other institutions end, and many other words."""
DIVISIONS = ("司", "处")
INSTITUTIONS = (
    "中心", "调查队", "大学", "学院", "学校", "中学", "小学", "幼儿园", "研究院", "研究所", "图书馆", "博物馆", "档案馆", "文化馆", "集团", "公司",
)
COLLECTIVE = ("部门", "单位", "机关")
"""What stands for several bodies, or for one that is not named."""
HEADS = (
    "部长", "主任", "局长", "署长", "行长", "总理", "主席", "院长", "检察长", "审计长", "省长", "市长", "区长", "县长", "州长", "镇长", "乡长", "会长", "书记", "司长", "社长", "委员长",
)
"""Who heads a body, signs for it and reports for it."""
PEAKS = ("中央", "主席", "国")
"""Who issues decrees without an ending of an office: 中共中央, 国家主席, 全国."""


def _letters(*groups: Iterable[str], without: str = "") -> str:
    """The last characters of the names, each once, to be written inside the brackets of a class."""
    return "".join(dict.fromkeys(name[-1] for group in groups for name in group if name[-1] not in without))


LETTERS = _letters(OFFICES)
"""Of the names of offices: 部委会局署厅院办室府行."""
PRINTED_LETTERS = _letters(DEPARTMENTS, BANKS, ("司", "中央"))
"""Of names that layout sets apart, by a date below them or a blank behind; not 府."""
ADDRESSED_LETTERS = _letters(OFFICES, ("司", "学校", "团", "社"), without="室")
"""Of names in the list of those that a paper is sent to: 各厅、局."""
SPOKEN_TO_LETTERS = _letters(DEPARTMENTS, DIVISIONS, ("学校",), without="会署办室")
"""Of what stands behind 你, 我 and 贵 in a letter: 你局, 贵委."""
LEFT_OVER_LETTERS = _letters(DEPARTMENTS, DIVISIONS, ("委员",), without="委")
"""With which no name begins: where one stands first, the name before it was cut short; 员 is left of 委员会."""
SOURCE_LETTERS = _letters(DEPARTMENTS, DIVISIONS, ("科", "股", "网"), without="会厅院室司")
"""Of who put up a page, beside its day; not where one meets: 会议室, 剧院."""
IN_NO_PLACE_LETTERS = _letters(OFFICES, ("处",), without="部会办室行")
"""That the name of a place does not hold."""

SIGNING = any_of(OFFICES, COURTS, ASSEMBLIES, PARTY, MILITARY, SOCIETIES, GROUPS, DIVISIONS, INSTITUTIONS)
"""A pattern for the ending of a name that may sign a document."""
IN_TITLES = rf"(?:[{LETTERS}组团联]|人大|中央|中心|公司|{any_of(COLLECTIVE)})"
"""A pattern for the ending of the bodies at the head of a title: 甲市人大关于…, 乙集团公司印发…."""
BEFORE_A_NUMBER = any_of(OFFICES, PEAKS, ("会", "团", "部门"))
"""A pattern for the ending of the bodies before the number of an order or announcement: 国务院令第1号."""
