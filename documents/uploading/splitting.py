"""A file that holds several documents becomes one upload for each of them, to be reviewed by itself."""
from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from documents.importing import Source
from documents.models import Batch, Upload, UploadState
from documents.parsing import InnerDocument
from documents.uploading.receiving import LONGEST_NAME, add
from documents.uploading.storing import NotTaken

FEWEST = 2
FORBIDDEN = re.compile(r"[\\/:*?\"<>|]+")


def split(upload: Upload, inner: Sequence[InnerDocument], begins: Collection[int], user: Any) -> int:
    """Make an upload of each of the documents ``inner`` whose place is in ``begins``, with the text of those behind it that are
    not; how many. ``upload`` keeps its file, and says what became of it. What has no title is of none of them.

    Raises ``NotTaken`` where that is not several, or somebody has stored, split or given up ``upload`` meanwhile.
    """
    parts = joined(inner, begins)
    if len(parts) < FEWEST:
        raise NotTaken("至少要有两份，才能拆分。")
    with transaction.atomic():
        reason = f"已拆成 {len(parts)} 份，各份单独审阅。若仍要作为一份收录，请先放弃拆出的各份，再在列表里选“重新解析”。"
        batch = upload.batch or Batch.objects.create(created_by=user)
        values = {"state": UploadState.SPLIT.value, "reason": reason, "batch": batch, "doubts": []}
        if not Upload.objects.filter(pk=upload.pk, state=UploadState.READ).update(**values):
            raise NotTaken("这份上传已经由别人存入、拆分或放弃。")
        for part in parts:
            add(batch, Source(_name(upload.name, part.title), part.text.encode()), user)
    return len(parts)


def joined(inner: Sequence[InnerDocument], begins: Collection[int]) -> list[InnerDocument]:
    """The documents that begin at the places in ``begins``; the first with a title begins in any case."""
    parts: list[InnerDocument] = []
    for place, document in enumerate(inner):
        if not document.title:
            continue
        if parts and place not in begins:
            parts[-1] = InnerDocument(parts[-1].title, f"{parts[-1].text}\n{document.text}")
        else:
            parts.append(document)
    return parts


def _name(whole: str, title: str) -> str:
    """As that of a file in an archive: the name of the file that held it, and its title."""
    own = f"{FORBIDDEN.sub('_', title)}.md"
    return f"{whole[: LONGEST_NAME - len(own) - 1]}/{own}"
