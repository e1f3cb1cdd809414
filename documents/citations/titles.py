"""Titles: which text in 《》 may be a document's, and when two of them are the same.

What documents call themselves is in ``documents.vocabulary.kinds`` and in the words of treaties and law; what is printed in
《》 and is no document is a periodical, a certificate, a form, a contract, a work of art.
"""
import re
import unicodedata

from documents.vocabulary.kinds import KINDS

_KIND_WORDS = tuple(k for k in KINDS if k not in ("新闻", "法律", "案例")) + (
    "法", "法典", "通则", "总则", "令", "解释", "答复", "复函", "解答", "指示", "指导", "修正案", "措施", "举措", "大纲", "预案", "公约",
    "协定", "条约", "议定书", "宣言", "倡议", "框架", "安排", "战略", "行动", "要求", "名录", "名单", "政策", "体系", "工作",
    "提纲", "声明", "联合公报", "备忘录", "任务", "分工", "口径", "图", "须知", "蓝图", "设想", "税则", "白皮书",
)
_NO_DOCUMENT = re.compile(
    r"(?:报|电讯|学刊|期刊|周刊|月刊|季刊|半月刊|旬刊|杂志|年鉴|词典|字典"
    r"|证|证件|执照|批件|批文|凭证|证明|表|书|册|簿|笔录|手册|协议|合同|单|发票|票据"
    r"|教材|读本|课本|故事|小说|进行曲|之歌|小说集|文集|文选|选集|全集)$"
)
_FORM = re.compile("(?:声明|承诺|委托|授权|推荐|邀请|保)函$")
_OTHER_AFTER = re.compile(r"^[^，。；《》\n]{0,4}(?:杂志|报社|一书|一文|一诗|一词|电影|影片|编辑部|期刊|节目|栏目|作者|课程|主编|总编)")
_OTHER_BEFORE = re.compile(r"(?:电影|影片|电视剧|纪录片|话剧|小说|歌曲|图书|专著|著作|教材|课本|杂志|期刊|报纸|刊物|文章|歌剧|舞剧|国歌|节目|专栏|栏目|论文|课程|游戏|软件)[^，。；《》\n]{0,3}$")
# What one fills in, hands out or holds is a form or a certificate, whatever it is called.
_FORM_BEFORE = re.compile(r"(?:填写|填报|出具|核发|领取|换发|(?<![支坚保维主扶秉])持有?|开具)[^，。；：《》\n]{0,6}$")
_DOCUMENT_BEFORE = re.compile(
    r"(?:印发|发布|公布|颁布|出台|转发|贯彻|落实|执行|实施|制定|修订|修改|废止|根据|依据|依照|按照|遵照|违反|签署|批准|审议通过|通过|国家标准|行业标准)[^，。；：《》\n]{0,12}$"
)
_DOCUMENT_AFTER = re.compile(r"^(?:国家标准|行业标准|的?规定|的?要求|第[〇零一二三四五六七八九十百千\d]+条)")
_TAIL = re.compile(r"(?:[（(〔\[][^（）()〔〕\[\]]{0,20}[）)〕\]]|第[一二三四五六七八九十\d]+[号条部版]|[\d.·—\-～~年]+|版|草案|征求意见稿)+$")


def clean(printed: str) -> str:
    """A title as printed in running text, on one line: breaks and blanks go where no word needs them."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", printed.strip())


def names_a_document(title: str, before: str = "", after: str = "") -> bool | None:
    """Whether the text in 《》 is a document's title; ``None``: neither its words nor those around it tell."""
    bare = _TAIL.sub("", title) or title
    if _OTHER_AFTER.match(after) or _OTHER_BEFORE.search(before) or _FORM_BEFORE.search(before) and "关于" not in title:
        return False
    if bare.endswith(_KIND_WORDS):
        return not _FORM.search(bare)
    if _NO_DOCUMENT.search(bare):
        return False
    if bare.startswith("关于") or "关于" in bare and len(bare) > 12:
        return True
    if _DOCUMENT_BEFORE.search(before) or _DOCUMENT_AFTER.match(after):
        return True
    return None


