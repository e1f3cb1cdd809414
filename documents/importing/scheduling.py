"""A document that is to be published on a later day waits for it in review; when the day has come, a worker publishes it."""
import logging
from datetime import date

from documents.importing.publication import update
from documents.importing.turns import turn
from documents.models import Document, State
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource

log = logging.getLogger(__name__)


def publish_due(today: date) -> int:
    """Publish what was set for ``today`` or earlier, each once however many ask; → how many documents."""
    due = Document.objects.filter(state=State.IN_REVIEW, publish_on__lte=today)
    return sum(_published(key, today) for key in list(due.order_by("publish_on", "pk").values_list("pk", flat=True)))


def _published(key: int, today: date) -> bool:
    """One that cannot be published is logged and waits for the next look; the others are."""
    try:
        return _publish(key, today)
    except Exception:
        log.exception("document %s could not be published on its day", key)
        return False


def _publish(key: int, today: date) -> bool:
    with turn():
        due = Document.objects.select_for_update().filter(pk=key, state=State.IN_REVIEW, publish_on__lte=today)
        document = due.first()
        if document is None or document.publish_on is None:
            return False
        with editing(how=RevisionSource.COMMAND, why=f"按定期发布的安排（{document.publish_on}）自动发布。"):
            update(document, state=State.PUBLISHED.value, publish_on=None)
    return True
