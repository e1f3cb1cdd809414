"""Editors at work: what they may not do, what they cannot break, what becomes public and when."""
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from documents.importing import Source, import_source, set_state
from documents.models import Document, State, Upload, ValidityBasis

pytestmark = pytest.mark.django_db

TEXT = "甲办法\n\n第一章 总则\n\n第一条 为了规范，制定本办法。\n\n第二条 本办法自印发之日起施行。\n"
ADD = reverse("admin:documents_document_add")
UPLOAD = reverse("admin:documents_upload_add")


@pytest.fixture
def editor(client, django_user_model):
    """Someone who may add and change documents, but not publish."""
    user = django_user_model.objects.create_user("editor", password="x", is_staff=True)
    names = ["add_document", "change_document", "view_document", "view_upload", "change_upload"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def stored(state=State.DRAFT):
    result = import_source(Source("甲.txt", TEXT.encode(), {"title": "甲办法"}), state=state)
    return Document.objects.get(pk=result.document_id)


def form_values(document=None, **changes):
    values = {
        "title": "甲办法", "full_title": "", "number": "", "kind": "办法", "signed_by": "", "state": "draft",
        "validity": "unmarked", "validity_since": "", "validity_proof": "", "issued_on": "", "published_on": "",
        "effective_on": "", "column": "", "source": "", "note": "", "markdown": TEXT,
        "seen": document.updated_at.isoformat() if document else "",
    }
    return values | changes


def uploaded(name, data):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


def test_an_editor_cannot_publish(editor):
    response = editor.post(ADD, form_values(state="published"))
    assert response.status_code == 403
    assert not Document.objects.exists()


def test_an_editor_has_no_publishing_action(editor):
    document = stored()
    editor.post(reverse("admin:documents_document_changelist"), {"action": "publish", "_selected_action": [document.pk]})
    document.refresh_from_db()
    assert document.state == State.DRAFT


def test_a_stale_form_does_not_overwrite(admin_client):
    document = stored()
    values = form_values(document, title="改过的办法")
    import_source(Source("甲.txt", b"", {"title": "甲办法"}, TEXT.replace("规范", "别人的修改")), into=document)
    response = admin_client.post(reverse("admin:documents_document_change", args=[document.pk]), values)
    assert response.status_code == 200 and "别人修改了这份文件" in response.content.decode()
    document.refresh_from_db()
    assert "别人的修改" in document.markdown


def test_the_same_text_cannot_be_added_twice(admin_client):
    stored()
    response = admin_client.post(ADD, form_values(title="乙办法"))
    assert "完全相同" in response.content.decode()
    assert Document.objects.count() == 1


def test_a_typed_document_is_outlined_and_published(admin_client):
    admin_client.post(ADD, form_values(state="published", signed_by="教育部\n财政部"))
    document = Document.objects.published().get()
    assert [s.signed_as for s in document.signatures.all()] == ["教育部", "财政部"]
    assert [s.anchor for s in document.sections.all()] == ["ch-1", "art-1", "art-2"]


def test_a_changed_text_is_outlined_again(admin_client):
    document = stored()
    url = reverse("admin:documents_document_change", args=[document.pk])
    assert admin_client.get(url).status_code == 200
    response = admin_client.post(url, form_values(document, markdown=TEXT + "\n第三条 另行通知。\n"))
    assert response.status_code == 302, response.context["errors"]
    assert document.sections.filter(anchor="art-3").exists()


def test_a_persons_judgement_of_validity_is_kept_as_theirs(admin_client):
    document = stored()
    url = reverse("admin:documents_document_change", args=[document.pk])
    admin_client.post(url, form_values(document, validity="repealed", validity_since="2025-01-03"))
    document.refresh_from_db()
    assert (document.validity, document.validity_basis) == ("repealed", ValidityBasis.PERSON)


def test_an_upload_is_public_only_after_review(admin_client):
    response = admin_client.post(UPLOAD, {"files": uploaded("甲办法.txt", TEXT.encode("gb18030"))})
    upload = Upload.objects.get()
    review = reverse("admin:documents_upload_review", args=[upload.pk])
    assert response["Location"] == review and not Document.objects.exists()
    page = admin_client.get(review)
    assert "读出的目次" in page.content.decode()
    values = {k: v for k, v in page.context["form"].initial.items() if v} | {"title": "甲办法", "publish": "发布"}
    admin_client.post(review, values)
    document = Document.objects.published().get()
    assert document.original_name == "甲办法.txt"
    assert not Upload.objects.exists()


def test_a_refused_upload_names_the_file_and_the_reason(admin_client):
    admin_client.post(UPLOAD, {"files": [uploaded("空.txt", b" \n "), uploaded("图.exe", b"MZ\x00\x01")]})
    reasons = {"空.txt": "“空.txt”：文件为空", "图.exe": "“图.exe”：不支持 .exe"}
    assert {upload.name for upload in Upload.objects.all()} == set(reasons)
    for upload in Upload.objects.all():
        review = reverse("admin:documents_upload_review", args=[upload.pk])
        page = admin_client.get(review).content.decode()
        assert reasons[upload.name] in page and "存为草稿" not in page
        assert admin_client.post(review, {"publish": "1"}).status_code == 200
        admin_client.post(review, {"discard": "1"})
    assert not Document.objects.exists() and not Upload.objects.exists()


def test_several_files_wait_one_by_one(admin_client):
    files = [uploaded("甲.txt", TEXT.encode()), uploaded("乙.md", TEXT.replace("甲", "乙").encode())]
    response = admin_client.post(UPLOAD, {"files": files})
    assert Upload.objects.count() == 2
    assert response["Location"] == reverse("admin:documents_upload_changelist")
    assert admin_client.get(response["Location"]).status_code == 200


def test_an_upload_may_be_given_up(admin_client):
    admin_client.post(UPLOAD, {"files": uploaded("甲.txt", TEXT.encode())})
    upload = Upload.objects.get()
    admin_client.post(reverse("admin:documents_upload_review", args=[upload.pk]), {"discard": "1"})
    assert not Upload.objects.exists() and not Document.objects.exists()


def test_every_list_in_the_admin_opens_and_searches(admin_client):
    stored(State.PUBLISHED)
    names = ["document", "upload", "section", "citation", "citedwork", "documentname", "issuingbody", "bodyalias", "topic", "column"]
    for name in names:
        response = admin_client.get(reverse(f"admin:documents_{name}_changelist"), {"q": "办法"})
        assert response.status_code == 200, name


def test_deleting_a_document_tells_the_other_rooms(admin_client):
    document = stored(State.PUBLISHED)
    admin_client.post(reverse("admin:documents_document_delete", args=[document.pk]), {"post": "yes"})
    assert not Document.objects.exists()


def test_an_editor_cannot_change_or_delete_what_is_public(editor):
    document = stored(State.PUBLISHED)
    url = reverse("admin:documents_document_change", args=[document.pk])
    assert editor.post(url, form_values(document, state="published", markdown=TEXT + "\n第三条 暗中加上。\n")).status_code == 403
    assert editor.get(url).status_code == 200
    document.refresh_from_db()
    assert "暗中加上" not in document.markdown and document.is_published


@pytest.mark.parametrize("button", ["draft", "publish"])
def test_an_editor_cannot_replace_what_is_public_by_an_upload(editor, button):
    document = stored(State.PUBLISHED)
    editor.post(UPLOAD, {"files": uploaded("甲.txt", TEXT.replace("规范", "暗中的修改").encode())})
    review = reverse("admin:documents_upload_review", args=[Upload.objects.get().pk])
    values = {k: v for k, v in editor.get(review).context["form"].initial.items() if v} | {"title": "甲办法", button: "1"}
    response = editor.post(review, values)
    assert "没有修改它的权限" in response.content.decode()
    document.refresh_from_db()
    assert document.is_published and "暗中的修改" not in document.markdown
    assert Upload.objects.exists()


def test_an_editor_cannot_delete_what_is_public_even_from_the_list(client, editor, django_user_model):
    user = django_user_model.objects.get(username="editor")
    user.user_permissions.add(Permission.objects.get(codename="delete_document"))
    public = stored(State.PUBLISHED)
    chosen = {"action": "delete_selected", "_selected_action": [public.pk], "post": "yes"}
    editor.post(reverse("admin:documents_document_changelist"), chosen)
    assert Document.objects.filter(pk=public.pk).exists()
    set_state(public, State.WITHDRAWN)
    editor.post(reverse("admin:documents_document_changelist"), chosen)
    assert not Document.objects.exists()
