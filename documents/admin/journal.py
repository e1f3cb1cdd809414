"""What the record of editors' acts says of a document, in words; its revisions say the rest."""
from documents.models import Document
from documents.revisions import last_number, latest_changes, written

__all__ = ["change", "last_number", "state"]


def state(document: Document) -> str:
    """``发布状态“草稿”``"""
    return f"发布状态“{document.get_state_display()}”"


def change(document: Document, since: int) -> str:
    """What became of ``document`` after its revision of the number ``since``; empty where nothing did."""
    return written(latest_changes(document, since))
