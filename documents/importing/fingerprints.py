"""What decides whether an import would change anything: the bytes, the facts, and how they are understood.

The registry of bodies is no part of it: a new alias is no reason to read every unchanged file again. To bring it to what is
stored is for ``reread_documents``.
"""
import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from documents import parsing
from documents.analysis import Source
from documents.models import Document


def content_hash(source: Source) -> str:
    return _hash(parsing.VERSION, source.sha256, source.facts, source.text)


def readings(source: Source) -> list[str]:
    """The content hashes of this very source, as each version of parsing reads it."""
    return [content_hash(source), *_earlier(source)]


def was_read(source: Source) -> bool:
    """Whether a document was made of this very source, as any version of parsing reads it: for new files that is all to ask."""
    return Document.objects.filter(content_hash__in=readings(source)).exists()


def this_reading(source: Source) -> Document | None:
    """The document that was made of this very source as it is read now."""
    return Document.objects.filter(content_hash=content_hash(source)).first()


def last_reading(source: Source) -> Document | None:
    """The document that an earlier version of parsing made of this very source, if nobody has changed it since."""
    return Document.objects.filter(content_hash__in=_earlier(source)).first()


def _earlier(source: Source) -> list[str]:
    return [_hash(version, source.sha256, source.facts, source.text) for version in range(1, parsing.VERSION)]


def is_as_its_file_says(document: Document) -> bool:
    """Whether ``document`` is what a version of parsing made of its original: no person has said anything of it."""
    read = (_hash(version, document.original_sha256, {}, None) for version in range(1, parsing.VERSION + 1))
    return bool(document.original_sha256) and document.content_hash in read


def _hash(version: int, digest: str, facts: Mapping[str, object], text: str | None) -> str:
    said = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=_plain) if facts else "{}"
    return sha256("\0".join([str(version), digest, said, text or ""]).encode()).hexdigest()


def _plain(value: date | Iterable[str]) -> str | list[str]:
    return value.isoformat() if isinstance(value, date) else list(value)
