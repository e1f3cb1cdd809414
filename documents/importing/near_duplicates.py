"""Documents whose texts are nearly the same, under whatever titles, know of each other.

Those that share half of their sketch (``analysis.sketch``) are compared, and tied where hardly anything differs.
"""
from collections import Counter
from collections.abc import Sequence

from documents.importing.likeness import likeness
from documents.models import Document, SketchValue, insert

NEARLY_SAME = 0.9
COMPARED = 8


def tie(document: Document, values: Sequence[int], *, is_stored: bool) -> None:
    """Tie ``document``, whose text is new and has the sketch ``values``, to those that say nearly the same, and to no others;
    ``is_stored``: it had another before."""
    if is_stored:
        document.sketch.all().delete()
        document.near_duplicates.clear()
    if alike := _nearly_same(document, values):
        document.near_duplicates.add(*alike)
    insert([SketchValue(document=document, value=value) for value in values])


def _nearly_same(document: Document, values: Sequence[int]) -> list[Document]:
    shared = Counter(SketchValue.objects.filter(value__in=values).order_by().values_list("document", flat=True))
    close = sorted((-count, pk) for pk, count in shared.items() if count >= max(1, len(values) // 2))
    ids = [pk for _, pk in close[:COMPARED]]
    candidates = Document.objects.filter(pk__in=ids).defer("html").order_by("pk") if ids else []
    return [other for other in candidates if likeness(other.markdown, document.markdown).share >= NEARLY_SAME]
