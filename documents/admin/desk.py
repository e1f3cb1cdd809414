"""What waits, as the first page of the admin shows it: each with its list."""
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from documents.admin import care, proposed_headings
from documents.admin.editor import editor_of
from documents.admin.publication import may_publish
from documents.admin.sent_by_me import DAYS, sent_by
from documents.models import Document, Proposal, State, Upload, UploadState
from documents.vocabulary.enums import RevisionStatus

UNDER_WAY = (UploadState.WAITING, UploadState.READING, UploadState.ACCEPTED, UploadState.STORING)


@dataclass(frozen=True)
class Pile:
    """``count`` of what waits, and the address of its list."""

    label: str
    count: int
    address: str


def piles(request: HttpRequest) -> dict[str, list[Pile]]:
    """``waiting``: for the person of ``request``; ``care``: what is doubtful in the documents. Empty for who may see neither."""
    headings = [_headings()] if proposed_headings.may_decide(request) else []
    is_editor = request.user.has_perm("documents.change_document")
    if not is_editor and not headings:
        return {}
    waiting = [*(_waiting(request) if is_editor else []), *headings]
    return {"waiting": [pile for pile in waiting if pile.count], "care": _care() if is_editor else []}


def _headings() -> Pile:
    address = f"{reverse('admin:documents_proposedheading_changelist')}?is_declined__exact=0"
    return Pile("建议新增的主题和栏目", proposed_headings.waiting().count(), address)


def _waiting(request: HttpRequest) -> list[Pile]:
    drafts = Document.objects.order_by()
    proposals = Proposal.objects.filter(status=RevisionStatus.PROPOSED).exclude(document__state=State.TRASHED).order_by()
    uploads = reverse("admin:documents_upload_changelist")
    documents = reverse("admin:documents_document_changelist")
    me = editor_of(request)
    mine = [
        Pile("分派给您的上传", Upload.objects.filter(state=UploadState.READ, assigned_to=me).count(), f"{uploads}?assigned=me"),
        Pile("退回给您的文件", sent_by(me, "returned").count(), f"{documents}?sent=returned"),
        Pile(f"您在 {DAYS} 天内送审、已发布的文件", sent_by(me, "published").count(), f"{documents}?sent=published"),
    ]
    found = [
        Pile("待审阅的上传", Upload.objects.filter(state=UploadState.READ).count(), f"{uploads}?state={UploadState.READ.value}"),
        Pile("正在解析或存入的上传", Upload.objects.filter(state__in=UNDER_WAY).count(), reverse("admin:documents_batch_changelist")),
        Pile("待定的新文本", proposals.count(), reverse("admin:documents_proposal_changelist")),
        _documents("草稿", drafts.filter(state=State.DRAFT).count(), state=State.DRAFT),
        _documents("待审的文件", drafts.filter(state=State.IN_REVIEW, publish_on=None).count(), state=State.IN_REVIEW),
        _documents("定期发布的文件", drafts.filter(publish_on__isnull=False).count(), state=State.IN_REVIEW),
    ]
    return [*mine, found[4], *found[:4], found[5]] if may_publish(request) else [*mine, *found]


def _documents(label: str, count: int, state: State) -> Pile:
    return Pile(label, count, f"{reverse('admin:documents_document_changelist')}?state={state.value}")


def _care() -> list[Pile]:
    address = reverse("admin:documents_document_changelist")
    found = [Pile(kind.label, count, f"{address}?care={kind.name}") for kind, count in care.counts()]
    not_held = care.not_held()
    return [*found, Pile("引而未收的文件", not_held, reverse("documents:cited_works"))] if not_held else found
