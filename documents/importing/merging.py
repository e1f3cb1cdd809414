"""Two bodies, or two topics, that are one: what one has goes to the other, its address leads there, and all can be undone."""
from __future__ import annotations

from typing import Any

from django.utils import timezone

from documents.importing.publication import after_change
from documents.importing.turns import turn
from documents.models import BodyAlias, Document, DocumentBody, HeadingMerge, IssuingBody, Topic
from documents.signals import bulk

MODELS: dict[str, Any] = {"body": IssuingBody, "topic": Topic}


class NotMerged(Exception):
    """Why it cannot be done, in Chinese."""


def merge_headings(source: IssuingBody | Topic, target: IssuingBody | Topic, user: Any) -> HeadingMerge:
    """Give ``target`` all that ``source`` has, and end ``source``. Documents keep the names that they were signed with."""
    if type(source) is not type(target) or source.pk == target.pk:
        raise NotMerged("请选择两个不同的机关，或两个不同的主题。")
    kind = "body" if isinstance(source, IssuingBody) else "topic"
    with bulk(), turn():
        take: Any = _take_from_body if kind == "body" else _take_from_topic
        is_public = source.documents.published().exists()
        kept, documents = take(source, target)
        earlier = HeadingMerge.objects.filter(kind=kind, target=source.pk, undone_at=None)
        kept |= {"pk": source.pk, "is_public": is_public, "earlier": list(earlier.values_list("pk", flat=True))}
        earlier.update(target=target.pk, target_name=target.name)
        merged = HeadingMerge.objects.create(
            kind=kind, name=source.name, slug=source.slug, target=target.pk, target_name=target.name, kept=kept, merged_by=user
        )
        source.delete()
        if isinstance(target, IssuingBody):
            BodyAlias.objects.get_or_create(name=merged.name, defaults={"body": target})
        _changed(documents)
    return merged


def undo_merge(merged: HeadingMerge) -> None:
    """Make the heading again that was merged, with what it had and nobody has changed since. Raises ``NotMerged``.

    What it shared with bodies before and after it is theirs again; the other keeps it too.
    """
    model = MODELS[merged.kind]
    with bulk(), turn():
        merged = HeadingMerge.objects.select_for_update().get(pk=merged.pk)
        if merged.undone_at:
            raise NotMerged(f"“{merged.name}”的合并已经撤销过。")
        BodyAlias.objects.filter(name=merged.name, body=merged.target).delete()
        if model.objects.filter(name=merged.name).exists() or model.objects.filter(slug=merged.slug).exists():
            raise NotMerged(f"已经另有“{merged.name}”，请先改名。")
        give = _give_to_body if merged.kind == "body" else _give_to_topic
        documents = give(merged, model)
        earlier = HeadingMerge.objects.filter(pk__in=merged.kept["earlier"], undone_at=None)
        earlier.update(target=merged.kept["pk"], target_name=merged.name)
        merged.undone_at = timezone.now()
        merged.save(update_fields=["undone_at"])
        _changed(documents)


def _take_from_body(source: IssuingBody, target: IssuingBody) -> tuple[dict[str, Any], set[int]]:
    signed = list(source.signatures.values_list("document_id", "position", "signed_as"))
    both = set(target.signatures.filter(document_id__in=[document for document, *_ in signed]).values_list("document_id", flat=True))
    kept = {
        "parent": source.parent_id, "is_confirmed": source.is_confirmed, "ended_on": source.ended_on and source.ended_on.isoformat(),
        "successors": list(source.successors.order_by("pk").values_list("pk", flat=True)),
        "predecessors": list(source.predecessors.order_by("pk").values_list("pk", flat=True)),
        "aliases": list(source.aliases.values_list("name", flat=True)), "signatures": [list(row) for row in signed],
        "children": list(source.children.values_list("pk", flat=True)), "twice": sorted(both),
    }
    if above := _child_above(source, target):
        kept["lifted"] = above.pk
        IssuingBody.objects.filter(pk=above.pk).update(parent=source.parent)  # under the target it would be under itself
        target.refresh_from_db(fields=["parent"])
    source.signatures.filter(document_id__in=both).delete()
    source.signatures.update(body=target)
    source.aliases.update(body=target)
    source.children.update(parent=target)
    target.successors.add(*source.successors.exclude(pk=target.pk))
    target.predecessors.add(*source.predecessors.exclude(pk=target.pk))
    return kept, {document for document, *_ in signed}


