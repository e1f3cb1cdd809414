"""Every list of the admin asks as much of the database for many rows as for few."""
import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.importing import merge_headings
from documents.models import Batch, BodyAlias, ProposedHeading, ShortName, State, StatusEvent, Upload, UploadState
from documents.revisions import KeptFile, propose
from documents.vocabulary.enums import RevisionStatus
from tests.factories import make_body, make_citation, make_document, make_topic

pytestmark = pytest.mark.django_db


def fill(user, numbers):
    """A row of everything for each of ``numbers``."""
    for n in numbers:
        parent = make_body(f"上级{n}")
        document = make_document(
            f"文件{n}", bodies=[f"机关{n}"], topics=[f"主题{n}"], column=f"栏目{n}", number=f"甲〔2025〕{n}号", sections=[{"label": "第一条"}],
            state=State.PUBLISHED if n % 2 else State.DRAFT,
        )
        body = make_body(f"机关{n}")
        body.parent = parent
        body.save()
        BodyAlias.objects.create(body=body, name=f"别称{n}")
        ProposedHeading.objects.create(kind="column", name=f"建议{n}").documents.add(document)
        ShortName.objects.create(name=f"简称{n}", title=f"全称{n}")
        make_citation(document, document, work=document.work)
        StatusEvent.objects.create(document=document, by=document, section=document.sections.get(), validity="in-force", basis="table")
        Upload.objects.create(
            batch=Batch.objects.create(created_by=user), name=f"{n}.txt", file="x", uploaded_by=user, assigned_to=user, updates=document,
            state=UploadState.READ.value, likeness=90, doubts=["疑点。"],
        )
        propose(document, {"title": "甲"}, f"新文本{n}", KeptFile("x", "y", f"{n}.txt", f"z{n}"), RevisionStatus.PROPOSED, "不同。")
        LogEntry.objects.log_actions(user.pk, [document], CHANGE, "改", single_object=True)
        merge_headings(make_topic(f"旧{n}"), make_topic(f"主题{n}"), user)


def test_no_list_of_the_admin_asks_more_for_more_rows(admin_client, admin_user):
    def asked():
        found = {}
        for model in admin.site._registry:
            name = f"{model._meta.app_label}_{model._meta.model_name}"
            with CaptureQueriesContext(connection, ) as queries:
                assert admin_client.get(reverse(f"admin:{name}_changelist"), {"state": "read"} if name == "documents_upload" else {}).status_code == 200, name
            found[name] = len(queries)
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(reverse("admin:index"))
        return found | {"index": len(queries)}

    fill(admin_user, range(1, 4))
    asked()
    few = asked()
    fill(admin_user, range(4, 20))
    many = asked()
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
