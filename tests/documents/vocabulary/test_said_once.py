"""Kinds of document, and endings of agencies and places, are listed in ``documents.vocabulary`` alone.

A pattern elsewhere is composed from there: what is listed twice differs within a year.
"""
import ast
import re
from itertools import groupby

import pytest
from django.conf import settings

from documents.vocabulary.agencies import DIVISIONS, LETTERS
from documents.vocabulary.divisions import CHAPTERS
from documents.vocabulary.kinds import KINDS, NUMBERED
from documents.vocabulary.places import RANKS
from documents.vocabulary.verbs import REVISING

ENDINGS = frozenset("部 委 局 署 办 院 厅 会 委员会 办公厅 办公室 政府 人民政府 法院 检察院 省 市 县 区 旗 州".split())  # noqa: SIM905
LISTS = {
    "kinds of document": (frozenset(KINDS), 4), "endings of agencies or places": (ENDINGS, 5),
    "numbered kinds": (frozenset(NUMBERED), 3), "verbs of revising": (frozenset(REVISING), 3),
}
"""What is listed, and how many of it one after the other are a list rather than a choice of a few."""
LETTERS_LISTED = {
    "last characters of agencies": (frozenset(LETTERS).union(DIVISIONS), 5), "last characters of places": (frozenset(RANKS), 4),
    "divisions": (frozenset(CHAPTERS), 3),
}
"""The same of single characters, in one class of a pattern or in a row that is put into one elsewhere."""
CLASS = re.compile("|".join([r"\[[^\[\]]+", *(f"[{''.join(known)}]{{{few},}}" for known, few in LETTERS_LISTED.values())]))
"""A class of characters, or a row of them that is put into one elsewhere."""
BETWEEN = re.compile(r"[|、， ]+")
PATHS = sorted(
    path for top in ("documents", "search", "portal") for path in (settings.BASE_DIR / top).rglob("*.py")
    if not {"migrations", "vocabulary"} & set(path.relative_to(settings.BASE_DIR).parts)
)


def strings(text: str):
    """The string constants of a module, but for docstrings."""
    tree = ast.parse(text)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def listed(text: str) -> list[str]:
    found = []
    for line, value in strings(text):
        found += [f"line {line}: {name}" for name, (known, few) in LISTS.items() if longest_run(value, known) >= few]
        classes = CLASS.findall(value)
        found += [f"line {line}: {name}" for name, (known, few) in LETTERS_LISTED.items() if any(len(known.intersection(c)) >= few for c in classes)]
    return found


def longest_run(value: str, known: frozenset[str]) -> int:
    """How many words of ``known`` stand one after the other, between bars, commas or blanks."""
    runs = groupby(BETWEEN.split(value), lambda word: word.strip("()?:^$") in known)
    return max((len(list(words)) for is_known, words in runs if is_known), default=0)


@pytest.mark.parametrize(("text", "count"), [
    ('x = "(?:通知|意见|办法|规定)"', 1), ('x = f"{X}(部|委|局|署|厅)$"', 1), ('x = "通知|意见"', 0), ('"""通知、意见、办法、规定"""', 0), ('KINDS = "关于通知意见办法的说明"', 0),
    ('x = "[部甲委乙局丙署丁厅]"', 1), ('x = f"[{X}]|[^司局{X}部委院厅署]"', 1), ('x = "部委院局署"', 1), ('x = "[部委局署]|[院厅办会]"', 0),
    ('x = "(?:令|公告|通告)"', 1), ('x = "第[编章节条]"', 1), ('x = "编章节"', 1), ('x = "第[一二]章第[一二]节"', 0), ('x = "[我本][省市县区]"', 1), ('x = "修订|修正"', 0),
    ('x = "国家甲局办公室、乙部办公厅、丙署、丁委"', 0),
])
def test_a_list_is_seen(text, count):
    assert len(listed(text)) == count


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_each_list_stands_once(path):
    found = listed(path.read_text())
    assert not found, f"{found}: compose this pattern from documents.vocabulary"
