"""Editors at work: what they may not do, what they cannot break, what becomes public and when."""
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.html import escape

from documents.importing import Source, import_source, remove, set_state
from documents.importing.events import record
from documents.models import Batch, Document, State, StatusEvent, Upload, UploadState, ValidityBasis, Work
from tests.factories import make_citation, make_document, make_topic

pytestmark = pytest.mark.django_db

TEXT = "甲办法\n\n第一章 总则\n\n第一条 为了规范，制定本办法。\n\n第二条 本办法自印发之日起施行。\n"
ADD = reverse("admin:documents_document_add")
UPLOAD = reverse("admin:documents_upload_add")


@pytest.fixture
def editor(client, django_user_model):
    """Someone who may add and change documents, but not publish."""
    user = django_user_model.objects.create_user("editor", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_document", "change_document"]))
    client.force_login(user)
    return client


def stored(state=State.DRAFT):
    result = import_source(Source("甲.txt", TEXT.encode(), {"title": "甲办法"}), state=state)
    return Document.objects.get(pk=result.document_id)


def form_values(document=None, **changes):
    values = {
        "title": "甲办法", "full_title": "", "number": "", "kind": "办法", "signed_by": "", "state": "draft",
        "validity": "", "validity_since": "", "validity_proof": "", "issued_on": "", "published_on": "",
        "effective_on": "", "column": "", "source": "", "note": "", "markdown": TEXT,
        "seen": document.updated_at.isoformat() if document else "",
    }
    return values | changes


def uploaded(name, data):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_an_editor_cannot_publish_and_keeps_what_was_typed(editor, state):
    response = editor.post(ADD, form_values(state=state, note="亲手所写"))
    page = response.content.decode()
    assert response.status_code == 200 and not Document.objects.exists()
    assert "您没有发布和撤回文件的权限" in page and "亲手所写" in page and "本办法自印发之日起施行" in page


@pytest.mark.parametrize("kept", [State.DRAFT, State.WITHDRAWN])
def test_an_editor_is_offered_to_send_a_draft_to_review_and_else_the_state_as_it_is(editor, kept):
    document = stored()
    set_state(document, kept)
    url = reverse("admin:documents_document_change", args=[document.pk])
    offered = {State.DRAFT, State.IN_REVIEW} if kept is State.DRAFT else {kept}
    assert {value for value, _ in editor.get(url).context["adminform"].form.fields["state"].choices} == offered
    for state in set(State) - offered:
        answer = editor.post(url, form_values(document, state=state, note="亲手所写"))
        assert answer.status_code == 200 and "亲手所写" in answer.content.decode()
    assert editor.post(url, form_values(document, state=kept, note="亲手所写")).status_code == 302
    document.refresh_from_db()
    assert (document.state, document.note) == (kept, "亲手所写")


def test_who_may_publish_is_offered_every_state(admin_client):
    form = admin_client.get(ADD).context["adminform"].form
    assert [value for value, _ in form.fields["state"].choices] == [state for state in State if state is not State.TRASHED]


def test_what_is_public_is_shown_to_an_editor_whole_with_the_reason_why_it_cannot_be_changed(editor, admin_client):
    document = stored(State.PUBLISHED)
    url = reverse("admin:documents_document_change", args=[document.pk])
    admin_client.post(url, form_values(document, state="published", signed_by="教育部\n财政部"))
    page = editor.get(url).content.decode()
    assert "这里只能查看" in page and "教育部<br>财政部" in page
    assert 'name="_save"' not in page and "<textarea" not in page


def test_what_an_editor_typed_while_another_published_is_shown_again(editor):
    document = stored()
    url = reverse("admin:documents_document_change", args=[document.pk])
    values = form_values(document, note="亲手所写", validity_proof="某句原文", markdown=TEXT + "\n第三条 新加。\n")
    set_state(document, State.PUBLISHED)
    answer = editor.post(url, values)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert all(words in page for words in ("已经发布", "内容没有保存", "亲手所写", "某句原文", "第三条 新加。"))
    document.refresh_from_db()
    assert document.is_published and "新加" not in document.markdown


def test_what_an_editor_typed_while_another_deleted_is_shown_again(editor):
    document = stored()
    url, values = reverse("admin:documents_document_change", args=[document.pk]), form_values(document, note="亲手所写")
    remove(document)
    answer = editor.post(url, values)
    assert answer.status_code == 404
    assert all(words in answer.content.decode() for words in ("已被删除", "亲手所写"))


@pytest.mark.parametrize("key", ["abc", "0", "9" * 20, "9" * 5000, "\0", "²"])
@pytest.mark.parametrize("field", ["topics", "column"])
def test_a_topic_that_is_none_is_an_error_in_the_form(editor, field, key):
    answer = editor.post(ADD, form_values(note="亲手所写", **{field: key}))
    assert answer.status_code == 200 and answer.context["adminform"].form.errors.keys() == {field}
    assert "亲手所写" in answer.content.decode()


def test_pickers_keep_the_order_of_the_topics(editor):
    for position, name in enumerate(("丙", "甲", "乙")):
        make_topic(name, position=position)
    asked = {"app_label": "documents", "model_name": "document", "field_name": "topics"}
    assert [found["text"] for found in editor.get(reverse("admin:autocomplete"), asked).json()["results"]] == ["丙", "甲", "乙"]


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


def test_a_judgement_is_taken_back_and_what_texts_and_tables_say_counts_again(admin_client):
    document = stored()
    url = reverse("admin:documents_document_change", args=[document.pk])
    told = StatusEvent(document=document, validity="expired", on=date(2024, 1, 1), basis="table", proof="清理目录")
    record(document, ValidityBasis.TABLE, [told])

    def save(**values):
        document.refresh_from_db()
        admin_client.post(url, form_values(document, **values))
        document.refresh_from_db()
        return document.status.label, document.validity_basis, document.validity_since

    assert save(note="只改编者注") == ("已失效", "table", date(2024, 1, 1))
    assert save(validity="unmarked") == ("未标注", "person", None)
    assert save(validity="repealed", validity_since="2025-01-03") == ("已废止", "person", date(2025, 1, 3))
    assert save(validity="", validity_since="2025-01-03") == ("已失效", "table", date(2024, 1, 1))
    assert 'selected>不作判定' in admin_client.get(url).content.decode()


def test_what_is_decided_beside_the_facts_is_kept_where_these_are_saved_as_they_are(admin_client):
    document = stored()
    url = reverse("admin:documents_document_change", args=[document.pk])
    for changed in ({}, {"validity": "repealed", "validity_since": "2025-01-03"}, {"validity": "repealed", "state": "published"}):
        document.refresh_from_db()
        values = {"validity": document.validity if document.is_decided else "", "state": document.state} | changed
        assert admin_client.post(url, form_values(document, **values)).status_code == 302
    document.refresh_from_db()
    assert (document.validity, document.is_published) == ("repealed", True)


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
    upload.refresh_from_db()
    assert (upload.state, upload.document, upload.file.name) == (UploadState.STORED, document, "")


def test_what_proves_a_fact_is_shown_as_people_write_it(admin_client):
    markdown = "---\nbodies: [教育部, 公安部]\n---\n# 甲办法\n\n## 第一条\n\n为了规范，制定本办法。\n"
    admin_client.post(UPLOAD, {"files": uploaded("甲.md", markdown.encode())})
    page = admin_client.get(reverse("admin:documents_upload_review", args=[Upload.objects.get().pk])).content.decode()
    assert "<q>教育部、公安部</q>" in page and "<q>甲办法</q>" in page


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


def test_an_empty_file_is_refused_by_name_and_the_others_are_taken(admin_client):
    admin_client.post(UPLOAD, {"files": [uploaded("空.txt", b""), uploaded("甲.txt", TEXT.encode())]})
    empty = Upload.objects.get(name="空.txt")
    page = admin_client.get(reverse("admin:documents_upload_review", args=[empty.pk]), follow=True).content.decode()
    assert "“空.txt”：文件为空。" in page
    assert Upload.objects.filter(name="甲.txt").exists()


def test_several_files_wait_one_by_one(admin_client):
    files = [uploaded("甲.txt", TEXT.encode()), uploaded("乙.md", TEXT.replace("甲", "乙").encode())]
    response = admin_client.post(UPLOAD, {"files": files})
    assert Upload.objects.count() == 2
    assert response["Location"] == reverse("admin:documents_batch_change", args=[Batch.objects.get().pk])
    page = admin_client.get(response["Location"]).content.decode()
    assert "甲.txt" in page and "乙.md" in page and "等待解析 2" in page


def test_an_upload_may_be_given_up(admin_client):
    admin_client.post(UPLOAD, {"files": uploaded("甲.txt", TEXT.encode())})
    upload = Upload.objects.get()
    admin_client.post(reverse("admin:documents_upload_review", args=[upload.pk]), {"discard": "1"})
    assert not Upload.objects.exists() and not Document.objects.exists()


def test_every_list_in_the_admin_opens_and_searches(admin_client):
    stored(State.PUBLISHED)
    names = ["document", "upload", "section", "citation", "work", "documentname", "issuingbody", "bodyalias", "topic", "column"]
    for name in names:
        response = admin_client.get(reverse(f"admin:documents_{name}_changelist"), {"q": "办法"})
        assert response.status_code == 200, name


def test_the_ledger_shows_first_what_most_documents_cite(admin_client):
    often, once = (Work.objects.create(key=title, title=title, slug=title) for title in ("乙纲要", "丙规划"))
    for work in (once, often, often):
        make_citation(make_document(), work=work)
    page = admin_client.get(reverse("admin:documents_work_changelist")).content.decode()
    assert page.index("乙纲要") < page.index("丙规划")


def test_what_editors_come_for_stands_first(admin_client):
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert page.index("上传文件") < page.index("model-document") < page.index("model-upload") < page.index("model-topic") < page.index("model-section")


def test_deleting_a_document_tells_the_other_rooms(admin_client):
    document = stored(State.PUBLISHED)
    admin_client.post(reverse("admin:documents_document_delete", args=[document.pk]), {"post": "yes"})
    assert Document.objects.get().state == State.TRASHED


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
    editor.post(UPLOAD, {"files": uploaded("甲.txt", TEXT.replace("规范", "规范和暗改").encode())})
    review = reverse("admin:documents_upload_review", args=[Upload.objects.get().pk])
    values = {k: v for k, v in editor.get(review).context["form"].initial.items() if v} | {"title": "甲办法", button: "1"}
    response = editor.post(review, values)
    assert "没有修改它的权限" in response.content.decode()
    document.refresh_from_db()
    assert document.is_published and "暗改" not in document.markdown
    assert Upload.objects.exists()


def test_an_editor_cannot_delete_what_is_public_even_from_the_list(client, editor, django_user_model):
    user = django_user_model.objects.get(username="editor")
    user.user_permissions.add(Permission.objects.get(codename="delete_document"))
    public = stored(State.PUBLISHED)
    chosen = {"action": "delete_selected", "_selected_action": [public.pk], "post": "yes"}
    editor.post(reverse("admin:documents_document_changelist"), chosen)
    assert Document.objects.filter(pk=public.pk, state=State.PUBLISHED).exists()
    set_state(public, State.WITHDRAWN)
    editor.post(reverse("admin:documents_document_changelist"), chosen)
    assert Document.objects.get().state == State.TRASHED


@pytest.mark.parametrize("title", ["", " \n\t　", "\u200b\u202e", "长" * 301])
def test_i38_a_title_that_is_none_or_too_long_is_refused(admin_client, title):
    answer = admin_client.post(ADD, form_values(title=title))
    assert answer.status_code == 200 and "errornote" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(("title", "kept"), [
    ("长" * 300, "长" * 300), ("甲\n办法", "甲 办法"), ("  甲办法　", "甲办法"), ("甲\u202e办\u200b法\u0007", "甲办法"), ("𠮷林办法", "𠮷林办法"),
    ("<script>alert(1)</script>办法", "<script>alert(1)</script>办法"),
])
def test_i38_a_strange_title_is_shown_harmless(admin_client, client, title, kept):
    admin_client.post(ADD, form_values(title=title, state="published"))
    document = Document.objects.get()
    assert document.title == kept
    for path in ("/", document.get_absolute_url(), reverse("admin:documents_document_changelist")):
        page = admin_client.get(path).content.decode().replace("<wbr>", "")
        assert escape(kept) in page and "<script>alert" not in page and "\u202e" not in page


def review_of(client, name, text):
    client.post(UPLOAD, {"files": uploaded(name, text.encode())})
    review = reverse("admin:documents_upload_review", args=[Upload.objects.latest("pk").pk])
    page = client.get(review)
    return review, {name: value for name, value in page.context["form"].initial.items() if value}, page.content.decode()


NUMBERED = "教育部关于{0}的通知\n\n教基〔2025〕1号\n\n各省教育厅：\n\n第一条 {0}。\n"


def test_i39_the_same_file_twice_is_seen_and_stored_once(admin_client):
    for _ in range(2):
        review, values, page = review_of(admin_client, "甲.txt", TEXT)
        admin_client.post(review, values | {"title": "甲办法", "publish": "1"})
    assert Document.objects.count() == 1


def test_i39_the_same_text_under_another_name_leads_to_the_first(admin_client):
    stored()
    review, values, _ = review_of(admin_client, "乙.txt", TEXT)
    answer = admin_client.post(review, values | {"title": "乙办法", "publish": "1"})
    assert "与已收录的《甲办法》" in answer.content.decode() and "完全相同" in answer.content.decode()
    assert Document.objects.count() == 1


def test_i39_a_number_twice_is_a_warning_that_names_the_first(admin_client):
    import_source(Source("甲.txt", NUMBERED.format("甲事").encode()))
    _, _, page = review_of(admin_client, "乙.txt", NUMBERED.format("乙事"))
    assert "发文字号 教基〔2025〕1号 与已收录的《教育部关于甲事的通知》相同" in page


def test_i39_the_same_title_of_another_date_is_another_document(admin_client):
    for day in ("2024-01-01", "2025-01-01"):
        admin_client.post(ADD, form_values(issued_on=day, markdown=TEXT.replace("规范", day)))
    assert Document.objects.filter(title="甲办法").count() == 2


def test_i40_an_effect_before_the_issue_is_a_warning(admin_client):
    """No error: tax notices do take effect from an earlier day."""
    dates = {"issued_on": "2025-01-15", "effective_on": "2025-01-01"}
    page = admin_client.post(ADD, form_values(**dates), follow=True).content.decode()
    assert "施行日期早于成文日期" in page
    document = Document.objects.get()
    assert str(document.effective_on) == "2025-01-01"
    change = reverse("admin:documents_document_change", args=[document.pk])
    assert "施行日期早于" not in admin_client.post(change, form_values(document, effective_on="2025-02-01"), follow=True).content.decode()


def test_i45_pressing_publish_twice_stores_once(admin_client):
    review, values, _ = review_of(admin_client, "甲.txt", TEXT)
    assert admin_client.post(review, values | {"title": "甲办法", "publish": "1"}).status_code == 302
    assert admin_client.post(review, values | {"title": "甲办法", "publish": "1"}).status_code == 404
    assert Document.objects.count() == 1


def test_i45_of_two_editors_with_one_version_the_second_is_told(admin_client):
    document = stored()
    url, seen = reverse("admin:documents_document_change", args=[document.pk]), form_values(document)
    assert admin_client.post(url, seen | {"markdown": TEXT.replace("规范", "甲的修改")}).status_code == 302
    answer = admin_client.post(url, seen | {"markdown": TEXT.replace("规范", "乙的修改")})
    assert "别人修改了这份文件" in answer.content.decode()
    document.refresh_from_db()
    assert "甲的修改" in document.markdown


def test_i45_a_form_that_does_not_say_what_it_saw_changes_nothing(admin_client):
    document = stored()
    url = reverse("admin:documents_document_change", args=[document.pk])
    admin_client.post(url, form_values(document, seen="", markdown=TEXT.replace("规范", "盲目的修改")))
    document.refresh_from_db()
    assert "盲目的修改" not in document.markdown


def test_i45_what_was_withdrawn_meanwhile_is_not_published_again_by_a_stale_form(admin_client):
    document = stored(State.PUBLISHED)
    values = form_values(document, state="published", markdown=TEXT + "\n第三条 新。\n")
    set_state(document, State.WITHDRAWN)
    answer = admin_client.post(reverse("admin:documents_document_change", args=[document.pk]), values)
    assert "别人修改了这份文件" in answer.content.decode()
    assert not Document.objects.published().exists()


def test_i45_an_upload_reviewed_before_its_document_was_withdrawn_needs_another_look(admin_client):
    document = stored(State.PUBLISHED)
    review, values, _ = review_of(admin_client, "甲.md", "# " + TEXT.replace("规范", "进一步规范"))
    set_state(document, State.WITHDRAWN)
    answer = admin_client.post(review, values | {"publish": "1"})
    assert answer.status_code == 200 and "它与您打开此页时不同" in answer.content.decode()
    assert not Document.objects.published().exists()
    again = values | {"publish": "1", "seen": answer.context["form"]["seen"].value()}
    assert admin_client.post(review, again).status_code == 302
    assert Document.objects.published().exists()


PAYLOAD = "<img src=x onerror=alert(1)>"


def test_s10_no_name_of_a_file_and_no_word_in_it_becomes_markup_in_the_admin(admin_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    text = f"# 甲{PAYLOAD}办法\n\n教基〔2025〕1号\n\n## 第一章 {PAYLOAD}\n\n第一条 {PAYLOAD}。\n"
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr(f"{PAYLOAD}.md", text)
        zipped.writestr(f"{PAYLOAD}.exe", "MZ")
    pages = [admin_client.post(UPLOAD, {"files": uploaded("a.zip", archive.getvalue())}, follow=True)]
    review = reverse("admin:documents_upload_review", args=[Upload.objects.get(name__endswith=".md").pk])
    pages += [admin_client.get(review), admin_client.get(reverse("admin:documents_upload_changelist"))]
    values = {name: value for name, value in pages[1].context["form"].initial.items() if value}
    pages.append(admin_client.post(review, values | {"title": f"甲{PAYLOAD}", "signed_by": PAYLOAD, "source": PAYLOAD, "publish": "1"}, follow=True))
    document = Document.objects.get()
    pages += [admin_client.get(reverse(f"admin:{name}")) for name in (
        "documents_document_changelist", "documents_section_changelist", "documents_issuingbody_changelist", "admin_logentry_changelist", "index",
    )]
    pages += [admin_client.get(reverse(f"admin:documents_document_{name}", args=[document.pk])) for name in ("change", "history", "delete")]
    for page in pages:
        assert page.status_code == 200 and PAYLOAD.encode() not in page.content
    assert sum(b"&lt;img src=x" in page.content for page in pages) > 8
