"""What is done with documents: the verbs by which texts say it."""
from documents.vocabulary.patterns import any_of

PUBLISHING = ("印发", "发布", "公布", "颁布", "下发", "出台")
MAKING = ("制定", "制订", "编制", "起草")
REVISING = ("修订", "修正", "修改")
PASSING = ("通过", "批准")
FORWARDING = ("转发", "批转")
CARRYING_OUT = ("贯彻", "落实", "执行", "实施")
TAKING_EFFECT = ("施行", "实施", "执行", "生效")
BASING = ("根据", "依据", "依照", "按照", "遵照")
ENDING = ("废止", "作废", "失效", "停止执行", "停止施行", "停止实施", "终止执行", "终止施行", "终止实施")
PROLONGING = ("延长", "延续", "顺延", "延期", "续期", "展期")

APPLICATIONS = (
    "规定", "要求", "办理", "执行", "处理", "处罚", "处以", "处置", "认定", "审查", "追究", "给予", "予以", "应", "可", "不得", "对", "作出", "做出", "设立", "设定", "明确",
    "定罪", "判处", "判决", "判令", "裁定", "解除", "终止", "支付", "赔偿", "补偿", "主张", "申请", "提起", "起诉", "受理", "决定", "撤销", "确认", "适用", "承担", "履行",
    "没收", "罚款", "吊销", "责令", "查处", "追缴", "登记", "备案", "审批",
)
"""What a provision is applied for."""

PUBLISH, CARRY_OUT, BASE, END, PROLONG = map(any_of, (PUBLISHING, CARRYING_OUT, BASING, ENDING, PROLONGING))
"""Patterns for any of them."""
POSTPONE = "(?:推迟|延期|延迟|延缓|延后|推后|顺延|暂缓|缓期)"
AGAIN = "(?:恢复(?:执行|施行|实施|试行|适用)|重新(?:执行|施行|实施))"
"""Patterns for what is said of a text that begins to hold later than it says, or once more."""
GO_ON = "继续(?:执行|施行|实施|试行|适用|有效)"
"""A pattern for what is said of a text that is prolonged."""
NO_MORE = "不再(?:执行|施行|实施|适用|有效|具有[^，。；《》]{0,4}效力|作为[^，。；《》]{2,20}依据)"
"""A pattern for what is said of a text that ends, in place of a verb of ending."""
