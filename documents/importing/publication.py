"""What a document's change and its publication set off, in the transaction of the change."""
from django.db import transaction

from documents.models import Document, State
from documents.signals import document_changed


def after_change(document: Document) -> None:
    """Bring all that is derived from ``document`` up to date, and tell the other rooms.

    Call inside the transaction that changed the document, after its sections and bodies are written.
    """
    document_changed.send(sender=Document, document_id=document.pk)


def set_state(document: Document, state: State) -> None:
    """Publish, withdraw or put back a document; its slug stays its own for ever."""
    with transaction.atomic():
        document.state = state
        document.save(update_fields=["state", "updated_at"])
        after_change(document)
