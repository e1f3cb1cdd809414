"""Topics that a text seems to be about, by rules that editors write: words, issuing bodies, laws that it cites.

    学籍            a word: proposed where the title has it, or the text has it often
    标题：规划       a word that counts in the title alone
    机关：税务总局    an issuing body whose name has these words
    引用：个人信息保护法   a title that stands in 《》 in the text
    不含：学前        none of the rules counts where the title has this
"""
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from documents.vocabulary import markdown

FEWEST, PER_CHARACTERS = 8, 500
"""A word is frequent in a text that has it so often, and once in so many characters."""
CITED_FEWEST = 2
LINE = re.compile(r"\s*(?:(?P<of>标题|机关|引用|不含)[：:])?\s*(?P<words>\S.*?)\s*")
NAMED = re.compile("《([^《》\n]{2,100})》")


@dataclass(frozen=True)
class Rules:
    """The rules of a topic. ``words`` count in titles and text, ``in_title`` in titles alone; ``unless``: in no such title."""

    words: tuple[str, ...] = ()
    in_title: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A topic by its name, and why it is proposed, in Chinese."""

    topic: str
    reason: str


def read_rules(written: str) -> Rules:
    """The rules that an editor has written, one a line.

    >>> read_rules("学籍\\n机关：教育部")
    Rules(words=('学籍',), in_title=(), bodies=('教育部',), cited=(), unless=())
    """
    kinds: dict[str | None, list[str]] = {None: [], "标题": [], "机关": [], "引用": [], "不含": []}
    for line in written.splitlines():
        if found := LINE.fullmatch(line):
            kinds[found["of"]].append(found["words"])
    return Rules(*map(tuple, kinds.values()))


def propose(titles: Iterable[str], bodies: Sequence[str], text: str, rules: Mapping[str, Rules]) -> list[Proposal]:
    """The topics of ``rules`` that a document with these ``titles``, ``bodies`` and Markdown ``text`` seems to be about.

    >>> propose(["学籍管理办法"], [], "…", {"学籍": read_rules("学籍"), "税收": read_rules("税")})
    [Proposal(topic='学籍', reason='标题有“学籍”')]
    """
    title = "\n".join(titles)
    for body in bodies:  # who issues it says nothing of the subject: 最高人民法院 is no 民法
        title = title.replace(body, " ")
    plain = markdown.plain(text)
    cited = [name for line in text.split("\n") for name in NAMED.findall(line)]
    found = ((topic, _reason(title, bodies, plain, cited, rule)) for topic, rule in rules.items())
    return [Proposal(topic, reason) for topic, reason in found if reason]


def _reason(title: str, bodies: Sequence[str], text: str, cited: Sequence[str], rules: Rules) -> str:
    if any(word in title for word in rules.unless):
        return ""
    if word := next((word for word in (*rules.in_title, *rules.words) if word in title), ""):
        return f"标题有“{word}”"
    if body := next((body for body in bodies if any(name in body for name in rules.bodies)), ""):
        return f"发文机关是{body}"
    for law in rules.cited:
        if (times := sum(name.removeprefix("中华人民共和国") == law for name in cited)) >= CITED_FEWEST:
            return f"引用《{law}》{times} 次"
    counts = {word: text.count(word) for word in rules.words}
    word = max(counts, key=lambda word: counts[word], default="")
    if word and counts[word] >= max(FEWEST, len(text) / PER_CHARACTERS):
        return f"正文有“{word}”{counts[word]} 处"
    return ""
