"""Titles: which text in 《》 may be a document's, and when two of them are the same.

What documents call themselves is in ``documents.vocabulary.kinds`` and below; what is printed in
《》 and is no document is a periodical, a certificate, a form, a contract, a work of art.
"""
import re
import unicodedata

from documents.vocabulary.agencies import IN_TITLES
from documents.vocabulary.divisions import PARTS
from documents.vocabulary.kinds import ISSUING, TITLE_ENDS
from documents.vocabulary.numerals import CHINESE_NUMERAL, NUMERAL, to_int
from documents.vocabulary.patterns import any_of
from documents.vocabulary.traditional import simplified
from documents.vocabulary.verbs import BASING, CARRYING_OUT, FORWARDING, MAKING, PASSING, PUBLISHING, REVISING

_KIND_WORDS = (
    *TITLE_ENDS, "解读", "指示", "指导", "大纲", "预案", "倡议", "框架", "战略", "行动", "要求", "名录", "名单", "政策", "体系", "工作",
    "提纲", "声明", "联合公报", "任务", "分工", "口径", "图", "须知", "蓝图", "设想", "税则", "白皮书", "导则", "条规",
)
_PERIODICALS = ("报", "电讯", "刊", "杂志", "年鉴", "词典", "字典")
_CERTIFICATES_AND_FORMS = (
    "证", "证件", "执照", "批件", "批文", "凭证", "证明", "表", "书", "册", "簿", "笔录", "手册", "协议", "合同", "单", "发票", "票据",
)
_WORKS_OF_ART = ("教材", "读本", "课本", "故事", "小说", "进行曲", "之歌", "文集", "文选", "选集", "全集", "小说集")
_NO_DOCUMENT = _PERIODICALS + _CERTIFICATES_AND_FORMS + _WORKS_OF_ART
_FORM = re.compile("(?:声明|承诺|委托|授权|推荐|邀请|保)函$")
_OTHER_AFTER = re.compile(
    r"""
    [^，。；《》\n]{0,4}
    (?:杂志|报社|一书|一文|一诗|一词|电影|影片|编辑部|期刊|节目|栏目|作者|课程|主编|总编)
    """,
    re.VERBOSE,
)
_OTHER_BEFORE = re.compile(
    r"""
    (?: 电影|影片|电视剧|纪录片|话剧|歌剧|舞剧|小说|歌曲|国歌|图书|专著|著作|教材|课本|课程
      | 杂志|期刊|报纸|刊物|文章|论文|节目|专栏|栏目|游戏|软件 )
    [^，。；《》\n]{0,3} $
    """,
    re.VERBOSE,
)
# What one fills in, hands out or holds is a form or a certificate, whatever it is called.
_FORM_BEFORE = re.compile(r"(?:填写|填报|出具|核发|领取|换发|(?<![支坚保维主扶秉])持有?|开具)[^，。；：《》\n]{0,6}$")
_USED_FOR_DOCUMENTS = any_of(
    set(PUBLISHING) - {"下发"}, FORWARDING, CARRYING_OUT, MAKING, REVISING, BASING, PASSING,
    ("废止", "违反", "签署", "国家标准", "行业标准"),
)
_DOCUMENT_BEFORE = re.compile(rf"{_USED_FOR_DOCUMENTS}[^，。；：《》\n]{{0,12}}$")
_DOCUMENT_AFTER = re.compile(rf"国家标准|行业标准|的?规定|的?要求|第{NUMERAL}+条")
_TAIL = re.compile(
    rf"""
    (?: [（(〔\[] [^（）()〔〕\[\]]{{0,20}} [）)〕\]]
      | 第{NUMERAL}+[号条部版]
      | [\d.·—\-～~年版] | 草案 | 征求意见稿
    )+ $
    """,
    re.VERBOSE,
)


def on_one_line(printed: str) -> str:
    """A title as printed in running text, on one line: breaks and blanks go where no word needs them."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", printed.strip())


def names_a_document(title: str, before: str = "", after: str = "") -> bool | None:
    """Whether the text in 《》 is a document's title; ``None``: neither it nor the text around it shows that."""
    bare = _TAIL.sub("", title) or title
    if _OTHER_AFTER.match(after) or _OTHER_BEFORE.search(before) or _FORM_BEFORE.search(before) and "关于" not in title:
        return False
    if bare.endswith(_KIND_WORDS):
        return not _FORM.search(bare)
    if bare.endswith(_NO_DOCUMENT):
        return False
    if bare.startswith("关于") or "关于" in bare and len(bare) > 12:
        return True
    if _DOCUMENT_BEFORE.search(before) or _DOCUMENT_AFTER.match(after):
        return True
    return None


