import zlib
from hashlib import sha256

from django.db import migrations

BATCH = 200
# As documents.revisions.values has them now: what a person may correct of a document, where it is known.
VALUES = (
    "title", "full_title", "number", "issued_on", "published_on", "effective_on", "expires_on", "kind", "index_number", "source",
    "note", "state",
)
JUDGED = ("validity", "validity_since", "validity_proof")


def keep(apps, schema_editor):
    """Every document gets a first revision: what it is now, as of when it was last changed."""
    documents = apps.get_model("documents", "Document").objects.order_by("pk")
    last = 0
    while batch := list(documents.filter(pk__gt=last).select_related("column").prefetch_related("topics").defer("html")[:BATCH]):
        last = batch[-1].pk
        keep_batch(apps, batch)


def keep_batch(apps, batch):
    texts = {document.pk: compressed(document.markdown) for document in batch}
    bodies = {document.pk: [] for document in batch}
    signed = apps.get_model("documents", "DocumentBody").objects.filter(document__in=bodies).order_by("document_id", "position")
    for pk, name in signed.values_list("document_id", "signed_as"):
        bodies[pk].append(name)
    text, revision = apps.get_model("documents", "Text"), apps.get_model("documents", "Revision")
    rows = {digest: text(sha256=digest, compressed=data) for digest, data in texts.values()}
    text.objects.bulk_create(rows.values(), ignore_conflicts=True)
    revision.objects.bulk_create(
        revision(
            document=document, number=1, created_at=document.updated_at, how="command", why="升级时的状态。",
            facts=facts(document, bodies[document.pk]), text_id=texts[document.pk][0], original=document.original,
            original_sha256=document.original_sha256, original_name=document.original_name, content_hash=document.content_hash,
        )
        for document in batch
    )


def facts(document, bodies):
    names = VALUES + (JUDGED if document.validity_basis == "person" else ())
    values = {name: getattr(document, name) for name in names}
    values |= {
        "bodies": bodies, "topics": sorted(topic.name for topic in document.topics.all()),
        "column": document.column.name if document.column else "",
    }
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items() if value}


def compressed(markdown):
    data = markdown.encode()
    return sha256(data).hexdigest(), zlib.compress(data)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0008_revisions'),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
