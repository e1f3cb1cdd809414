import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from search.indexing.rebuild import rebuild
from tests.factories import make_document


@pytest.fixture
def corpus(index):
    make_document("学籍管理办法", markdown="## 第一条\n\n学籍档案。", sections=[{"label": "第一条", "anchor": "art-1", "text": "学籍档案。"}])
    rebuild()
    return index


def run(*arguments, **options):
    out = io.StringIO()
    call_command("try_search", *arguments, stdout=out, **options)
    return out.getvalue()


def test_tells_tokens_plan_scores_and_reasons(corpus):
    said = run("学籍管理")
    for part in ("学籍", "计划", "结果　1", "学籍管理办法", "#art-1"):
        assert part in said


def test_json_has_document_anchor_score_and_text(corpus):
    answer = json.loads(run("学籍档案", "--sections", "--json"))
    assert answer["total"] == 1
    [hit] = answer["hits"]
    assert (hit["document"], hit["section"], hit["text"]) == ("学籍管理办法", "art-1", "学籍档案。")
    assert hit["score"] > 0


def test_reads_a_query_a_line(corpus, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("学籍\n\n无此词\n"))
    rows = [json.loads(line) for line in run("-").splitlines()]
    assert [row["query"] for row in rows] == ["学籍", "", "无此词"]
    assert rows[2]["total"] == 0


def test_without_an_index_says_so(corpus):
    (corpus.store.path / "current").unlink()
    with pytest.raises(CommandError, match="现在不能检索"):
        run("学籍")
