"""What other rooms hear of the corpus.

``document_changed`` is sent inside the transaction that changes a document, its sections, bodies or topics, after
all of them are written, with ``document_id``: whoever keeps a copy notes it there and works after the commit.
"""
from django.dispatch import Signal

document_changed = Signal()
