"""What the record of editors' acts says of a document: what it was before, and after."""
from documents.models import Document


def edition(document: Document) -> str:
    """State, and the beginning of the hash of text and facts: so that two editions read differently."""
    return f"{document.get_state_display()} {document.content_hash[:12]}"


def change(before: str, document: Document) -> str:
    return f"{before} → {edition(document)}"