_BODY_END = re.compile(
    r"(?:中共中央|国务院|部|委|局|署|办|厅|室|院|会|府|组|部门|银行|人大|行|团|联|中心|单位|机关|公司|军委|中央)(?:\(.{1,12}\))?$"
)
_PLAIN = str.maketrans("—–―－─‐‑−～~〔〕[]", "----------()()", "〈〉《》<>“”‘’\"'「」『』\\·•、,，")
_PERIOD = re.compile(r"(?<=.)\(\d{4}年?(?:-\d{4}年)?(?:版|修订|修正|修订版)?\)$")
_GENERIC = re.compile(
    r"(?:工作|实施|行动|管理|指导|总体|若干|暂行|试行|有关|建设|发展|改革|补充|评价|考核|规范|联合|重要|两个|三个|以上|上述|该)*"
    r"(?:通知|意见|办法|规定|方案|规划|纲要|计划|要点|指南|指引|决定|条例|细则|解释|标准|规则|规范|报告|公告|通告|通报|措施|安排|批复|函|清单|目录"
    r"|章程|制度|法|协议|协定|公约|建议|决议|命令|令|纪要|守则|准则|规程)"
)
_HEAD = re.compile(r".+?(?=关于|印发|转发)")
_NOT_TELLING = re.compile(r"中华人民共和国|中共|和|等[一二三四五六七八九十两]*(?:部门|单位|部委)?.*$")
_PART = re.compile(r"(.+法典)(?:.{1,8}编|总则|附则)$")
_WRAPPER = re.compile(r"^(?:重新)?(?:印发|发布|公布|下发|颁布)(?:修订后的)?(.+)的(?:通知|公告|通告|命令|令|决定)$")


def title_key(title: str) -> str:
    """What two spellings of one title share: the key under which a work is looked up.

    Gone are width, quotes, brackets 《〈, kinds of dash, 、 and blanks, the bodies before 关于, the wrapper
    关于印发《…》的通知, and 中华人民共和国. What tells works apart stays: （试行）, （2024-2035年）, （二）.
    """
    text = _without_bodies(folded(title))
    head, issued, tail = text.partition("印发")
    if tail.endswith("的通知") and _BODY_END.search(head):  # 中共中央办公厅 国务院办公厅印发〈关于…〉的通知
        text = issued + tail
    if wrapper := _WRAPPER.match(text):
        text = _without_bodies(wrapper[1])
    return text.replace("中华人民共和国", "") or text


def bodies_differ(title: str, other: str) -> bool:
    """Whether two titles spell out bodies of which neither can be short for the other: 省政府关于… and 国务院关于….

    The first body tells: 教育部等九部门 and 教育部 国家发展改革委等, 国务院 and 国务院办公厅, 税务总局 and 国家税务总局 go together.
    """
    one, two = bodies(title), bodies(other)
    if not (one and two) or one[:3] == two[:3]:
        return False
    return not (one in two or two in one)


def bodies(title: str) -> str:
    """What stands before the first 关于, 印发 or 转发 of a title where it ends like a body; of 教育部等九部门 the first."""
    head = _HEAD.match(folded(title))
    return _NOT_TELLING.sub("", head[0]) if head and _BODY_END.search(head[0]) else ""


def undated(key: str) -> str:
    """``key`` without the years in parentheses behind it, which a citation often leaves out: 规划纲要(2024-2035年)."""
    return _PERIOD.sub("", key)


def is_generic(key: str) -> bool:
    """Whether ``key`` only says what sort of document it is (办法, 工作方案): a local name, no work's own."""
    return bool(_GENERIC.fullmatch(key))


def whole(key: str) -> str:
    """The key of the code of which ``key`` names a part: 民法典 for 民法典物权编; ``""`` for any other title."""
    part = _PART.match(key)
    return part[1] if part else ""


def names(*titles: str) -> set[str]:
    """Every key under which a document of these ``titles`` may be cited."""
    keys = {title_key(title) for title in titles if title}
    return keys | {undated(key) for key in keys} | {whole(key) for key in keys} - {""}


def folded(title: str) -> str:
    """``title`` without what printers vary: width, quotes, kinds of dash, blanks, 、."""
    text = unicodedata.normalize("NFKC", title.translate(_PLAIN)).translate(_PLAIN).lower()
    return re.sub(r"-+", "-", "".join(text.split()))


def _without_bodies(text: str) -> str:
    head, mark, tail = text.partition("关于")
    return tail if mark and tail and (not head or _BODY_END.search(head)) else text
