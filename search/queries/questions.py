"""Questions in plain Chinese: their subject, without question words and stop words."""
from __future__ import annotations

import re
from collections.abc import Iterator

from documents.vocabulary.characters import HAN
from search.text.analyzers import FUNCTION_WORDS, segments

_QUESTION_WORDS = (
    "为什么 什么样 什么时候 什么情况下 什么 怎么办 怎么样 怎么 怎样 如何 为何 有何 何种 何时 哪些 哪个 哪种 哪里 哪儿 哪一 多少 多久 多长时间 多大 "
    "多高 多远 多长 咋办 咋 啥时候 啥 凭什么 "
    "是否 能否 可否 能不能 可不可以 是不是 有没有 要不要 会不会 该不该 算不算 需不需要 应不应该 行不行 好不好 对不对 用不用 谁来 谁 合法吗 合理吗 行吗 对吗"
)
_CANDIDATES = re.compile(rf"""
    (?= ( {'|'.join(sorted(_QUESTION_WORDS.split(), key=len))}
        | 几(?=[岁年月倍分成级届折]|个月) | 几[个天日周次种名位块元张件条趟本台间份家]
        | ([{HAN}])不(?=\2)
        | [吗呢](?=$|[^\w])
        | [?？] ) )
    """, re.VERBOSE)
"""Where a question word may begin; the longer ones that begin there are tried as well. Of 犯不犯法 and 交不交税 the verb is kept once."""
_WORDS = frozenset(_QUESTION_WORDS.split())
_LONGEST = max(map(len, _WORDS))
_LEAD = re.compile(
    rf"\s*(?:您好|你好|请教|请问|(?:我?想)?(?:问|咨询|了解|知道)一下|我?想(?:问|知道)|(?:请你?)?告诉我|咨询(?=\W|您|你们|{'|'.join(_WORDS)}))[\s,，:：。]*"
)
_STOP_WORDS = frozenset(
    "可以 能够 应当 应该 需要 必须 我 我们 你 你们 他 她 他们 自己 这 那 这种 那种 这个 那个 的话 如果 因为 所以 但 但是 要 了 叫 做".split()  # noqa: SIM905
)
_SINGLE = _STOP_WORDS | FUNCTION_WORDS | {"有", "是", "能", "会"}
"""Single characters that are words of a sentence."""
_SHORTEST = 5
_LOOKED_AT = 20


def is_question(text: str) -> bool:
    """Whether ``text`` reads as somebody's question rather than as words to look up."""
    return len(text) >= _SHORTEST and (bool(_LEAD.match(text)) or next(_question_words(text), None) is not None)


def subject_of(question: str) -> str:
    """The subject of ``question``: it without question words and stop words, a blank where any stood.

    Words that stand side by side stay so, because a text that has them side by side is a better match. A question of
    nothing but such words stays as it is.

    >>> subject_of("怎么办理转学"), subject_of("转学怎么办"), subject_of("呢绒出口怎么征税")
    ('办理转学', '转学', '呢绒出口 征税')
    """
    lead = _LEAD.match(question)
    text, pieces, at = question[lead.end() :] if lead else question, [], 0
    for start, end in _question_words(text):
        pieces.append(text[at:start])
        at = end
    without_question_words = " ".join([*pieces, text[at:]])
    kept = "".join(" " if word in _STOP_WORDS or not any(c.isalnum() for c in word) else word for word in segments(without_question_words))
    return " ".join(kept.split()) or question


def _question_words(text: str) -> Iterator[tuple[int, int]]:
    """The question words of ``text``, in order. Of those that overlap, the one around which words are left whole: 怎么 办理, not
    怎么办 理; 行为 何时, not 行 为何 时."""
    done, group = 0, list[tuple[int, int]]()
    for start, end in [*_candidates(text), (len(text), len(text))]:
        if group and start >= max(other for _, other in group):
            best = min(group, key=lambda span: (*_harm(text[done : span[0]], text[span[1] :][:_LOOKED_AT]), span[0] - span[1]))
            yield best
            done, group = best[1], []
        if start >= done and end > start:
            group.append((start, end))


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for match in _CANDIDATES.finditer(text):
        start = match.start()
        sizes = [size for size in range(1, min(_LONGEST, len(text) - start) + 1) if text[start : start + size] in _WORDS] or [len(match[1])]
        # 什么 时候 is cut whole, and 怎么办 may be 怎么 before 办理.
        yield from ((start, start + size) for size in sizes if size > max(sizes) - 2)


def _harm(before: str, after: str) -> tuple[int, int]:
    """What is worse if words end and begin here: how many pieces of words are left, and how short the next word is."""
    left, right = segments(before), segments(after)
    pieces = sum(len(word) == 1 and word.isalpha() and word not in _SINGLE for word in (*left, *right))
    return pieces, -len(right[0]) if right else 0
