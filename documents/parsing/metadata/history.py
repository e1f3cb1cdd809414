"""题注: the lines that say how a law came about, which body passed, amended, published it, and from when it is in force.

They stand above the text of a law, one act after another: 2016年3月16日 第十二届全国人民代表大会第四次会议通过.
"""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from documents.parsing.document import HistoryEntry
from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.spans import LINE_END, Span, trimmed_span
from documents.parsing.metadata.titles import speakers
from documents.vocabulary.characters import HAN
from documents.vocabulary.dates import FoundDate, find_dates
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of
from documents.vocabulary.places import RANKS
from documents.vocabulary.verbs import REVISING, TAKING_EFFECT

_ACTS = (
    ("施行", re.compile(rf"^[^公发颁]{{0,12}}{any_of(TAKING_EFFECT)}[）)。]?$")),
    ("修正", re.compile("修正|修正案》")),
    ("修订", re.compile("修订|修改|修正公布")),
    ("公布", re.compile("公布|发布|颁布|公告")),
    ("印发", re.compile("印发")),
    ("批准", re.compile("批准")),
    ("通过", re.compile("通过|会议")),
    ("施行", re.compile(any_of(TAKING_EFFECT))),
)
_QUOTED = re.compile(r"[《<〈](?:[^《》<>〈〉]|[〈<][^〈〉<>]*[〉>])*[》>〉]|《.*$")
_TAKES_EFFECT = any_of(TAKING_EFFECT)
_MEETING = r"(?:部长办公|省长办公|常务|部务|室务|委务|局务|署务|全体|扩大)?会议"
_ACTED = rf"(?:讨论|审议)*{any_of(REVISING)}*(?:通过|批准|公布|发布|颁布|印发|施行)"
_DOING = re.compile(
    rf"""
    (?:自|[公发]布之日).*{_TAKES_EFFECT}
    | 该修正.* | 以.{{0,20}}通知 | ^[经由] | 根据
    | 第[ ]?{NUMERAL}+[ ]?[届次号] | \d{{4}}[ ]?年
    | {_MEETING} | 主席团 | (?<=人民法院)审判委员会 | 检察委员会
    | 令 | 公告 | 通过的 | {_ACTED} | {any_of(REVISING)} | 起?{_TAKES_EFFECT}
    | [（）()。，]
    """,
    re.VERBOSE,
)
_BROKEN_DAY = re.compile(r"(?<=[年月])\s{0,2}\n\s{0,2}(?=\d)|(?<=\d)\s{0,2}\n\s{0,2}(?=[年月日])")
# A line end inside a sentence: 全国人民代表大会⏎常务委员会第四次会议; not behind what was done: …通过⏎自….
_BROKEN = re.compile(rf"(?<=[{HAN}])(?<![过布订正改准行])\n(?=[{HAN}])")
_STARTS = re.compile(r"(?:^|[\n（(；;]|(?<=[过准布订正])[，,]|(?<!自)[　 ]|根据|以及)[^\S\n]*$")


@dataclass(frozen=True)
class Act:
    """An entry of the history and where it stands."""

    entry: HistoryEntry
    proof: Span


def read_history(text: str, start: int, end: int, names: frozenset[str]) -> tuple[Act, ...]:
    """The acts that ``text[start:end]`` lists, in order."""
    unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text[start:end])
    unquoted = _BROKEN_DAY.sub(lambda gap: " " * len(gap.group()), unquoted)
    dates = [d for d in _moved(find_dates(unquoted), start) if "年" in text[d.start : d.end]]
    firsts = [place for place, d in enumerate(dates) if _opens(text, start, d)]
    acts = []
    for first, following in pairwise([*firsts, len(dates)]):
        stop = dates[following].start if following < len(dates) else end
        proof = trimmed_span(text, dates[first].start, _without_lead(text, stop, stop == end))
        acts.append(_act(proof, dates[first:following], names))
    return tuple(acts)


