"""A file that holds several documents is split in its review, where the cuts are shown, and there that is undone."""
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest

from documents.admin.editor import editor_of
from documents.models import Upload
from documents.parsing import InnerDocument
from documents.uploading import NotTaken, split, unsplit

MOST = 300
"""Documents that one form offers to split off: a request has a greatest number of fields. What comes behind goes with the last, which
can be split in its turn."""


def split_as_asked(request: HttpRequest, upload: Upload, inner: Sequence[InnerDocument]) -> int | None:
    """Split ``upload`` where ``request`` says that a document begins; the batch of what it became. Why not is said."""
    begins = {int(place) for place in request.POST.getlist("begins") if place.isascii() and place.isdecimal() and len(place) < 6}
    try:
        count = split(upload, inner, begins, editor_of(request))
    except NotTaken as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, f"已拆成 {count} 份，正在后台解析，可逐份审阅。各份都没有存入时，打开原来的那份上传即可撤销拆分。")
    return Upload.objects.values_list("batch", flat=True).get(pk=upload.pk)


def unsplit_as_asked(request: HttpRequest, upload: Upload) -> None:
    """Undo that ``upload`` was split; why that cannot be is said."""
    try:
        unsplit(upload)
    except NotTaken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{upload.name}”的拆分已撤销，拆出的各份已放弃；它重新等待审阅。")
