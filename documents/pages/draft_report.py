"""The report on a draft, in Chinese: for the page, as a table, as text."""
import csv
from collections.abc import Callable
from io import StringIO

from django.urls import reverse

from documents.citations.draft_check import MOST_MENTIONS, CheckedCitation, DraftReport
from documents.status import ENDINGS
from documents.vocabulary.enums import Validity

WORTH_A_HINT = (*ENDINGS, Validity.NOT_YET)
HEADINGS = ("序号", "原文", "检查结果", "收录的标题", "发文字号", "时效", "条款", "提示", "链接")


def remark(report: DraftReport) -> str:
    """What a reader should know of the whole report, in Chinese."""
    return "" if report.is_whole else f"草案中的引用很多，只检查了前 {MOST_MENTIONS} 处，其余请分成几部分检查。"


def rows(report: DraftReport) -> list[dict]:
    """Each citation with all that is said of it, in order."""
    return [{"citation": c, "outcome": outcome(c), "hints": hints(c)} for c in report.citations]


def outcome(citation: CheckedCitation) -> str:
    return "已收录" if citation.held else citation.resolution.label


def _validity_label(citation: CheckedCitation) -> str:
    return citation.status.told if citation.status else ""


def hints(citation: CheckedCitation) -> list[str]:
    """What an editor should look at, in Chinese."""
    found, held = [], citation.held
    if held and not citation.is_exact:
        found.append(f"标题与收录的不一致：《{held.title}》")
    if held and citation.status and citation.status.validity in WORTH_A_HINT:
        found.append(f"{held.title}{citation.status.label}")
    if held and citation.status and citation.status.ahead:
        found.append(f"{held.title}{citation.status.ahead.label}")
    if citation.has_provision is False:
        found.append(f"没有找到{citation.provision}")
    return found


def as_csv(report: DraftReport, absolute: Callable[[str], str]) -> str:
    """The report as a table. ``absolute`` makes a whole address of a path."""
    out = StringIO()
    out.write("\ufeff")  # for spreadsheets, which would otherwise guess another encoding
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number, citation in enumerate(report.citations, 1):
        held = citation.held
        link = absolute(reverse("documents:document", args=[held.slug])) if held else ""
        title, mark = (held.title, held.number) if held else (citation.title, citation.number)
        values = (citation.text, outcome(citation), title, mark, _validity_label(citation), citation.provision)
        writer.writerow([number, *map(_cell, values), _cell("；".join(hints(citation))), link])
    if not report.is_whole:
        writer.writerow(["", remark(report)])
    return out.getvalue()


def _cell(value: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def as_text(report: DraftReport) -> str:
    """The report as lines of text."""
    lines = [f"草案引用检查（按 {report.on:%Y-%m-%d} 的时效）", *filter(None, [remark(report)]), ""]
    for number, citation in enumerate(report.citations, 1):
        lines.append("  ".join(filter(None, [f"{number}. {citation.text}", outcome(citation), _validity_label(citation)])))
        lines += [f"   提示：{hint}" for hint in hints(citation)]
    lines += [f"未定义的简称：《{name}》" for name in report.undefined]
    lines += [f"重复定义的简称：《{name}》" for name in report.redefined]
    return "\n".join(lines) + "\n"
