"""公文种类: what a document calls itself.

The fifteen official kinds of 《党政机关公文处理工作条例》 (2012), Article 8, then the kinds that such papers
print as annexes, the kinds of law (立法法), and what stands beside policy on an official site. Below them what titles
end with that is no kind of ours: laws by their names, what courts say, treaties.
"""
from documents.vocabulary.patterns import any_of

OFFICIAL = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)
ANNEXED = (
    "规划", "纲要", "计划", "方案", "要点", "办法", "细则", "规定", "规则", "规程", "规范", "标准", "指南", "指引", "目录",
    "清单", "守则", "章程", "制度", "准则", "措施", "举措", "预案",
)
LEGISLATION = ("宪法", "法律", "条例", "司法解释", "案例")
SHOWN = ("公示",)
"""What bodies put up for objections before they decide; no kind of the regulation, but of every site."""
ABOUT = ("解读", "新闻")
RULES = ("条例", "办法", "细则", "规定", "规则", "规程", "规范", "标准", "守则", "章程", "制度", "准则")
"""Kinds that are issued anew under the same title, each edition in place of the one before."""

KINDS = OFFICIAL + ANNEXED + SHOWN + LEGISLATION + ABOUT
"""The kinds that a document of the corpus may have."""

PAPERS = OFFICIAL + ANNEXED + ("条例",)
"""Kinds that a paper bears in its title and by which it calls itself: 本办法."""
LAWS = ("法", "法典", "通则", "总则", "修正案")
ORDERS = ("令",)
INTERPRETATIONS = ("解释", "解答", "答复", "复函")
"""How courts and offices say what a rule means."""
TREATIES = ("公约", "条约", "协定", "议定书", "宣言", "备忘录", "安排")

TITLE_ENDS = PAPERS + SHOWN + LAWS + ORDERS + INTERPRETATIONS + TREATIES
"""What the title of a document ends with, whatever its kind."""

PRINTING = ("通知", "公告")
"""Kinds that issue a text whose title stands without 《》: 关于印发甲方案的通知."""
ISSUING = (*PRINTING, "通告", "命令", "令", "决定")
"""Kinds that issue another text: 关于印发《…》的通知."""
ANNOUNCING = ("通知", "通告", "公告", "批复")
"""Kinds by which a text without a title calls itself: 现通知如下."""
SIGNED = ("通知", "通告", "公告", "通报", "意见", "决定", "批复", "函")
"""Kinds that many bodies give one title: 关于做好…的通知."""
NUMBERED = ("令", "公告", "通告")
"""Kinds with numbers of their own: 教育部令第48号, 2023年第12号公告."""
AMENDING = ("决定", "令", "通知")
"""Kinds that amend another text: 根据本决定作相应修改."""
IMPLEMENTING = ("细则", "条例", "办法")
"""Kinds that carry out a law and bear its name: 专利法实施细则."""
APPLYING = (*IMPLEMENTING, "方案", "意见")
"""Kinds that carry out another text: 实施细则."""
JUDICIAL = ("解释", "规定", "规则", "批复", "决定", "解答", "安排")
"""Kinds of 司法解释 (《最高人民法院关于司法解释工作的规定》, 2021, Article 6), and what was one before."""
AS_LETTERS = ("决定", "通知", "意见", "告知", "建议", "倡议")
"""What a letter is called before 书, by which it is no document of that kind: 处罚决定书, 告知书."""
ALSO_VERBS = (
    "通知", "公告", "通告", "通报", "决定", "规定", "规范", "报告", "批复", "命令", "答复", "计划", "规划", "请示", "决议", "公示",
)
"""Kinds that are verbs too: 应当通知…."""

CALLED = (*TITLE_ENDS, "导则", "大纲", "须知", "名录")
"""By what a text calls itself, whether or not a title ends so: 本导则."""
TITLE_END = any_of(TITLE_ENDS)
"""A pattern for any of ``TITLE_ENDS``."""
