"""How a question asks: first what asks for nothing."""
import pytest

from search import weights
from search.plan import Said
from search.queries import of_sections, understand
from search.queries.frames import answered_by
from tests.search.queries.test_understanding import VOCABULARY, nodes


@pytest.mark.parametrize("text", ["", "学籍管理办法", "几何", "教育部关于做好转学工作的通知", "《》", "🙂"])
def test_what_asks_for_nothing(text):
    assert answered_by(text) == ()


@pytest.mark.parametrize(("question", "said"), [
    ("合同最多签几年", "不得超过"), ("合同最多签几年", "期限"), ("卖假药罚多少", "罚款"), ("抢劫判几年", "有期徒刑"), ("多少天內答覆", "日内"),
    ("撞坏了要赔吗", "赔偿"), ("村委会几年换一届", "任期"), ("扣几分", "记分"), ("最　少交几年", "期限"),
])
def test_an_article_that_answers_speaks_so(question, said):
    assert said in answered_by(question)


def test_it_counts_in_questions_alone_and_in_sections():
    def said(typed):
        return {node.text for node in nodes(of_sections(understand(typed, VOCABULARY).query)) if isinstance(node, Said)}

    assert said("渡船最多坐几个人？") == {"不得超过", "最长不超过", "人以上"}
    assert said("最多") == said("罚款 转学") == set()
    assert weights.FRAME < weights.SYNONYM
