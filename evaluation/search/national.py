"""``python -m evaluation.search.national [--kind KIND]``: the searches of ``national.yaml`` over the site that ``WENLAN_DATA`` names.

The site holds the documents that come with the portal and the national laws. What is judged is what a reader gets: the place
to which a search leads, or else its first hit.
"""
from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

FILE = Path(__file__).with_name("national.yaml")
DAY = date(2026, 11, 29)
"""From which 去年 counts, and on which editions are in force."""
COUNTRY = "中华人民共和国"
KINDS = {
    "words": "词语", "address": "条款的各种写法", "time": "说出来的时间、机关、种类", "date": "日期", "pinyin": "拼音", "question": "用自己的话提问",
    "numeral": "数字的各种写法", "regional": "繁体和各地的用词", "offence": "罪名", "short": "简称", "number": "半个文号", "title": "只记得一半的标题",
    "trap": "容易什么也找不到的", "marks": "标出来的字",
}


@dataclass(frozen=True)
class Search:
    """A row of ``national.yaml``, whose head says what each value means."""

    kind: str
    q: str
    to: tuple[str, ...] = ()
    anchor: str = ""
    edition: str = ""
    years: tuple[int, int] = (0, 9999)
    by: str = ""
    paper: str = ""
    effective: str = ""
    same_as: str = ""
    most: int | None = None
    marks: tuple[str, ...] = ()
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def titles(self) -> tuple[str, ...]:
        return self.to or tuple(self.answers)


@dataclass(frozen=True)
class Verdict:
    """``place``: of the first hit among ten that is right; 0 where none is. ``dead``: something is wanted, and nothing is shown.
    ``got``: what came first, for people. ``article``: whether what is shown first of the first hit is an article that answers."""

    search: Search
    place: int
    dead: bool
    got: str
    article: bool = False

    @property
    def right(self) -> bool:
        return self.place == 1


def searches(file: Path = FILE) -> list[Search]:
    """The searches of a file. Raises ``TypeError`` for a key that means nothing."""
    rows = yaml.safe_load(file.read_text("utf-8"))
    return [Search(**{key: _frozen(value) for key, value in row.items()}) for row in rows]


def _frozen(value):
    if isinstance(value, dict):
        return {key: _frozen(part) for key, part in value.items()}
    return tuple(value) if isinstance(value, list) else value


class Shown:
    """What the portal shows for what somebody types."""

    def __init__(self, typed: str):
        from search.answering import SearchRequest, run_search
        from search.pages.exact_matches import exact_match

        self._request = SearchRequest(typed, on=DAY)
        self.address = exact_match(typed, DAY)
        self.response = run_search(self._request)

    @cached_property
    def results(self) -> list:
        from search.pages.results import results

        return results(self.response.hits.hits, self.response.understood, DAY)

    @property
    def total(self) -> int:
        return self.response.hits.total

    @property
    def documents(self) -> set[int]:
        """All that is found."""
        from search.answering import run_search

        return {hit.document_id for hit in run_search(replace(self._request, stop=self.total)).hits.hits}

    @property
    def first_ten(self) -> list:
        """The documents that come first, in order; where a search leads to a place, that of it alone."""
        from documents.models import Document

        if self.address:
            slug = unquote(urlsplit(self.address).path).strip("/").split("/")[-1]
            return list(Document.objects.published().filter(slug=slug))
        return [result.document for result in self.results]

    @property
    def anchors(self) -> list[str]:
        """The place to which the search leads, or those that it shows first."""
        from search.pages import answers

        if self.address:
            return [urlsplit(self.address).fragment]
        beside = [urlsplit(answer.url).fragment for answer in answers.provisions(self.response.understood, DAY)]
        return [*beside, *(passage.anchor for result in self.results[:1] for passage in result.passages[:1])]

    @property
    def marked(self) -> str:
        return "".join(f"{result.title}{passage.heading}{passage.snippet}" for result in self.results for passage in result.passages)


