"""Joining: neighbours that are one citation become one, and a row of provisions has the work that its first names."""
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from documents.vocabulary.characters import HAN
from documents.vocabulary.divisions import PARTS
from documents.vocabulary.kinds import LAWS
from documents.vocabulary.numerals import to_chinese
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import APPLICATIONS

from .editions import edition, words_behind
from .mentions import Form, Mention
from .provisions import completed, parts, row
from .text import Text
from .titles import number_in_code, on_one_line, title_key

FARTHEST = 200
_IN_PARENTHESES = re.compile(r"[（(]\s*(?:[^（）()《》\n]{0,12}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?$")
# 教科技〔2020〕3号《…》, 教科技〔2020〕3号文件《…》: the number stands first.
_BEHIND_ITS_NUMBER = re.compile(r"(?:文件?)?[ 　]?")
# 刑法分则第六章, 民法典合同编第二十章, 刑事诉讼法特别程序编第三百条; 民法典各编 is none of them.
_PART = rf"[·（(]?(?P<part>[{HAN}]{{2,6}}(?<![各本该汇新选主分总])编|总则|分则|附则)[）)]?"
_BEHIND_A_WORK = r"[ 　]?(?:的|中的?)?"
_PARTS_OF_A_LAW = {"总则": 1, "分则": 2}
_PART_BEHIND = re.compile(rf"{_BEHIND_A_WORK}{_PART}")
_AFTER_WORK = re.compile(rf"{_BEHIND_A_WORK}(?:{_PART}(?:的|中的?)?)?[ 　]?")
# What a provision without 第 is followed by, where it stands directly behind a law: 劳动法39条规定.
_GOES_ON = re.compile(rf"[，。；、）)（(的之至到和及与或第前\s]|{any_of(APPLICATIONS)}|$")
_BELOW_AN_ARTICLE = re.compile("条.*[款项項]")
RULES = (*LAWS, "条例", "办法", "规定", "规则", "细则", "规程", "章程", "解释")
_ANNEX = re.compile(r"的?(附件[一二三四五六七八九十\d]{0,2})$")
_DEFINED_BETWEEN = re.compile(r"[（(][^（）()\n]{0,80}[）)]$")
_INSIDE = re.compile(r"所列的?|规定的|中的?|的")
_ROW = re.compile(r"、|，|,|和|或|或者|及|以及|与|至|到")
# 前款第（一）项中的期限、第（二）项中的比例; 第（一）项规定的证明、第（三）项列明的账号
_LISTED_WITH_WORDS = re.compile(r"(?:中|所?(?:规定|列举|列明|列|称|指|载明|述))?的[^，。；：、和及与或《》“”\n]{1,12}(?:、|和|及|以及|与|或|或者)")
# 依照《水法》第三十条处罚；该条第二款规定的除外: what 该 points back to was named last.
_OF_THAT = re.compile(r"(?:该|同|上述|前述)[条款](?:中|的|中的|之)?$")
_LISTED = re.compile(r"(?:的?规定的?)?(?:[：:]“[^“”\n]{1,150}”)?(?:、|，|,|和|或|或者|及|以及|与|至|到)$")


def with_edition(text: Text, mention: Mention) -> Mention:
    """``mention`` with the edition that the words of its sentence name; only a title or a name can have one."""
    if mention.form not in ("title", "name"):
        return mention
    first, last = mention.sentence
    return replace(mention, edition=edition(text.markdown[first : mention.start], text.markdown[mention.end : last]))


def joined(markdown: str, found: list[Mention], definitions: Mapping[int, tuple[str, int]]) -> list[Mention]:
    """Neighbours that are one citation become one; a provision in a list takes the work of the one before it."""
    together: list[Mention] = []
    for mention in found:
        before = together[-1] if together and mention.start - together[-1].end <= FARTHEST else None
        gap = markdown[before.end : mention.start] if before else ""
        if before and mention.form == "number" and before.form == "title" and _IN_PARENTHESES.fullmatch(gap):
            together[-1] = _with_number(markdown, before, mention)
        elif before and mention.form == "title" and before.form == "number" and _BEHIND_ITS_NUMBER.fullmatch(gap):
            together[-1] = _behind_its_number(markdown, before, mention)
        elif _is_short(mention) and not (before and _is_completed_by(before, mention, gap, markdown)):
            continue
        elif before and mention.form == "provision" and not before.provision and _is_of_a_work(before, mention.provision, gap):
            together[-1] = _extended(markdown, before, mention.end, provision=_in_its_part(before.title, gap, mention.provision))
        elif before and mention.form == "provision" and not before.provision and (annex := _ANNEX.fullmatch(gap)):
            together[-1] = _extended(markdown, before, mention.end, provision=annex[1] + mention.provision)
        elif before and mention.form == "provision" and continues(before, mention, gap):
            together.append(_of_the_same_work(before, mention))
        else:
            together.append(mention)
        if local := definitions.get(together[-1].end):
            name, end = local
            together[-1] = replace(together[-1], defines=name, definition=(together[-1].end, end))
    return [_with_its_part(markdown, mention) for mention in together]


