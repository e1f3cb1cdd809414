"""Plans as queries of OpenSearch; no server is asked."""
import json

import pytest

from search.backends.opensearch.contents import contents, numerals
from search.backends.opensearch.queries import CLAUSES, NOTHING, Translation, between
from search.plan import All, Any, Between, Is, Not, Phrase, Words
from tests.search.backends.contract import SCHOOLS


def clauses(query) -> int:
    """How many terms and phrases a query has, at any depth."""
    if isinstance(query, list):
        return sum(map(clauses, query))
    if not isinstance(query, dict):
        return 0
    return sum(1 if name in ("term", "match_phrase", "prefix") else clauses(value) for name, value in query.items())


@pytest.mark.parametrize("node", [
    Words(" ".join(f"词{n}语" for n in range(500)), "or"),
    Any(tuple(Words(f"税收优惠{n}号企业所得税减半征收") for n in range(200))),
    Any(tuple(Phrase(f"词{n}语") for n in range(5_000))),
    All(tuple(Words(f"{n}万元 帐户 第{n}条", "or") for n in range(100))),
])
@pytest.mark.parametrize("unit", ["document", "section"])
def test_no_query_has_more_clauses_than_a_cluster_allows(node, unit):
    translation = Translation(unit)
    assert 0 < clauses(translation.query(node)) < 1_024 - 200 and CLAUSES < 1_024
    assert 0 < len(translation.terms) <= 64


@pytest.mark.parametrize("node", [Words("，。"), Phrase(""), Any(()), Words("教育", field="secret")])
def test_what_says_nothing_finds_nothing(node):
    assert Translation("section").query(node) == NOTHING


@pytest.mark.parametrize("text", ["\ud800", "a\udfff文", '"}]', "\x00文件"])
def test_any_text_can_be_sent(text):
    sent = json.dumps(Translation("document").query(Any((Words(text), Phrase(text), Is("kind", text)))), ensure_ascii=False)
    assert json.loads(sent.encode("utf-8"))


def test_what_is_excluded_is_not_looked_for():
    translation = Translation("section")
    translation.query(All((Words("学籍"), Not(Words("转学")))))
    assert list(translation.terms) == ["学籍"]


@pytest.mark.parametrize(("node", "low", "high"), [
    (Between("date", -(10**30), 10**30), 1, 99991231), (Between("year", 2021, 2021), 20210000, 20219999), (Between("year", 10**30, None), 2**31 - 1, 99991231),
])
def test_bounds_are_numbers_that_the_cluster_takes(node, low, high):
    assert between(node) == {"range": {"date": {"gte": low, "lte": high}}}


@pytest.mark.parametrize(("text", "found"), [
    ("处一百二十元罚款", ["一百二十元罚款"]), ("占30%与3,000.5元", ["30%与3,000.5元", "3,000.5元"]), ("没有", []), ("二", ["二"]),
])
def test_a_number_is_kept_from_where_it_begins(text, found):
    assert list(numerals(text)) == found


def test_a_document_and_its_passages_stand_beside_each_other():
    found = dict(contents(SCHOOLS, 7))
    assert list(found) == ["1", "1-0", "1-1", "1-2", "1-3"]
    assert found["1"]["digest"] == SCHOOLS.digest and found["1-2"]["anchor"] == "art-1"
    assert {about["written"] for about in found.values()} == {7} and {about["date"] for about in found.values()} == {20130811}
    assert len(found["1"]["text"]) == 4 and len(found["1-2"]["text"]) == 1
