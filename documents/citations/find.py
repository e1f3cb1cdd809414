"""Finding: every place in a text that speaks of a document, or of a provision.

Several scanners each look for one form; what overlaps goes to the longer, and neighbours are joined: a title with its
number and provision, 第一百条、第一百零二条 with the law named before them. Every scanner is linear in the text.
"""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from documents.vocabulary.characters import HAN
from documents.vocabulary.divisions import LABELLED
from documents.vocabulary.kinds import AS_LETTERS, CALLED, KINDS
from documents.vocabulary.numbers import FoundNumber, find_numbers
from documents.vocabulary.patterns import any_of
from documents.vocabulary.standards import find_standards
from documents.vocabulary.traditional import simplified
from documents.vocabulary.verbs import BASING, CARRYING_OUT, PUBLISHING

from .joining import continues, joined, one_by_one, with_edition
from .laws import goes_on, law_names
from .mentions import Mention
from .owners import owner_before
from .provisions import PROVISION, RELATIVE, SHORT_PROVISION, spelled
from .text import Spans, Text
from .titles import names_a_document, on_one_line
from .unmarked import after_bodies, before_numbers, in_lists

LONGEST_TITLE = 200
MOST_LOCAL_NAMES = 20
# A list of titles in a title may be printed one a line: 《关于修改〈甲法〉, 〈乙法〉的决定》.
_BRACKET = re.compile(r"[《》]|\n\s*\n(?![〈<])")
# 成本, 剧本; 本法院, 本通知书, 本报告期, 本令人: other words.
_SELF = re.compile(
    rf"""
    (?<![基根资成文版脚课读副样日书标剧原治范蓝绘抄正译]) 本
    (?: (?:实施|暂行|试行|管理|指导|若干|补充|修正)* {any_of(CALLED)} | 《[^《》\n]{{0,12}}{any_of(CALLED)}》 )
    (?! (?<=本法)[院庭官人律定治] | (?<={any_of(AS_LETTERS, ('报告',))})书 | (?<=报告)(?:期|年度) | (?<=令)人 )
    """,
    re.VERBOSE,
)
# The number of a standard on its own cover, not one that it names.
_ALONE = re.compile(r"[#\sA-Z\d/.—–-]{4,40}")
_ARTICLE_OR_DIVISION = re.compile(f"[{LABELLED}]")
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


def find(markdown: str) -> tuple[Mention, ...]:
    """Every mention of a document or provision in ``markdown``, in order, none overlapping another.

    Traditional characters are read as simplified ones, of which the titles of mentions are; their ``text`` is as printed.
    《》 around what is plainly no document (a newspaper, a certificate) is left out, and so are the labels of headings, the title
    line's own words outside 《》, and provisions and self-references inside a quotation: they are the quoted text's own.
    """
    plain = simplified(markdown)
    found = _find(plain)
    return found if plain == markdown else tuple(replace(m, text=markdown[m.start : m.end]) for m in found)


def _find(markdown: str) -> tuple[Mention, ...]:
    text = Text(markdown)
    numbers = [number for number in find_numbers(markdown) if number.start not in text.own_numbers]
    standards = [standard for standard in find_standards(markdown) if not _ALONE.fullmatch(text.line_around(standard.start))]
    works = _without_overlaps([*_titles(text), *_unmarked_titles(text, numbers), *_numbers(text, [*numbers, *standards]), *_names(text)])
    selves = list(_selves(text))
    definitions = _definitions(markdown, [*works, *selves])
    local = _local_names(text, definitions)
    found = _without_overlaps([*works, *local, *selves, *_provisions(text)])
    found = [with_edition(text, mention) for mention in _outside(definitions, found)]
    together = joined(markdown, found, {d.start: (d.name, d.end) for d in definitions})
    return tuple(one for m in _owned(text, together) if not _is_left_out(text, m) for one in one_by_one(m))


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
        yield text.mention(*match.span(), "self", provision=spelled(match[0]))


def _provisions(text: Text) -> Iterator[Mention]:
    for match in PROVISION.finditer(text.markdown):
        if match.start() not in text.labels and not text.markdown.endswith("法例", 0, match.start()):
            yield text.mention(*match.span(), "provision", provision=spelled(match[0]))
    for match in SHORT_PROVISION.finditer(text.markdown):
        yield text.mention(*match.span(), "provision", provision=spelled(match[0]))


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


def _owned(text: Text, found: list[Mention]) -> Iterator[Mention]:
    """Provisions alone with the words that say whose they are; in a list, those of the first."""
    before = None
    for mention in found:
        if mention.form == "provision" and not (mention.title or mention.number):
            floor = max(before.end, before.definition[1] if before.definition else 0) if before else 0
            if before and before.owner and continues(before, mention, text.markdown[before.end : mention.start]):
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
