"""On PostgreSQL whoever changes a document waits for the others before a row is locked: the other way about, two wait for each other."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.importing import (
    Source,
    accept,
    decide_citations,
    empty,
    import_source,
    merge_headings,
    publish_due,
    restore,
    set_state,
    trash,
    undo_merge,
    update,
)
from documents.models import Document, HeadingMerge, State, Topic
from documents.vocabulary.enums import RevisionStatus

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
TEXT = "甲市养犬办法\n\n第一条 为了管理养犬，制定本办法。\n\n第二条 养犬应当登记。\n"
TABLE = reverse("admin:documents_document_changelist")


def in_a_form(client, document):
    client.post(TABLE, {"action": "change_many", "_selected_action": [document.pk], "post": "yes", "kind": "规定"})


def restored(client, document):
    restore(document, document.revisions.get(number=1))


def accepted(client, document):
    revision = document.revisions.get(number=1)
    revision.pk, revision.number, revision.status = None, 9, RevisionStatus.PROPOSED.value
    revision.save()
    accept(document, revision)


def imported_again(client, document):
    import_source(Source("甲.txt", TEXT.replace("登记", "备案").encode()), into=document)


def published_in_the_list(client, document):
    client.post(TABLE, {"action": "publish", "_selected_action": [document.pk]})


def trashed_in_the_admin(client, document):
    client.post(reverse("admin:documents_document_delete", args=[document.pk]), {"post": "yes"})


def published_on_its_day(client, document):
    publish_due(timezone.localdate())


def merged_and_parted(client, document):
    one, other = (Topic.objects.create(name=name, slug=name) for name in "甲乙")
    document.topics.add(one)
    merge_headings(one, other, None)
    undo_merge(HeadingMerge.objects.get())


def emptied(client, document):
    trash(document)
    empty(document)


def published(client, document):
    set_state(document, State.PUBLISHED)


def decided(client, document):
    decide_citations(document, {"甲": None}, (), None)


def named_shortly(client, document):
    client.post(reverse("admin:documents_shortname_add"), {"name": "养犬", "title": "甲市养犬办法"})


@pytest.mark.parametrize("write", [
    in_a_form, restored, accepted, imported_again, published_in_the_list, trashed_in_the_admin, published_on_its_day, merged_and_parted, emptied, published,
    decided, named_shortly,
])
def test_no_document_is_locked_before_it_is_ones_turn(admin_client, write):
    document = Document.objects.get(pk=import_source(Source("甲.txt", TEXT.encode()), state=State.IN_REVIEW).document_id)
    update(document, publish_on=timezone.localdate())
    with CaptureQueriesContext(connection) as asked:
        write(admin_client, document)
    said = [query["sql"] for query in asked]
    locks = [place for place, sql in enumerate(said) if "FOR UPDATE" in sql or sql.startswith('UPDATE "documents_document"')]
    turns = [place for place, sql in enumerate(said) if "pg_advisory_xact_lock" in sql]
    assert turns and locks and turns[0] < locks[0]
