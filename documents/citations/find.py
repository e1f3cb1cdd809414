"""Finding: every place in a text that speaks of a document, or of a provision.

Several scanners each look for one form; what overlaps goes to the longer, and neighbours are joined: a title with its
number and provision, 第一百条、第一百零二条 with the law named before them. Every scanner is linear in the text.
"""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from documents.vocabulary.characters import HAN
from documents.vocabulary.kinds import AS_LETTERS, KINDS, TITLE_END
from documents.vocabulary.numbers import FoundNumber, find_numbers
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import BASING, CARRYING_OUT, PUBLISHING

from .laws import goes_on, law_names
from .mentions import Form, Mention
from .owners import owner_before
from .provisions import PROVISION, RELATIVE, completed
from .text import Spans, Text
from .titles import names_a_document, on_one_line
from .unmarked import after_bodies, before_numbers, in_lists

LONGEST_TITLE = 200
MOST_LOCAL_NAMES = 20
FARTHEST = 200
# A list of titles in a title may be printed one a line: 《关于修改〈甲法〉, 〈乙法〉的决定》.
_BRACKET = re.compile(r"[《》]|\n\s*\n(?![〈<])")
# 成本, 剧本; 本法院, 本通知书, 本报告期, 本令人: other words.
_SELF = re.compile(
    rf"""
    (?<![基根资成文版脚课读副样日书标剧原治范蓝绘抄正译]) 本
    (?:实施|暂行|试行|管理|指导|若干|补充|修正)*
    {TITLE_END}
    (?! (?<=本法)[院庭官人律定治] | (?<={any_of(AS_LETTERS, ('报告',))})书 | (?<=报告)(?:期|年度) | (?<=令)人 )
    """,
    re.VERBOSE,
)
_ARTICLE_OR_DIVISION = re.compile("[条编章节]")
_QUOTES = re.compile("[“”‘’\"]")
_DEFINITION = re.compile(
    r"""
    [（(] (?P<before>[^（）()《》\n]{0,30}?)
    (?: (?:以下|下文|下) \s* [简合统并]? 称 | 简称 ) [为作]? [：:]? \s*
    (?: 《 (?P<title>[^《》\n]{1,40}) 》
      | “ (?P<quoted>[^“”\n]{1,40}) ” (?=[）)，,；;])
      | " (?P<ascii>[^"\n]{1,40}) " (?=[）)，,；;])
      | (?P<plain>[^（）()，,；;。《》\n]{1,40}) )
    [^（）()\n]{0,10} [）)]
    """,
    re.VERBOSE,
)
_LEADS_TO_A_TITLE = any_of(PUBLISHING, CARRYING_OUT, BASING, ("制定",))
_UNMARKED = re.compile(
    rf"""
    (?: ^ | [，。；：、] | {_LEADS_TO_A_TITLE} | 了 )
    (?P<title> (?: (?!{_LEADS_TO_A_TITLE}) [{HAN}“”\d—\-] ){{6,60}} ) $
    """,
    re.VERBOSE,
)
_IN_PARENTHESES = re.compile(r"[（(]\s*(?:[^（）()《》\n]{0,12}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?$")
_AFTER_WORK = re.compile(r"(?:的|中的|中|分则|总则)?$")
_ANNEX = re.compile(r"的?(附件[一二三四五六七八九十\d]{0,2})$")
_DEFINED_BETWEEN = re.compile(r"[（(][^（）()\n]{0,80}[）)]$")
_INSIDE = re.compile(r"所列的?|规定的|中的?|的")
_LISTED = re.compile(r"(?:的?规定的?)?(?:[：:]“[^“”\n]{1,150}”)?(?:、|，|,|和|或|或者|及|以及|与|至|到)$")


def find(markdown: str) -> tuple[Mention, ...]:
    """Every mention of a document or provision in ``markdown``, in order, none overlapping another.

    《》 around what is plainly no document (a newspaper, a certificate) is left out, and so are the labels of headings, the
    title line's own words outside 《》, and provisions and self-references inside a quotation: they are the quoted text's own.
    """
    text = Text(markdown)
    numbers = [number for number in find_numbers(markdown) if number.start not in text.own_numbers]
    works = _without_overlaps([*_titles(text), *_unmarked_titles(text, numbers), *_numbers(text, numbers), *_names(text)])
    selves = list(_selves(text))
    definitions = _definitions(markdown, [*works, *selves])
    local = _local_names(text, definitions)
    found = _without_overlaps([*works, *local, *selves, *_provisions(text)])
    joined = _joined(markdown, _outside(definitions, found), {d.start: d for d in definitions})
    return tuple(m for m in _owned(text, joined) if not _is_left_out(text, m))


