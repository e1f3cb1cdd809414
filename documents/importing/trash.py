"""回收站: a document that is deleted is put aside, whole, and comes back as it was until the trash is emptied."""
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from documents.analysis import Source
from documents.importing.fingerprints import content_hash
from documents.importing.identity import text_hash
from documents.importing.publication import remove, update
from documents.importing.turns import turn
from documents.models import Document, State, StatusEvent, Tombstone
from documents.parsing import ParsedDocument
from documents.revisions import state_before

NAMED = 5


def trash(document: Document) -> None:
    """Put ``document`` aside; what cites it waits again, and what it proves of others is taken back."""
    if document.state != State.TRASHED:
        update(document, state=State.TRASHED.value, trashed_at=timezone.now())


def put_back(document: Document) -> None:
    """Make ``document`` again what it was before it was put into the trash, with all that others have from it."""
    if document.state == State.TRASHED:
        update(document, state=former_state(document).value, trashed_at=None)


def former_state(document: Document) -> State:
    """The state to which ``document``, which is in the trash, is restored; a draft where none was recorded."""
    return State(state_before(document, State.TRASHED) or State.DRAFT)


def due(days: int) -> QuerySet[Document]:
    """The documents that have been in the trash for at least ``days``, the first to come first."""
    since = timezone.now() - timedelta(days=days)
    return Document.objects.filter(state=State.TRASHED, trashed_at__lte=since).order_by("trashed_at", "pk")


def empty(document: Document) -> bool:
    """Delete ``document`` for good, its revisions and files too, where it is in the trash still. A ``Tombstone`` is left."""
    with turn():
        held = Document.objects.filter(pk=document.pk, state=State.TRASHED).first()
        if held is None:  # somebody has put it back, or has been faster
            return False
        Tombstone.objects.update_or_create(slug=held.slug, defaults={
            "former_id": held.pk, "title": held.title, "number": held.number, "content_hash": held.content_hash,
            "text_hash": held.text_hash, "original_sha256": held.original_sha256, "was_public": held.was_public,
        })
        remove(held)
    return True


def tombstone_of(parsed: ParsedDocument, source: Source) -> Tombstone | None:
    """What is left of the document that ``source`` was, by its file, its text, or its number and title."""
    same = Q(content_hash=content_hash(source)) | Q(text_hash=text_hash(parsed.markdown))
    if parsed.number:
        same |= Q(number=parsed.number, title=parsed.title)
    return Tombstone.objects.filter(same).order_by("-pk").first()


def consequences(document: Document) -> list[str]:
    """What will no longer hold once ``document`` is in the trash, in Chinese."""
    citing = Document.objects.filter(citations__cited=document).exclude(pk=document.pk).exclude(state=State.TRASHED)
    proved = Document.objects.filter(pk__in=StatusEvent.objects.filter(by=document).values("document")).exclude(pk=document.pk)
    found = [
        _named("引用它的 {count} 份文件不再链接到它：{titles}", citing.distinct()),
        _named("它所证明的 {count} 份文件的时效将收回：{titles}", proved),
    ]
    if document.is_published:
        found.append("它的公开页面、搜索结果和订阅条目将不再提供。")
    return [sentence for sentence in found if sentence]


def _named(sentence: str, documents: QuerySet[Document]) -> str:
    titles = list(documents.order_by("pk").values_list("title", flat=True)[: NAMED + 1])
    if not titles:
        return ""
    named = "、".join(f"《{title}》" for title in titles[:NAMED]) + ("等" if len(titles) > NAMED else "")
    return sentence.format(count=documents.order_by().count(), titles=named) + "。"