def _moved(dates: Iterable[FoundDate], by: int) -> Iterator[FoundDate]:
    return (FoundDate(found.value, found.start + by, found.end + by) for found in dates)


def _opens(text: str, start: int, found: FoundDate) -> bool:
    """Whether an act begins with this date: at the start of a line, after a blank, a bracket or 根据."""
    return found.start == start or bool(_STARTS.search(text[max(start, found.start - 6) : found.start]))


def _without_lead(text: str, stop: int, last: bool) -> int:
    """An act ends before the 根据 that leads to the next."""
    lead = None if last else re.search(r"[，,]?\s*(?:根据|以及)?[（(；;\s]*$", text[max(0, stop - 12) : stop])
    return stop - len(lead.group()) if lead else stop


def _act(proof: Span, dates: list[FoundDate], names: frozenset[str]) -> Act:
    """An act on the first of ``dates``, or on the last of those that it joins to it (…会议、2023年3月2日…会议通过)."""
    days = [d for d in dates if d is dates[0] or proof.source[d.start - 1] in "、和"]
    said = _on_one_line(proof.source[days[0].end : proof.end])
    printed = _on_one_line(proof.source[proof.start : days[0].end]) + said
    said = said.strip()
    act = next((act for act, pattern in _ACTS if pattern.search(said)), "")
    line = printed.rstrip("） )，").strip() if printed.count("（") < printed.count("）") else printed
    return Act(HistoryEntry(days[-1].value, act, line, _bodies(said, names)), proof)


def _on_one_line(text: str) -> str:
    return _BROKEN.sub("", LINE_END.sub("\n", text)).replace("\n", " ")


def _bodies(said: str, names: frozenset[str]) -> tuple[str, ...]:
    """Which bodies act: what is left beside sessions, numbers and verbs; else who speaks in the title of a decision."""
    bare = _QUOTED.sub("", said)
    for found in find_dates(bare):
        bare = bare.replace(bare[found.start : found.end], "")
    bare = bare.replace("人大常委会", "人民代表大会常务委员会")
    bare = re.sub(rf"(?<=[{RANKS}])第{NUMERAL}+届(?=人民代表大会)", "", bare)
    bare = re.sub(r"(?<=人民代表大会)\s+(?=常务委员会)", "", bare)
    listed = split_names(_DOING.sub(" ", bare).strip("、 "), names)
    if listed:
        return listed
    decision = re.search("《(.+)", said)
    named = speakers(decision[1], names) if decision else None
    return named.names if named else ()


def own_act(acts: tuple[Act, ...]) -> Act | None:
    """The act that made this version: the last that is not merely when it came into force."""
    return next((act for act in reversed(acts) if act.entry.act != "施行"), None)


def signing_acts(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The acts whose bodies may have issued this version, the likeliest first: who only approved it comes last."""
    done = [act for act in reversed(acts) if act.entry.act != "施行"]
    return tuple(sorted(done, key=lambda act: "批准" in act.entry.text))


def publishing_act(acts: tuple[Act, ...]) -> Act | None:
    """The 公布 of this version: the last, unless an amendment came after it."""
    for act in reversed(acts):
        if act.entry.act in ("公布", "印发") or re.search("[公发]布[。 ]*$", act.entry.text):
            return act
        if act.entry.act in ("修正", "修订"):
            return None
    return None


def beginning(acts: tuple[Act, ...], since: date | None) -> Act | None:
    """The 施行 (or 公布施行) of this version: the last that is not earlier than the version."""
    begun = [act for act in acts if act.entry.act == "施行" or re.search("布施行$", act.entry.text)]
    return next((act for act in reversed(begun) if since is None or act.entry.on and act.entry.on >= since), None)


def is_whole(act: Act) -> bool:
    """Whether the act made a whole text, whose closing article speaks of it, and did not change some articles."""
    return act.entry.act != "修正" and not (act.entry.act == "修订" and bool(re.search("《|批准", act.entry.text)))
