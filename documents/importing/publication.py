"""What a change to a document sets off, in the transaction of the change: publication, withdrawal, removal."""
from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from documents.citations import Mention
from documents.importing import originals, works
from documents.importing.citing import link
from documents.importing.events import record_decision
from documents.importing.turns import turn
from documents.importing.versions import settle_versions
from documents.models import Document, State, Text
from documents.notices import tell_of_state
from documents.rendering import Link, finished, render
from documents.revisions import record
from documents.signals import document_changed
from documents.vocabulary.markdown import place


def typeset(document: Document, html: str = "") -> bool:
    """Make the page of ``document`` from its text, and say whether it is another than before; what its citations lead to is
    filled in when it is read. ``html``: what was made of that text in the sandbox (``Analysed.html``)."""
    places = [Link(start, end, id=place(start)) for start, end in document.citations.order_by().values_list("start", "end")]
    before = document.html
    document.html = finished(html, {link.id for link in places}) if html else render(document.markdown, document.outline, places)
    if document.html != before:
        document.save(update_fields=["html"])
    return document.html != before


def after_change(
    document: Document, mentions: Sequence[Mention] | None = None, *, works_changed: Iterable[int] = (), is_new: bool = False
) -> None:
    """Record what ``document`` is now, bring all that is derived from it up to date, and send the signal.

    Call inside the transaction that changed the document, after its sections and bodies are written. Documents
    that now link elsewhere, or whose validity this one decides, have changed as well. ``mentions``: see ``citing.cite``.
    ``works_changed``: those that it was or is an edition of, where that may have changed. ``is_new``: nothing was derived
    from it before, so what there was is not asked for.
    """
    if revision := record(document, is_new=is_new):
        tell_of_state(document, revision)
    for document_id in {document.pk} | link(document, mentions, is_new=is_new) | settle_versions({document.work_id, *works_changed}):
        document_changed.send(sender=Document, document_id=document_id)


def set_state(document: Document, state: State) -> None:
    """Publish, withdraw or put back a document; its slug stays its own for ever."""
    update(document, state=state)


def update(document: Document, **values: object) -> None:
    """Change facts of ``document`` that its text does not decide, such as its state or validity."""
    if values.get("state", State.IN_REVIEW) != State.IN_REVIEW:
        values["publish_on"] = None  # a day is set for what waits in review, and for nothing else
    if values.get("state") == State.PUBLISHED and not document.collected_at:
        values["collected_at"] = timezone.now()
    if "state" in values:
        values["passages_version"] = 0
    with turn():
        for name, value in values.items():
            setattr(document, name, value)
        document.save(update_fields=[*values, "updated_at"])
        if any(name.startswith("validity") for name in values):
            record_decision(document)
        after_change(document)


def remove(document: Document) -> None:
    """Delete a document for good; what cites it waits again, and no copy of it stays anywhere."""
    with turn():
        set_state(document, State.WITHDRAWN)
        document_id, paths = document.pk, {document.original.name, *document.revisions.values_list("original", flat=True)}
        texts = list(document.revisions.order_by().values_list("text", flat=True).distinct())
        document.delete()
        Text.objects.filter(pk__in=texts, revisions__isnull=True).delete()
        for path in paths:
            transaction.on_commit(partial(originals.discard, path))
        works.drop_unused({document.work_id: ()})
        document_changed.send(sender=Document, document_id=document_id)