def judge(search: Search) -> Verdict:
    """Where the first hit is that is right. What is wanted of places and marks is wanted of what comes first."""
    shown = Shown(search.q)
    if search.most is not None:
        return Verdict(search, int(shown.total <= search.most), False, f"{shown.total} 个")
    if search.same_as:
        other = Shown(search.same_as)
        same = shown.total == other.total > 0 and shown.documents == other.documents
        return Verdict(search, int(same), not shown.total, f"{shown.total} 个，另一种写法 {other.total} 个")
    documents, anchors = shown.first_ten, shown.anchors
    place = next((n for n, document in enumerate(documents, 1) if _is_wanted(search, document)), 0)
    if place == 1 and not (_are_shown(search.anchor, anchors) and all(map(_is_marked_in(shown.marked), search.marks))):
        place = 0
    first = documents[0] if documents else None
    got = f"{first.title}（{first.issued_on or first.published_on}） {' '.join(anchors)}" if first else "无"
    answering = search.answers.get(_name(first), ()) if first else ()
    return Verdict(search, place, first is None, got, any(_are_shown(anchor, anchors) for anchor in answering))


def _are_shown(wanted: str, anchors: Iterable[str]) -> bool:
    return not wanted or any(anchor == wanted or anchor.startswith(f"{wanted}-") for anchor in anchors)


def _is_marked_in(html: str):
    return lambda mark: f"<mark>{mark}" in html or f"{mark}</mark>" in html


def _name(document) -> str:
    return document.title.replace(COUNTRY, "").replace(" ", "")


def _is_wanted(search: Search, first) -> bool:
    """Whether the facts of a document are those that ``search`` asks for."""
    day = first.issued_on or first.published_on
    return (
        (not search.titles or _name(first) in search.titles)
        and any(str(d or "").startswith(search.edition) for d in (first.issued_on, first.published_on))
        and (search.years == (0, 9999) or day is not None and search.years[0] <= day.year <= search.years[1])
        and (not search.by or any(search.by == body.name for body in first.bodies.all()))
        and search.paper in ("", first.kind)
        and str(first.effective_on or "").startswith(search.effective)
    )


def report(verdicts: Sequence[Verdict]) -> str:
    """A table by kinds, and what is wrong."""
    lines = ["| 种类 | 个数 | 第一条就对 | 前三条里 | 前十条里 | 什么也没有 |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for kind, label in {**KINDS, "": "全部"}.items():
        if of_kind := [v for v in verdicts if kind in ("", v.search.kind)]:
            right, three, ten = (sum(0 < v.place <= last for v in of_kind) for last in (1, 3, 10))
            lines.append(f"| {label} | {len(of_kind)} | {right}（{right / len(of_kind):.0%}） | {three} | {ten} | {sum(v.dead for v in of_kind)} |")
    if asked := [v for v in verdicts if v.search.answers]:
        lines += ["", f"{len(asked)} 个提问中，第一条先示出的就是能回答的法条：{sum(v.article for v in asked)} 个。"]
    wrong = [f"- {v.search.kind} {v.search.q}：得到 {v.got}，应有 {_wanted(v.search)}，在第 {v.place} 位" for v in verdicts if not v.right]
    passing = [f"- 法条不对 {v.search.q}：得到 {v.got}，应有 {_wanted(v.search)}" for v in verdicts if v.right and v.search.answers and not v.article]
    return "\n".join([*lines, "", *wrong, *passing])


def _wanted(search: Search) -> str:
    values = (
        search.to, search.answers, search.anchor, search.edition, search.years if search.years[0] else "",
        search.by, search.paper, search.effective, search.same_as, search.marks,
    )
    return " ".join(str(value) for value in values if value)


def run(asked: Iterable[Search]) -> list[Verdict]:
    """The verdict on each search, in order."""
    return [judge(search) for search in asked]


def main() -> None:
    parser = argparse.ArgumentParser(prog="evaluation.search.national")
    parser.add_argument("file", nargs="?", type=Path, default=FILE, help="other searches in the same form")
    parser.add_argument("--kind", choices=KINDS, help="those of one kind alone")
    wishes = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django

    django.setup()
    print(report(run(search for search in searches(wishes.file) if wishes.kind in (None, search.kind))))


if __name__ == "__main__":
    main()
