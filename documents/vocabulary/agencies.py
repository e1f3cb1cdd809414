"""Endings of the names of agencies and other bodies that issue documents."""
from documents.vocabulary.patterns import any_of

DEPARTMENTS = ("部", "委", "委员会", "局", "署", "厅", "院", "办", "办公室", "办公厅")
GOVERNMENTS = ("政府",)
BANKS = ("银行",)
OFFICES = DEPARTMENTS + GOVERNMENTS + BANKS
COURTS = ("法院", "检察院")
ASSEMBLIES = ("代表大会", "常委会")
PARTY = ("党委", "党组", "党校")
MILITARY = ("军委", "军区", "总队", "支队")
SOCIETIES = ("联合会", "总会", "协会", "学会", "工会", "总社")
GROUPS = ("领导小组", "工作组", "小组", "指挥部", "秘书组", "委员会秘书处")
DIVISIONS = ("司", "处")
INSTITUTIONS = ("中心", "大学", "学院", "研究院", "集团", "公司")
COLLECTIVE = ("部门", "单位", "机关")
"""What stands for several bodies, or for one that is not named."""
PEAKS = ("中央", "主席", "国")
"""Who issues decrees without an ending of an office: 中共中央, 国家主席, 全国."""

LETTERS = "".join(dict.fromkeys(name[-1] for name in OFFICES))
"""The last characters of the names of offices (部委会局署厅院办室府行), to be written inside the brackets of a class."""

SIGNING = any_of(OFFICES, COURTS, ASSEMBLIES, PARTY, MILITARY, SOCIETIES, GROUPS, DIVISIONS, INSTITUTIONS)
"""A pattern for the ending of a name that may sign a document."""
IN_TITLES = rf"(?:[{LETTERS}组团联]|人大|中央|中心|公司|{any_of(COLLECTIVE)})"
"""A pattern for the ending of the bodies at the head of a title: 甲市人大关于…, 乙集团公司印发…."""
BEFORE_A_NUMBER = any_of(OFFICES, PEAKS, ("会", "团", "部门"))
"""A pattern for the ending of the bodies before the number of an order or announcement: 国务院令第1号."""