def _child_above(source: IssuingBody, target: IssuingBody) -> IssuingBody | None:
    """The child of ``source`` that is ``target`` or stands above it."""
    seen: set[int] = set()
    body: IssuingBody | None = target
    while body and body.pk not in seen and body.parent_id != source.pk:
        seen.add(body.pk)
        body = body.parent
    return body if body and body.parent_id == source.pk else None


def _give_to_body(merged: HeadingMerge, model: type[IssuingBody]) -> set[int]:
    kept = merged.kept
    body = model.objects.create(
        pk=kept["pk"], name=merged.name, slug=merged.slug, parent=model.objects.filter(pk=kept["parent"]).first(), is_confirmed=kept["is_confirmed"],
        ended_on=kept["ended_on"],
    )
    body.successors.set(model.objects.filter(pk__in=kept["successors"]))
    body.predecessors.set(model.objects.filter(pk__in=kept["predecessors"]))
    BodyAlias.objects.filter(name__in=kept["aliases"], body=merged.target).update(body=body)
    model.objects.filter(pk__in=kept["children"], parent=merged.target).update(parent=body)
    model.objects.filter(pk=kept.get("lifted"), parent=body.parent_id).update(parent=body)
    changed = set()
    for document, position, signed_as in kept["signatures"]:
        if DocumentBody.objects.filter(document=document, body=merged.target, signed_as=signed_as).update(body=body):
            changed.add(document)
        elif document in kept["twice"] and _has_room(document, position):
            DocumentBody.objects.create(document_id=document, body=body, position=position, signed_as=signed_as)
            changed.add(document)
    return changed


def _has_room(document: int, position: int) -> bool:
    """Whether the document is still there, and nobody signs it at ``position``."""
    taken = DocumentBody.objects.filter(document=document, position=position)
    return Document.objects.filter(pk=document).exists() and not taken.exists()


def _take_from_topic(source: Topic, target: Topic) -> tuple[dict[str, Any], set[int]]:
    documents = set(source.documents.order_by().values_list("pk", flat=True))
    both = set(target.documents.filter(pk__in=documents).order_by().values_list("pk", flat=True))
    kept = {
        "fields": {"description": source.description, "position": source.position, "rules": source.rules},
        "documents": sorted(documents), "twice": sorted(both), "parent": source.parent_id,
        "children": list(source.children.exclude(pk=target.pk).order_by("pk").values_list("pk", flat=True)),
    }
    if target.parent_id == source.pk:
        kept["lifted"] = target.pk
        target.parent = None
        target.save(update_fields=["parent"])
    source.children.update(parent=target.parent or target)
    target.documents.add(*(documents - both))
    return kept, documents


def _give_to_topic(merged: HeadingMerge, model: type[Topic]) -> set[int]:
    topic = model.objects.create(pk=merged.kept["pk"], name=merged.name, slug=merged.slug, **merged.kept["fields"])
    model.objects.filter(pk=topic.pk).update(parent=model.objects.filter(pk=merged.kept.get("parent"), parent=None).first())
    model.objects.filter(pk__in=merged.kept.get("children", ())).update(parent=topic)
    model.objects.filter(pk=merged.kept.get("lifted"), parent=None).update(parent=topic)
    still = Document.objects.filter(pk__in=merged.kept["documents"], topics=merged.target).order_by()
    documents = set(still.values_list("pk", flat=True))
    topic.documents.add(*documents)
    target = model.objects.filter(pk=merged.target).first()
    if target:
        target.documents.remove(*(documents - set(merged.kept["twice"])))
    return documents


def _changed(documents: set[int]) -> None:
    for document in Document.objects.filter(pk__in=documents).order_by("pk").iterator(100):
        after_change(document)
