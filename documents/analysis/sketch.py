"""By which texts that are nearly the same find each other, among any number of texts.

A bottom-k sketch (Broder 1997): of the hashes of a text's sentences the k smallest, which two texts share about as often as
they share sentences.
"""
import re
import unicodedata
from hashlib import blake2b

SKETCH_SIZE = 16
_SHORTEST = 12  # 特此通知, 请认真贯彻执行 stand everywhere
_SENTENCE = re.compile(r"[。；！？;!?\n]+")
_BETWEEN = re.compile(r"(?:[^\w。；！？;!?\n]|_)+")  # what is neither text nor the end of a sentence


def sketch(markdown: str) -> tuple[int, ...]:
    """The sketch of a text: at most ``SKETCH_SIZE`` numbers of 64 bits, ascending; none where it has no sentence to tell it by."""
    sentences = set(_SENTENCE.split(_BETWEEN.sub("", unicodedata.normalize("NFKC", markdown))))
    return tuple(sorted(_value(sentence) for sentence in sentences if len(sentence) >= _SHORTEST)[:SKETCH_SIZE])


def _value(sentence: str) -> int:
    return int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest(), "big", signed=True)
