"""Every page of one row in the admin asks as much of the database however many rows hang on it."""
import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.importing import Source, import_source
from documents.models import (
    Batch,
    BodyAlias,
    Document,
    DocumentName,
    HeadingMerge,
    Proposal,
    Remark,
    Revision,
    StatusEvent,
    Upload,
    UploadState,
)
from documents.revisions import KeptFile, propose
from documents.vocabulary.enums import RevisionStatus
from tests.factories import make_body, make_citation, make_column, make_document, make_section, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.site]
TEXT = "甲办法\n\n教育部令第1号\n\n第一条 为了甲，制定本办法。\n\n第二条 本办法自印发之日起施行。\n"
OWN = ("revisions", "citations", "outline", "original_page")


@pytest.fixture
def rows(settings, tmp_path, admin_user):
    """One row of each of the models on which others hang, by the name of the model."""
    settings.MEDIA_ROOT = tmp_path
    facts = {"title": "甲办法", "topics": [make_topic("共同主题").name], "column": make_column("共同栏目").name, "bodies": [make_body("共同机关").name]}
    document = Document.objects.get(pk=import_source(Source("甲.txt", TEXT.encode(), facts)).document_id)
    batch = Batch.objects.create(created_by=admin_user)
    upload = Upload(batch=batch, name="乙.txt", uploaded_by=admin_user, state=UploadState.READ.value, updates=document)
    upload.file.save("upload", ContentFile(TEXT.replace("甲", "乙").encode()))
    found = [document, batch, upload, make_body("共同机关"), make_topic("共同主题"), make_column("共同栏目"), document.work, admin_user]
    return {f"{row._meta.app_label}_{row._meta.model_name}": row for row in found}


def hang(rows, numbers):
    """More of everything that points at ``rows``."""
    document, user = rows["documents_document"], rows["auth_user"]
    for n in numbers:
        other = make_document(f"文件{n}", bodies=["共同机关"], topics=["共同主题"], column="共同栏目", number=f"甲〔2025〕{n}号")
        make_topic(f"下级{n}", parent=rows["documents_topic"])
        make_body(f"下级{n}", parent=rows["documents_issuingbody"]).successors.add(rows["documents_issuingbody"])
        BodyAlias.objects.create(body=rows["documents_issuingbody"], name=f"别称{n}")
        section = make_section(document, position=100 + n, label=f"第{n}条")
        make_citation(document, other, text=f"《文件{n}》", start=n, work=other.work)
        make_citation(other, document, start=n, work=document.work)
        StatusEvent.objects.create(document=other, by=document, section=section, validity="in-force", basis="table")
        Upload.objects.create(batch=rows["documents_batch"], name=f"{n}.txt", file="x", uploaded_by=user, assigned_to=user, updates=document, state="read")
        Remark.objects.create(upload=rows["documents_upload"], author=user, text=f"留言{n}")
        propose(document, {"title": "甲"}, f"新文本{n}", KeptFile("x", "y", f"{n}.txt", f"z{n}"), RevisionStatus.PROPOSED, "不同。")
        LogEntry.objects.log_actions(user.pk, [document], CHANGE, f"改{n}", single_object=True)
        HeadingMerge.objects.create(kind="topic", name=f"旧{n}", slug=f"旧{n}", target=rows["documents_topic"].pk, target_name="共同主题", kept={})


def pages(rows):
    """The addresses of every page of one row, of each model of which there is one."""
    proposal = Proposal.objects.filter(status=RevisionStatus.PROPOSED).order_by("pk").first()
    rows = rows | {"documents_proposal": proposal}
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        if row := rows.get(name) or model.objects.order_by("pk").first():
            yield from (reverse(f"admin:{name}_{page}", args=[row.pk]) for page in ("change", "delete", "history"))
    document, upload, batch = (rows[f"documents_{name}"].pk for name in ("document", "upload", "batch"))
    yield from (reverse(f"admin:documents_document_{page}", args=[document]) for page in OWN)
    first = Revision.objects.filter(document=document).order_by("number").first()
    yield reverse("admin:documents_document_decide", args=[document, proposal.number])
    yield reverse("admin:documents_document_compare", args=[document]) + f"?from={first.number}&to={proposal.number}"
    yield from (reverse(f"admin:documents_batch_{page}", args=[batch]) for page in ("progress", "report", "take_back"))
    yield reverse("admin:documents_upload_review", args=[upload])


def test_no_page_of_a_row_asks_more_where_more_hangs_on_it(admin_client, rows):
    def asked():
        found = {}
        for address in pages(rows):
            with CaptureQueriesContext(connection) as queries:
                answer = admin_client.get(address)
                assert answer.status_code in (200, 302, 403, 422), (address, answer.status_code)
            found[address] = len(queries)
        return found

    hang(rows, range(1, 4))
    DocumentName.objects.get_or_create(document=rows["documents_document"], key="甲法", tail="法甲")
    asked()
    few = asked()
    hang(rows, range(4, 31))
    many = asked()
    assert {address: (few[address], many[address]) for address in few if many[address] > few[address]} == {}
