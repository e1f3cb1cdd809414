"""What is typed in traditional characters, or with radicals for characters, as it is written in standard ones.

Texts and queries are folded character by character (``analyzers.normalise``). A query is also read word by word, because one
traditional character may stand for several: 計畫 is 计划, 乾淨 is 干净, 瞭解 is 了解, and 乾坤 and 瞭望 stay.
"""
from functools import cache, lru_cache

from opencc import OpenCC

from documents.formats.characters import RADICALS, clean


@lru_cache(1024)
def simplified(text: str) -> str:
    """``text`` in simplified characters, of the same meaning.

    >>> simplified("⺠法典第9條、徵收計畫")
    '民法典第9条、征收计划'
    """
    text = clean(text) if RADICALS.search(text) else text
    return text if text.isascii() else _converter().convert(text)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
