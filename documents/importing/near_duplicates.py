"""Documents whose texts are nearly the same, under whatever titles, know of each other.

Each text has a bottom-k sketch (Broder 1997): of the hashes of its sentences the k smallest, which two texts share about
as often as they share sentences. Those that share half of it are compared, and tied where hardly anything differs.
"""
import re
import unicodedata
from hashlib import blake2b

from django.db.models import Count

from documents.importing.likeness import likeness
from documents.models import Document, SketchValue

SKETCH_SIZE = 16
NEARLY_SAME = 0.9
COMPARED = 8
_SHORTEST = 12  # 特此通知, 请认真贯彻执行 stand everywhere
_SENTENCE = re.compile(r"[。；！？;!?\n]+")
_BETWEEN = re.compile(r"(?:[^\w。；！？;!?\n]|_)+")  # what is neither text nor the end of a sentence


def sketch(markdown: str) -> tuple[int, ...]:
    """The sketch of a text: at most ``SKETCH_SIZE`` numbers of 64 bits, ascending; none where it has no sentence to tell it by."""
    sentences = set(_SENTENCE.split(_BETWEEN.sub("", unicodedata.normalize("NFKC", markdown))))
    return tuple(sorted(_value(sentence) for sentence in sentences if len(sentence) >= _SHORTEST)[:SKETCH_SIZE])


def tie(document: Document, *, is_stored: bool) -> None:
    """Tie ``document``, whose text is new, to those that say nearly the same, and to no others; ``is_stored``: it had another before."""
    values = sketch(document.markdown)
    if is_stored:
        document.sketch.all().delete()
        document.near_duplicates.clear()
    if alike := _nearly_same(document, values):
        document.near_duplicates.add(*alike)
    SketchValue.objects.bulk_create(SketchValue(document=document, value=value) for value in values)


def _nearly_same(document: Document, values: tuple[int, ...]) -> list[Document]:
    shared = SketchValue.objects.filter(value__in=values).exclude(document=document).values("document")
    close = shared.annotate(shared=Count("value")).filter(shared__gte=max(1, len(values) // 2)).order_by("-shared", "document")
    ids = [row["document"] for row in close[:COMPARED]]
    candidates = Document.objects.filter(pk__in=ids).defer("html").order_by("pk") if ids else []
    return [other for other in candidates if likeness(other.markdown, document.markdown).share >= NEARLY_SAME]


def _value(sentence: str) -> int:
    return int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest(), "big", signed=True)
