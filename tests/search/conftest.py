"""Documents and an index of their own for each test."""
from datetime import date

import pytest
from django.conf import settings
from haystack import connections

from documents.models import Document, Section
from search.indexing.rebuild import rebuild


@pytest.fixture
def index(tmp_path, transactional_db):
    """An empty index; what is published in the test is found at once."""
    options = settings.HAYSTACK_CONNECTIONS["default"]
    before, options["PATH"] = options["PATH"], str(tmp_path / "index")
    connections.reload("default")
    rebuild()
    yield connections["default"].get_backend()
    options["PATH"] = before
    connections.reload("default")


def make_document(title="测试文件", text="正文。", sections=(), state="published", **fields):
    """A document with sections (label, heading, text), as importing writes it, without its signal."""
    fields = {"issued_on": date(2021, 5, 1), "slug": title, "content_hash": "0" * 64} | fields
    document = Document.objects.create(title=title, markdown=text, state=state, **fields)
    for position, (label, heading, own) in enumerate(sections):
        Section.objects.create(
            document=document, position=position, level=1, label=label, heading=heading, text=own,
            anchor=f"art-{position + 1}",
        )
    return document