def _part_behind(title: str, words: str) -> str:
    """第三编 for 合同编 behind 民法典, which ``words`` begin with, 第二编 for 分则; ``""`` where no 编 is named, or its number is not known."""
    part = _PART_BEHIND.match(words)
    number = part and (number_in_code(title, part["part"]) or _PARTS_OF_A_LAW.get(part["part"]))
    return f"第{to_chinese(number)}编" if number else ""


def _is_of_a_work(before: Mention, provision: str, gap: str) -> bool:
    """Whether a provision directly behind a work is that work's: a chapter of a 编 only where it is known which 编 is called so."""
    behind = _AFTER_WORK.fullmatch(gap, words_behind(gap, 0) if before.edition else 0)
    if behind is None:
        return False
    return not behind["part"] or "条" in provision or bool(_part_behind(before.title, gap[behind.start() :]))


def _in_its_part(title: str, gap: str, provision: str) -> str:
    """第二编第五章 for 刑法分则第五章, 第三编第五章 for 民法典合同编第五章: the 编 that are called so."""
    cited = parts(provision)
    return _part_behind(title, gap) + provision if "章" in cited and "编" not in cited else provision


def _with_its_part(markdown: str, mention: Mention) -> Mention:
    """民法典婚姻家庭编 as one mention, of the 编 that is called so."""
    if mention.provision or mention.form not in ("title", "name") or title_key(mention.title) not in PARTS:
        return mention
    part = _PART_BEHIND.match(markdown, mention.end)
    number = _part_behind(mention.title, part[0]) if part else ""
    return _extended(markdown, mention, part.end(), provision=number) if part and number else mention


def _with_number(markdown: str, title: Mention, number: Mention) -> Mention:
    """《…》（教基〔2025〕1号）; in （…号，以下简称《…》） the span stays the title's."""
    if markdown[number.end : number.end + 1] in ("）", ")"):
        return _extended(markdown, title, number.end + 1, number=number.number)
    return replace(title, number=number.number)


def _behind_its_number(markdown: str, number: Mention, title: Mention) -> Mention:
    """教科技〔2020〕3号《…》 as one mention."""
    return replace(title, text=markdown[number.start : title.end], start=number.start, number=number.number, doubtful=False)


def _extended(markdown: str, mention: Mention, end: int, **values: Any) -> Mention:
    return replace(mention, text=markdown[mention.start : end], end=end, **values)


def continues(before: Mention, mention: Mention, gap: str) -> bool:
    """Whether a provision, behind ``gap``, is of the same work as the one ``before``: 第三条、第五条, 第（一）（三）项."""
    if not before.provision:
        return bool(_DEFINED_BETWEEN.fullmatch(gap))
    if "条" not in mention.provision and (_INSIDE.fullmatch(gap) or _LISTED_WITH_WORDS.fullmatch(gap) or _OF_THAT.search(gap)):
        return True
    return bool(_LISTED.fullmatch(gap)) or _is_next_bracket(mention, gap)


def _is_next_bracket(mention: Mention, gap: str) -> bool:
    """（六）项 directly behind （三）."""
    return not gap and mention.text.startswith(("（", "("))


def one_by_one(mention: Mention) -> Iterator[Mention]:
    """``mention``, or where it names several provisions by one unit each of them: 《商标法》第6、8条 as 《商标法》第6 and 8条."""
    provisions = row(mention.text, mention.provision) if mention.definition is None else []
    for start, end, provision in provisions:
        form: Form = mention.form if start == 0 or mention.form == "self" else "provision"
        text = mention.text[start:end].strip()
        place = mention.text.index(text, start) + mention.start
        yield replace(mention, text=text, start=place, end=place + len(text), form=form, provision=provision)
    if not provisions:
        yield mention


def _is_short(mention: Mention) -> bool:
    """Whether ``mention`` leaves out the 第 of its provision: 四十条, （二）."""
    return mention.form == "provision" and not mention.text.startswith(("第", "§"))


def _is_completed_by(before: Mention, short: Mention, gap: str, markdown: str) -> bool:
    """Whether ``short`` is a provision behind ``before``: in a row with a lower one (第三条、五条), or of a law (劳动法39条)."""
    if not before.provision:
        is_rule = before.form in ("name", "self") or on_one_line(before.title).endswith(RULES)
        is_one = bool(_BELOW_AN_ARTICLE.search(short.text) or _GOES_ON.match(markdown, short.end))
        return is_rule and "条" in short.provision and is_one and bool(_AFTER_WORK.fullmatch(gap))
    unit = next(unit for unit in "条款项" if unit in short.provision)
    last, number = parts(before.provision).get(unit, ""), parts(short.provision).get(unit, "")
    is_lower = last.isdecimal() and number.isdecimal() and int(last) < int(number)
    return is_lower and (bool(_ROW.fullmatch(gap)) or _is_next_bracket(short, gap))


def _of_the_same_work(before: Mention, provision: Mention) -> Mention:
    form: Form = "self" if before.form == "self" else "provision"
    whole = completed(provision.provision, before.provision)
    return replace(provision, form=form, title=before.title, number=before.number, provision=whole, edition=before.edition)