_BODY_END = re.compile(rf"{IN_TITLES}(?:\(.{{1,12}}\))?$")
_PLAIN = str.maketrans("—–―－─‐‑−～~〔〕[]", "----------()()", "〈〉《》<>“”‘’\"'「」『』\\·•、,，")
_PERIOD = re.compile(r"(?<=.)\(\d{4}年?(?:-\d{4}年)?(?:版|修订|修正|修订版)?\)$")
_GENERIC = re.compile(
    rf"""
    (?: 工作|实施|行动|管理|指导|总体|若干|暂行|试行|有关|建设|发展|改革|补充|评价|考核|规范|联合|重要
      | 两个|三个|以上|上述|该 )*
    {any_of(TITLE_ENDS, ("协议", "建议"))}
    """,
    re.VERBOSE,
)
_HEAD = re.compile(r".+?(?=关于|印发|转发)")
_NOT_DISTINCTIVE = re.compile(rf"中华人民共和国|中共|和|等{CHINESE_NUMERAL}*(?:部门|单位|部委)?.*$")
CODE = "法典"
_PART = re.compile(rf"(.+法典)\(?(?:第{NUMERAL}{{1,3}}分?编[^的解读释评]{{0,12}}|.{{1,8}}编|总则|附则)\)?$")
_NUMBERED_PART = re.compile(rf"^第{NUMERAL}{{1,3}}分?编(?=[^()-])")
_NUMBER_OF_A_PART = re.compile(rf"第(?P<number>{NUMERAL}{{1,3}})编")
_WIDE_BRACKETS = str.maketrans("()", "（）")
_WRAPPER = re.compile(rf"(?:重新)?{any_of(set(PUBLISHING) - {'出台'})}(?:修订后的)?(.+)的{any_of(ISSUING)}$")


def title_key(title: str) -> str:
    """What two spellings of one title share: the key under which a work is looked up.

    Gone are width, quotes, brackets 《〈, kinds of dash, 、 and blanks, the bodies before 关于, the wrapper
    关于印发《…》的通知, and 中华人民共和国. What distinguishes works stays: （试行）, （2024-2035年）, （二）.
    """
    text = _of_the_work(title)
    return text.replace("中华人民共和国", "") or text


def bodies_differ(title: str, other: str) -> bool:
    """Whether two titles spell out bodies of which neither can be short for the other: 省政府关于… and 国务院关于….

    The first bodies are compared: 教育部等九部门 and 教育部 国家发展改革委等, 国务院 and 国务院办公厅, 税务总局 and 国家税务总局 go together.
    """
    one, two = bodies(title), bodies(other)
    if not (one and two) or one[:3] == two[:3]:
        return False
    return not (one in two or two in one)


def bodies(title: str) -> str:
    """What stands before the first 关于, 印发 or 转发 of a title where it ends like a body; of 教育部等九部门 the first."""
    head = _HEAD.match(folded(title))
    return _NOT_DISTINCTIVE.sub("", head[0]) if head and _BODY_END.search(head[0]) else ""


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


def whole_title(title: str) -> str:
    """How the code is called of which ``title`` names a part; ``""`` for any other title.

    >>> whole_title("中华人民共和国民法 典 物权编")
    '中华人民共和国民法典'
    """
    part = _part(title)
    return part[1] if part else ""


def part_name(title: str) -> str:
    """What ``title`` calls the part of a code that it names: 物权编, 第二编 污染防治; ``""`` for any other title."""
    part = _part(title)
    name = part.string[part.end(1) :].strip("-") if part else ""
    if name.startswith("(") and ")" not in name[:-1]:
        name = name.strip("()")
    return _NUMBERED_PART.sub(r"\g<0> ", name).translate(_WIDE_BRACKETS)


def number_in_code(code: str, name: str) -> int:
    """Which 编 of the ``code``, by its key or title, is called ``name``; 0 where that is not known.

    >>> number_in_code("民法典", "合同编"), number_in_code("民法典", "第二分编"), number_in_code("生态环境法典", "第二编 污染防治")
    (3, 0, 2)
    """
    if numbered := _NUMBER_OF_A_PART.match(name):
        return to_int(numbered["number"]) or 0
    known = PARTS.get(title_key(code), ())
    bare = name.removesuffix("编")
    return known.index(bare) + 1 if bare in known else 0


def names(*titles: str) -> set[str]:
    """Every key under which a document of these ``titles`` may be cited."""
    keys = {title_key(spelling) for title in titles if title for spelling in (title, simplified(title))}
    return keys | {undated(key) for key in keys} | {whole(key) for key in keys} - {""}


def folded(title: str) -> str:
    """``title`` without what printers vary: width, quotes, kinds of dash, blanks, 、."""
    text = unicodedata.normalize("NFKC", title.translate(_PLAIN)).translate(_PLAIN).lower()
    return re.sub(r"-+", "-", "".join(text.split()))


def _part(title: str) -> re.Match[str] | None:
    """The code and its part, as ``title`` names both; ``None`` where ``whole`` finds no part in its key."""
    key = title_key(title)
    return (_PART.match(_of_the_work(title)) or _PART.match(key)) if whole(key) else None


def _of_the_work(title: str) -> str:
    """``folded(title)`` without the bodies before 关于 and the wrapper around it."""
    text = _without_bodies(folded(title))
    head, issued, tail = text.partition("印发")
    if tail.endswith("的通知") and _BODY_END.search(head):  # 中共中央办公厅 国务院办公厅印发〈关于…〉的通知
        text = issued + tail
    wrapper = _WRAPPER.match(text)
    return _without_bodies(wrapper[1]) if wrapper else text


def _without_bodies(text: str) -> str:
    head, mark, tail = text.partition("关于")
    return tail if mark and tail and (not head or _BODY_END.search(head)) else text
