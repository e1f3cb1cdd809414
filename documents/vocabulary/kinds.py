"""公文种类: what a document calls itself.

The fifteen official kinds of 《党政机关公文处理工作条例》 (2012), Article 8, then the kinds that such papers
print as annexes, the kinds of law (立法法), and what stands beside policy on an official site.
"""

OFFICIAL = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)
ANNEXED = (
    "规划", "纲要", "计划", "方案", "要点", "办法", "细则", "规定", "规则", "规程", "规范", "标准", "指南", "指引", "目录",
    "清单", "守则", "章程", "制度", "准则", "措施", "举措",
)
LEGISLATION = ("宪法", "法律", "条例", "司法解释", "案例")
ABOUT = ("解读", "新闻")

KINDS = OFFICIAL + ANNEXED + LEGISLATION + ABOUT
