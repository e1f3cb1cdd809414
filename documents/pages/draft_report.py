"""The report on a draft, in Chinese: for the page, as a table, as text."""
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.urls import reverse

from documents.draft_check.check import MOST_MENTIONS
from documents.draft_check.values import CheckedCitation, DefinedName, DraftReport, Hint, HintKind, NamedBody
from documents.models import document_url
from documents.status import written
from documents.vocabulary.enums import Resolution

HEADINGS = ("序号", "原文", "检查结果", "收录的标题", "发文字号", "时效", "条款", "提示", "链接")
_SENTENCES = {
    HintKind.TITLE: "标题与收录的不一致，宜作{instead}",
    HintKind.NUMBER: "文号与标题对不上，{found}",
    HintKind.NUMBER_FORM: "文号宜写作{instead}",
    HintKind.STATUS: "{found}",
    HintKind.EDITION: "{found}",
    HintKind.PROVISION: "没有找到{found}",
    HintKind.MOVED: "{found}在现行文本中是{instead}",
}


def remark(report: DraftReport) -> str:
    """What a reader should know of the whole report, in Chinese."""
    return "" if report.is_whole else f"草案中的引用很多，只检查了前 {MOST_MENTIONS} 处，其余请分成几部分检查。"


def summary(report: DraftReport) -> str:
    """How many references there are and how many need a look: 11 处引用：7 处无误，3 处有问题，1 处未收录。"""
    states = [state(citation) for citation in report.citations]
    if not states:
        return "没有找到引用。"
    counts = [f"{states.count(name)} 处{label}" for name, label in _STATES.items() if name in states or name in ("right", "problem")]
    return f"{len(states)} 处引用：{'，'.join(counts)}。"


_STATES = {"right": "无误", "problem": "有问题", "missing": "未收录", "several": "有歧义"}


def state(citation: CheckedCitation) -> str:
    """``problem``: there is a hint; ``right``: there is none, and the document is held; else why that is not known."""
    if citation.hints:
        return "problem"
    if citation.code:
        return "right"
    return {Resolution.NONE: "missing", Resolution.SEVERAL: "several"}.get(citation.resolution, "right")


def rows(report: DraftReport) -> list[dict]:
    """Each citation with all that is said of it, in order."""
    return [
        {
            "number": number, "citation": c, "of": _of(c), "state": state(c), "outcome": outcome(c), "address": address(c),
            "hints": [(sentence(h), h) for h in c.hints],
        }
        for number, c in enumerate(report.citations, 1)
    ]


def _of(citation: CheckedCitation) -> str:
    """The title that stood further above in the draft, of a citation that names an article alone (和第一百二十条)."""
    title = citation.held.title if citation.held else citation.title
    return "" if "《" in citation.text else title


@dataclass(frozen=True)
class Piece:
    """A stretch of the draft: one of its citations, of this ``number`` and ``state``, or what stands between two."""

    text: str
    number: int = 0
    state: str = ""


def marked(text: str, report: DraftReport) -> Iterator[Piece]:
    """The draft in pieces, with its citations in their places."""
    place = 0
    for number, citation in enumerate(report.citations, 1):
        yield Piece(text[place : citation.start])
        yield Piece(text[citation.start : citation.end], number, state(citation))
        place = citation.end
    yield Piece(text[place:])


def outcome(citation: CheckedCitation) -> str:
    """What became of a citation, in Chinese: whether what it cites is held."""
    return "已收录" if citation.held or citation.code else citation.resolution.label


def address(citation: CheckedCitation) -> str:
    """Where what is cited is read: the document, or the page of a code that is held in parts; empty where it is not held."""
    if citation.code:
        return reverse("documents:code", args=[citation.code])
    return document_url(citation.held.slug) if citation.held else ""


def sentence(hint: Hint) -> str:
    """What an editor should look at, in Chinese."""
    if hint.kind is HintKind.QUOTATION:
        return f"引文与原文不一致，原文是“{hint.instead}”" if hint.instead else "条文中没有所引的引文"
    if hint.kind is HintKind.STATUS and hint.instead:
        return f"{hint.found}，现为{hint.instead}"
    said = _SENTENCES[hint.kind].format(found=hint.found, instead=hint.instead)
    return f"{said}：{hint.proof}" if hint.kind in (HintKind.PROVISION, HintKind.EDITION) and hint.proof else said


def remarks(report: DraftReport) -> list[tuple[str, str]]:
    """What is to be said at which words of the draft, in order: of each problem, and of the names that it defines."""
    at_places = [(c.start, c.text, "\n".join(_with_proof(h) for h in c.hints)) for c in report.citations if c.hints]
    at_places += [(found.start, found.name, label) for label, defined in _NAMES for found in defined(report)]
    at_places += [(found.start, found.name, changed(found)) for found in report.former_bodies]
    return [(words, said) for _, words, said in sorted(at_places)]


def _with_proof(hint: Hint) -> str:
    said = sentence(hint)
    return f"{said}（{hint.proof}）" if hint.proof and hint.proof not in said else said


_NAMES: tuple[tuple[str, Callable[[DraftReport], tuple[DefinedName, ...]]], ...] = (
    ("没有定义的简称", lambda report: report.undefined),
    ("定义不止一次的简称", lambda report: report.redefined),
    ("定义了没有使用的简称", lambda report: report.unused),
)


def names(report: DraftReport) -> list[tuple[str, list[str]]]:
    """What is to be said of the names that the draft defines, each with the names."""
    said = [(label, [f"《{found.name.strip('《》')}》" for found in defined(report)]) for label, defined in _NAMES if defined(report)]
    return said + ([("已经更名或者撤销的机关", [changed(found) for found in report.former_bodies])] if report.former_bodies else [])


def changed(named: NamedBody) -> str:
    """What became of a body, in Chinese."""
    successors = "、".join(named.body.successors)
    return f"{named.name}（{written(named.body.ended_on)}起{f'由{successors}承接其职责' if successors else '不再以这个名称发文'}）"


def _validity_label(citation: CheckedCitation) -> str:
    return citation.status.told if citation.status else ""


def as_csv(report: DraftReport, absolute: Callable[[str], str]) -> str:
    """The report as a table. ``absolute`` makes a whole address of a path."""
    out = StringIO()
    out.write("\ufeff")  # for spreadsheets, which would otherwise guess another encoding
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number, citation in enumerate(report.citations, 1):
        held = citation.held
        link = absolute(address(citation)) if address(citation) else ""
        title, mark = (held.title, held.number) if held else (citation.title, citation.number)
        values = (citation.text, outcome(citation), title, mark, _validity_label(citation), citation.provision)
        writer.writerow([number, *map(_cell, values), _cell("；".join(map(sentence, citation.hints))), link])
    if not report.is_whole:
        writer.writerow(["", remark(report)])
    return out.getvalue()


def _cell(value: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def as_text(report: DraftReport) -> str:
    """The report as lines of text."""
    lines = [f"草案引用检查（按 {report.on:%Y-%m-%d} 的时效）", summary(report), *filter(None, [remark(report)]), ""]
    for number, citation in enumerate(report.citations, 1):
        lines.append("  ".join(filter(None, [f"{number}. {citation.text}", outcome(citation), _validity_label(citation)])))
        lines += [f"   提示：{_with_proof(hint)}" for hint in citation.hints]
    lines += [f"{label}：{''.join(found)}" for label, found in names(report)]
    return "\n".join(lines) + "\n"
