"""Questions in plain Chinese: their subject, without question words and stop words."""
import re

from search.text.analyzers import segments

_QUESTION_WORDS = re.compile(
    r"""
    请问 | 想问(?:一下)? | 咨询(?:一下)?
    | 为什么 | 什么样 | 什么时候 | 什么情况下 | 什么 | 怎么办 | 怎么样 | 怎么 | 怎样 | 如何 | 为何 | 有何 | 何种 | 何时
    | 哪些 | 哪个 | 哪种 | 哪里 | 哪儿 | 哪一 | 多少 | 多久 | 多长时间
    | 是否 | 能否 | 可否 | 能不能 | 可不可以 | 是不是 | 有没有 | 要不要 | 会不会 | 该不该 | 算不算 | 需不需要 | 应不应该
    | 谁来 | 谁 | 吗 | 呢 | [?？]
    """,
    re.VERBOSE,
)
_STOP_WORDS = frozenset(
    "可以 能够 应当 应该 需要 必须 我 我们 你 你们 他 她 他们 自己 这 那 这种 那种 这个 那个 的话 如果 因为 所以 但 但是 要 了".split()  # noqa: SIM905
)
_SHORTEST = 5


def is_question(text: str) -> bool:
    """Whether ``text`` reads as somebody's question rather than as words to look up."""
    return len(text) >= _SHORTEST and bool(_QUESTION_WORDS.search(text))


def subject_of(question: str) -> str:
    """The subject of ``question``: it without question words and stop words, a blank where any stood.

    Words that stand side by side stay so, because a text that has them side by side is a better match. A question of
    nothing but such words stays as it is.
    """
    without_question_words = _QUESTION_WORDS.sub(" ", question)
    kept = "".join(" " if word in _STOP_WORDS or not any(c.isalnum() for c in word) else word for word in segments(without_question_words))
    return " ".join(kept.split()) or question
