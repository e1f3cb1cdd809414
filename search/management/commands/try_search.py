"""Search from the shell, and see why."""
from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.answering import SearchRequest, SearchResponse, run_search
from search.engine import IndexUnavailable, TooManySearches
from search.pages.results import Result, results
from search.plan import Unit
from search.text.spellings import terms


class Command(BaseCommand):
    help = "检索一次，列出分词、理解、结果、得分和理由。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", help="检索词；“-”：从标准输入逐行读，每行答一个 JSON。")
        parser.add_argument("--sections", action="store_true", help="按条款检索")
        parser.add_argument("--exact", action="store_true", help="精确")
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--limit", type=int, default=10, help="最多几条")

    def handle(self, query: str, **options: Any) -> None:
        lines = (line.rstrip("\n") for line in sys.stdin) if query == "-" else [query]
        for line in lines:
            response, found = self._run(line, options)
            if options["json"] or query == "-":
                self.stdout.write(json.dumps(_as_json(line, response, found), ensure_ascii=False))
            else:
                self.stdout.write("\n".join(_as_text(response, found)))

    def _run(self, line: str, options: dict[str, Any]) -> tuple[SearchResponse, list[Result]]:
        unit: Unit = "section" if options["sections"] else "document"
        try:
            response = run_search(SearchRequest(line, exact=options["exact"], unit=unit, stop=options["limit"]))
        except (IndexUnavailable, TooManySearches) as error:
            raise CommandError(f"现在不能检索：{error or '正忙'}") from error
        return response, results((*response.hits.hits, *(response.more.hits if response.more else ())), response.understood)


def _as_json(line: str, response: SearchResponse, found: list[Result]) -> dict[str, object]:
    understood = response.understood
    return {
        "query": line,
        "tokens": terms(understood.text),
        "parsed": understood.written,
        "total": response.hits.total,
        "relaxed": response.relaxed,
        "partly": response.more.total if response.more else 0,
        "hits": [hit for result in found for hit in _hits(result)],
    }


def _hits(result: Result) -> Iterator[dict[str, object]]:
    """A row for each document, and below it for its best sections; of sections alone, a row for each."""
    document = {"document": result.document.slug, "title": result.document.title, "reasons": list(result.reasons)}
    if not result.is_section:
        yield document | {"section": "", "score": round(result.score, 4), "text": result.document.title}
    for passage in result.passages:
        yield document | {"section": passage.anchor, "score": round(passage.score, 4), "text": passage.text}


def _as_text(response: SearchResponse, found: list[Result]) -> Iterator[str]:
    understood = response.understood
    yield f"词　　{' / '.join(terms(understood.text))}"
    yield f"理解　{understood.written}"
    yield f"计划　{response.plan.query}"
    if understood.about:
        yield f"提问　{understood.about}"
    for word, meanings in understood.expansions:
        yield f"也作　{word} → {'、'.join(meanings)}"
    if response.sounds:
        yield f"拼音　{response.sounds} → {understood.text}"
    partly = "（只含一部分词）" if response.relaxed else f"，另有 {response.more.total} 份只含一部分词" if response.more else ""
    yield f"结果　{response.hits.total}{partly}"
    for rank, result in enumerate(found, 1):
        yield f"{rank:>3}. {result.score:8.3f}  {result.document.title}  {result.document.number}"
        yield f"               {'；'.join(result.reasons)}"
        for passage in result.passages:
            yield f"     {passage.score:8.3f}  #{passage.anchor}  {passage.text[:60]}".replace("\n", " ")
