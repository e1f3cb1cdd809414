"""Our own judged searches, on the corpus that comes with the portal."""
import pytest
from django.core.management import call_command

from evaluation.search import own
from evaluation.search.measures import first_is_right, mean_reciprocal_rank, ndcg, recall
from search.indexing.rebuild import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def corpus(shared_database, shared_index):
    with shared_database():
        call_command("load_corpus", verbosity=0)
        rebuild()


def test_a_provision_is_gone_to(corpus, client):
    for q, anchor in {
        "《中小学生学籍管理办法》第十二条": "art-12", "中小学生学籍管理办法第12条": "art-12", "中小学生学籍管理办法 第五条": "art-5",
    }.items():
        answer = client.get("/search/", {"q": q})
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"#{anchor}")
    for q in ("第十二条", "中小学生学籍管理办法第九百条", "无此办法第一条", "办法第一条", "中小学生学籍管理办法第十二条 学籍"):
        assert client.get("/search/", {"q": q}).status_code == 200


def judged(*kinds):
    return {s.q: set(s.want) for s in own.searches() if not kinds or s.kind in kinds}


def test_our_own_searches(corpus):
    answers = own.run(own.searches())
    assert len(judged()) >= 80
    assert first_is_right(answers, judged(*own.MUST_BE_FIRST)) >= 0.98
    assert recall(answers, judged("phrase"), own.DEPTH) == 1
    assert all(set(answers[q]) == want for q, want in judged("phrase").items())
    assert mean_reciprocal_rank(answers, judged()) >= 0.97


def test_measures():
    run, right = {"a": ["x", "y", "z"], "b": []}, {"a": {"y", "z"}, "b": {"x"}}
    assert mean_reciprocal_rank(run, right) == 0.25
    assert recall(run, right, 2) == 0.25
    assert first_is_right(run, right) == 0
    assert ndcg({"a": ["y", "z"], "b": ["x"]}, right) == 1
    assert 0.33 < ndcg(run, right) < 0.36
