"""A file that waits is read, and what was understood of it is written into its row."""
from __future__ import annotations

import json
import os
import zlib
from dataclasses import replace
from typing import Any

from documents import analysis, formats, parsing
from documents.analysis import Analysed, Source
from documents.formats import RawText
from documents.importing import Outcome, Verdict, compare, understand
from documents.importing.replacing import comparison
from documents.importing.taxonomy import NO_COLUMN
from documents.models import Upload, UploadState
from documents.models.uploads import LONGEST_TITLE
from documents.sandbox import OverLimit
from documents.sandbox.values import from_json, to_json
from documents.uploading.leases import claim, put_back, settle

STILL_OPEN = [UploadState.WAITING, UploadState.READING, UploadState.READ, UploadState.ACCEPTED, UploadState.STORING]
VERSION = str(parsing.VERSION)
LONGEST_BODIES = Upload._meta.get_field("bodies").max_length


def read(upload: Upload, *, recognise: bool = False) -> None:
    """Read ``upload``, which is leased, and write what was understood; doing so twice makes no difference.

    ``recognise``: scans, too, which takes seconds a page.
    """
    try:
        source = replace(source_of(upload), recognise=recognise)
        raw = source.raw or analysis.read(source)
        parsed = understand(replace(source, raw=raw))
    except formats.Refused as refusal:
        if isinstance(refusal, OverLimit) and upload.tries < 2:  # the machine may have been busy, or just started
            put_back(upload)
            return
        settle(upload, state=UploadState.REFUSED.value, reason=str(refusal))
        return
    packed = zlib.compress(json.dumps(to_json(raw), ensure_ascii=False).encode())
    values = told(parsed, upload.name)
    values["doubts"] += _same_document(upload, values)
    settle(upload, state=UploadState.READ.value, reason="", raw=packed, raw_version=VERSION, **values)


def _same_document(upload: Upload, values: dict[str, Any]) -> list[str]:
    """A doubt where the same file, or one of which the same was read, was sent before and is not stored yet; what is stored,
    ``compare`` finds."""
    earlier = Upload.objects.filter(pk__lt=upload.pk, state__in=STILL_OPEN).only("name", "batch").select_related("batch").order_by("pk")
    if upload.digest and (same := earlier.filter(digest=upload.digest).first()):
        return [f"与另一份上传“{same.name}”（{same.batch or '不属于批次'}）是同一个文件。"]
    facts = {name: values[name] for name in ("title", "number", "bodies", "dated")}
    is_known = values["number"] or values["bodies"] and values["dated"]  # many notices are called alike
    if is_known and (same := earlier.filter(**facts).first()):
        return [f"与另一份上传“{same.name}”（{same.batch or '不属于批次'}）标题、文号、机关和日期都相同，可能是同一份文件。"]
    return []


def read_now(upload: Upload) -> Upload:
    """``upload`` after it was read by this process, if it was waiting still; else as it is."""
    if leased := claim(f"request {os.getpid()}", only=upload.pk):
        read(leased)
    return Upload.objects.get(pk=upload.pk)


def doubts_of(parsed: Analysed, verdict: Verdict) -> list[str]:
    """What a person should look at before ``parsed`` is stored, in Chinese sentences."""
    harmless = formats.notes_of_no_doubt(parsed.left_out)
    warnings = (warning for warning in verdict.warnings if warning not in harmless and not warning.startswith(NO_COLUMN))
    return [*filter(None, [verdict.reason]), *warnings]


def told(parsed: Analysed, name: str) -> dict[str, Any]:
    """What the list of uploads tells of one: facts, doubts, and what it would update."""
    verdict = compare(parsed, name=name)
    held = verdict.stored if verdict.outcome is Outcome.UPDATED else None
    compared = comparison(parsed, held) if held else None
    same = f"与已收录的《{compared.held_title}》并无不同，不必再存。" if compared and not compared.differs else ""
    return {
        "title": parsed.title[:LONGEST_TITLE], "number": parsed.number[:100], "bodies": "、".join(parsed.bodies)[:LONGEST_BODIES],
        "dated": parsed.issued_on or parsed.published_on, "kind": parsed.kind[:20],
        "doubts": doubts_of(parsed, verdict) + [same] * bool(same),
        "updates": held, "likeness": int(compared.likeness * 100) if compared else None,
    }


def source_of(upload: Upload) -> Source:
    """The file as it was sent, with what its reader made of it. Raises ``formats.Refused`` where the disk has it no more."""
    try:
        with upload.file.open() as file:
            return Source(upload.name, file.read(), raw=_raw(upload))
    except (FileNotFoundError, ValueError) as error:
        raise formats.Refused("这份上传的文件已不在服务器上。请放弃它，再上传一次。") from error


def _raw(upload: Upload) -> RawText | None:
    """``None`` where it was not read yet, or by another version."""
    if not upload.raw or upload.raw_version != VERSION:
        return None
    try:
        return from_json(RawText, json.loads(zlib.decompress(upload.raw)))
    except (ValueError, zlib.error):
        return None
