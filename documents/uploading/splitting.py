"""A file that holds several documents becomes one upload for each of them, to be reviewed by itself; or is one again."""
from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from documents.importing import Source
from documents.models import Batch, Upload, UploadState
from documents.parsing import InnerDocument
from documents.uploading.receiving import LONGEST_NAME, add
from documents.uploading.storing import NotTaken, discard_file

FEWEST = 2
GIVEN_UP_WITH_THE_SPLIT = (UploadState.WAITING, UploadState.READING, UploadState.READ, UploadState.REFUSED, UploadState.TAKEN_BACK)
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
        reason = f"已拆成 {len(parts)} 份，各份单独审阅。若仍要作为一份收录，打开这份上传可以撤销拆分。"
        batch = upload.batch or Batch.objects.create(created_by=user)
        values = {"state": UploadState.SPLIT.value, "reason": reason, "batch": batch, "doubts": []}
        if not Upload.objects.filter(pk=upload.pk, state=UploadState.READ).update(**values):
            raise NotTaken("这份上传已经由别人存入、拆分或放弃。")
        added = [add(batch, Source(_name(upload.name, part.title), part.text.encode()), user).pk for part in parts]
        Upload.objects.filter(pk__in=added).update(part_of=upload)
    return len(parts)


def unsplit(upload: Upload) -> None:
    """Give up what ``upload`` was split into, and have it read again, which says anew what is doubtful of it.

    Raises ``NotTaken`` where one of those was stored, is being stored, or was split itself; or ``upload`` is not split any more.
    """
    with transaction.atomic():
        values = {"state": UploadState.WAITING.value, "reason": "", "tries": 0}
        if not Upload.objects.filter(pk=upload.pk, state=UploadState.SPLIT).update(**values):
            raise NotTaken("这份上传没有拆分，或者已经由别人撤销、放弃。")
        parts = list(Upload.objects.select_for_update().filter(part_of=upload).order_by("pk").defer("raw"))
        if kept := [part for part in parts if part.state not in GIVEN_UP_WITH_THE_SPLIT]:
            told = "已经存入、正在存入，或者又拆分过，没有撤销。可以先收回整批（存入的放入回收站），或先撤销那一份的拆分。"
            raise NotTaken(f"拆出的“{kept[0].title or kept[0].name}”{told}")
        Upload.objects.filter(pk__in=[part.pk for part in parts]).delete()
        for part in parts:
            discard_file(part)


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
