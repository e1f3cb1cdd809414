"""A draft that says itself that a work is former or repealed need not be told so; first what says no such thing."""
import pytest

from documents.draft_check.check import check_draft
from documents.draft_check.values import HintKind

from .test_check import CORPUS, TODAY

NAMES = ["《合同法》", "《合同法》第五十二条", "《旧管理办法》", "《旧管理办法》（教基一〔2013〕7号）"]


def told(text):
    return [h.found for c in check_draft(text, CORPUS, TODAY).citations for h in c.hints if h.kind is HintKind.STATUS]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "sentence",
    [
        "依照{}办理。", "依照{}认定合同失效。", "依照{}，停止执行。", "依照{}认定无效，原规定同时废止。", "根据新修订的{}，", "草原{}", "依照{}已经办理。", "被{}所替代的条款。", "{}（以下简称旧法）规定",
        "对失效合同适用{}。",
    ],
)
def test_says_nothing_of_its_end(sentence, name):
    assert len(told(sentence.format(name))) == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "sentence",
    [
        "原{}规定", "依照已废止的{}办理。", "根据当时有效的{}签订。", "根据当时的{}签订。", "根据{}（已废止）签订。", "依照{}（现已失效）。", "{}废止后，适用新法。", "{}已经被《新法》取代。",
        "{}等九部法律已经随《新法》施行废止。", "{}自2021年1月1日起不再施行。", "{}已经失效。", "已经停止执行的{}。", "已作废的{}。", "{}自2021年1月1日起不再具有法律效力。",
    ],
)
def test_says_that_it_ended(sentence, name):
    assert told(sentence.format(name)) == []


def test_an_article_behind_the_words_that_say_it():
    assert told("依照《合同法》（已废止）第五十二条办理。") == []