@dataclass(frozen=True)
class _Definition:
    """（以下简称《规划》）: the local name, its span, and whether it is used without 《》 too."""

    name: str
    start: int
    end: int
    is_bare: bool


def _titles(text: Text) -> list[Mention]:
    """What may be a title; where one mention shows that it is, the others of that title are."""
    found = list(_possible_titles(text))
    certain = {mention.title for mention in found if not mention.doubtful}
    return [replace(m, doubtful=False) if m.title in certain else m for m in found]


def _possible_titles(text: Text) -> Iterator[Mention]:
    markdown = text.markdown
    for start, end in _bracketed(markdown):
        title = on_one_line(markdown[start + 1 : end - 1])
        document = names_a_document(title, markdown[max(0, start - 30) : start], markdown[end : end + 12])
        if title and document is not False:
            yield text.mention(start, end, "title", title=title, doubtful=document is None)


def _unmarked_titles(text: Text, numbers: list[FoundNumber]) -> Iterator[Mention]:
    """Titles without 《》, by what stands around them."""
    markdown = text.markdown
    for start, end in (
        *_defined(markdown), *before_numbers(markdown, numbers), *after_bodies(markdown), *in_lists(markdown, text.repealed.spans),
    ):
        yield text.mention(start, end, "title", title=on_one_line(markdown[start:end]))


def _defined(markdown: str) -> Iterator[tuple[int, int]]:
    """What the text gives a local name: 印发教育强国建设规划纲要（以下简称《纲要》）."""
    for definition in _DEFINITION.finditer(markdown):
        name = _local_name(definition)
        before = _UNMARKED.search(markdown, max(0, definition.start() - 80), definition.start())
        if before and "《" in definition[0] and name.endswith(KINDS) and before["title"].endswith(name[-2:]) and names_a_document(before["title"]):
            yield before.span("title")


def _bracketed(markdown: str) -> Iterator[tuple[int, int]]:
    """Outermost 《…》 of each paragraph, with 《》 in 《》 as one; what is never closed hides nothing."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(markdown):
        if match[0] == "《":
            opened.append(match.start())
        elif match[0] == "》":
            if opened and match.end() - opened[-1] <= LONGEST_TITLE:
                start = opened.pop()
                while closed and closed[-1][0] > start:
                    closed.pop()
                closed.append((start, match.end()))
        else:
            yield from closed
            opened, closed = [], []
    yield from closed


def _numbers(text: Text, numbers: list[FoundNumber]) -> Iterator[Mention]:
    for found in numbers:
        yield text.mention(found.start, found.end, "number", number=found.number)


def _names(text: Text) -> Iterator[Mention]:
    for start, end, name in law_names(text.markdown):
        yield text.mention(start, end, "name", title=name)


def _selves(text: Text) -> Iterator[Mention]:
    for match in _SELF.finditer(text.markdown):
        yield text.mention(*match.span(), "self")
    for match in RELATIVE.finditer(text.markdown):
        yield text.mention(*match.span(), "self", provision=match[0])


def _provisions(text: Text) -> Iterator[Mention]:
    for match in PROVISION.finditer(text.markdown):
        if match.start() not in text.labels and not text.markdown.endswith("法例", 0, match.start()):
            yield text.mention(*match.span(), "provision", provision=match[0])


def _without_overlaps(found: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _definitions(markdown: str, works: list[Mention]) -> list[_Definition]:
    """The local names that directly follow a work, or the number in parentheses behind it."""
    ends = {end for work in works for end in (work.end, work.end + (markdown[work.end : work.end + 1] in ("）", ")")))}
    return [
        _Definition(_local_name(m), *m.span(), is_bare=not m["title"])
        for m in _DEFINITION.finditer(markdown)
        if m.start() in ends
    ]


def _local_name(definition: re.Match) -> str:
    printed = definition["title"] or definition["quoted"] or definition["ascii"] or definition["plain"]
    return on_one_line(printed).strip("《》")


def _local_names(text: Text, definitions: list[_Definition]) -> Iterator[Mention]:
    """Uses of local names without 《》, after their definition: 海牙协定, “双减”意见."""
    first = {_QUOTES.sub("", d.name): d for d in reversed(definitions) if d.is_bare}
    for name in [name for name in first if len(name) > 2][:MOST_LOCAL_NAMES]:
        use = re.compile("[“‘\"]?" + "[“”‘’\"]?".join(map(re.escape, name)))
        for match in use.finditer(text.markdown, first[name].end):
            if not (name.endswith("法") and goes_on(text.markdown, match.end())):
                yield text.mention(*match.span(), "name", title=first[name].name)


def _outside(definitions: list[_Definition], found: list[Mention]) -> list[Mention]:
    """Without the names that stand in a definition: they belong to the work before it. A number there is its number."""
    spans = Spans([(d.start, d.end) for d in definitions])
    return [m for m in found if m.start not in spans or m.form == "number"]


def _joined(markdown: str, found: list[Mention], definitions: dict[int, _Definition]) -> list[Mention]:
    """Neighbours that are one citation become one; a provision in a list takes the work of the one before it."""
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined and mention.start - joined[-1].end <= FARTHEST else None
        gap = markdown[before.end : mention.start] if before else ""
        if before and mention.form == "number" and before.form == "title" and _IN_PARENTHESES.fullmatch(gap):
            joined[-1] = _with_number(markdown, before, mention)
        elif before and mention.form == "provision" and not before.provision and _AFTER_WORK.fullmatch(gap):
            joined[-1] = _extended(markdown, before, mention.end, provision=mention.provision)
        elif before and mention.form == "provision" and not before.provision and (annex := _ANNEX.fullmatch(gap)):
            joined[-1] = _extended(markdown, before, mention.end, provision=annex[1] + mention.provision)
        elif before and mention.form == "provision" and _continues(before, mention, gap):
            joined.append(_of_the_same_work(before, mention))
        else:
            joined.append(mention)
        if local := definitions.get(joined[-1].end):
            joined[-1] = replace(joined[-1], defines=local.name, definition=(local.start, local.end))
    return joined


def _with_number(markdown: str, title: Mention, number: Mention) -> Mention:
    """《…》（教基〔2025〕1号）; in （…号，以下简称《…》） the span stays the title's."""
    if markdown[number.end : number.end + 1] in ("）", ")"):
        return _extended(markdown, title, number.end + 1, number=number.number)
    return replace(title, number=number.number)


def _extended(markdown: str, mention: Mention, end: int, **values: Any) -> Mention:
    return replace(mention, text=markdown[mention.start : end], end=end, **values)


def _continues(before: Mention, mention: Mention, gap: str) -> bool:
    if not before.provision:
        return bool(_DEFINED_BETWEEN.fullmatch(gap))
    return bool(_LISTED.fullmatch(gap) or "条" not in mention.provision and _INSIDE.fullmatch(gap))


def _of_the_same_work(before: Mention, provision: Mention) -> Mention:
    form: Form = "self" if before.form == "self" else "provision"
    whole = completed(provision.provision, before.provision)
    return replace(provision, form=form, title=before.title, number=before.number, provision=whole)


def _owned(text: Text, found: list[Mention]) -> Iterator[Mention]:
    """Provisions alone with the words that say whose they are; in a list, those of the first."""
    before = None
    for mention in found:
        if mention.form == "provision" and not (mention.title or mention.number):
            floor = max(before.end, before.definition[1] if before.definition else 0) if before else 0
            if before and before.owner and _continues(before, mention, text.markdown[before.end : mention.start]):
                mention = replace(mention, owner=before.owner)
            else:
                mention = replace(mention, owner=owner_before(text.markdown, mention.start, floor, text.labels))
        yield mention
        before = mention


def _is_left_out(text: Text, mention: Mention) -> bool:
    if mention.form in ("title", "number"):
        return False
    if mention.start in text.title_lines:
        return True
    own = mention.form == "self" or mention.form == "provision" and not (mention.title or mention.number)
    if own and mention.start in text.quoted:
        return True
    # 第二款, 第一项 alone mean something only where there are articles to hold them.
    return own and mention.provision.startswith("第") and not text.labels.spans and not _ARTICLE_OR_DIVISION.search(mention.provision)
