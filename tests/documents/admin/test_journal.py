"""S39: who did what to a document, when, and what it was before and after; nobody can take that back."""
import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from documents.models import Document, Upload

from .test_documents import ADD, TEXT, UPLOAD, form_values, uploaded

pytestmark = pytest.mark.django_db
LIST = reverse("admin:documents_document_changelist")


def record() -> list[tuple[int, str]]:
    return list(LogEntry.objects.order_by("pk").values_list("action_flag", "change_message"))


def act(client, action, document):
    client.post(LIST, {"action": action, "_selected_action": [document.pk], "post": "yes"})


def test_every_act_on_a_document_is_recorded_with_before_and_after(admin_client, admin_user):
    admin_client.post(ADD, form_values())
    document = Document.objects.get()
    act(admin_client, "publish", document)
    document.refresh_from_db()
    change = reverse("admin:documents_document_change", args=[document.pk])
    values = form_values(document, state="published", markdown=TEXT + "\n第三条 另行通知。\n", number="甲政发〔2021〕1号")
    admin_client.post(change, values)
    document.refresh_from_db()
    admin_client.post(change, form_values(document, state="published", markdown=document.markdown, number="甲政发〔2021〕1号"))
    act(admin_client, "withdraw", document)
    act(admin_client, "delete_selected", document)
    assert Document.objects.get().state == "trashed"
    assert record() == [
        (ADDITION, "发布状态“草稿”"),
        (CHANGE, "发布状态“草稿”→“已发布”"),
        (CHANGE, "发文字号（空）→“甲政发〔2021〕1号”、正文"),
        (CHANGE, "发布状态“已发布”→“已撤回”"),
        (DELETION, "放入回收站，发布状态“已撤回”"),
    ]
    assert {entry.user for entry in LogEntry.objects.all()} == {admin_user}
    assert {entry.object_repr for entry in LogEntry.objects.all()} == {"甲办法"}


def test_so_is_every_upload_that_is_accepted(admin_client):
    for text in (TEXT, TEXT.replace("规范", "进一步规范")):
        admin_client.post(UPLOAD, {"files": uploaded("甲办法.md", f"# {text}".encode())})
        review = reverse("admin:documents_upload_review", args=[Upload.objects.latest("pk").pk])
        values = {name: value for name, value in admin_client.get(review).context["form"].initial.items() if value}
        admin_client.post(review, values | {"publish": "发布"})
    (added, first), (changed, second) = record()
    assert (added, changed) == (ADDITION, CHANGE)
    assert (first, second) == ("发布状态“已发布”", "正文")


def test_deleting_one_by_one_is_recorded_too(admin_client):
    admin_client.post(ADD, form_values())
    document = Document.objects.get()
    admin_client.post(reverse("admin:documents_document_delete", args=[document.pk]), {"post": "yes"})
    assert record()[-1] == (DELETION, "放入回收站，发布状态“草稿”")


def test_a_change_of_rights_is_recorded(admin_client, admin_user, django_user_model):
    person = django_user_model.objects.create_user("someone", password="x")
    values = {"username": "someone", "is_active": "on", "is_staff": "on", "user_permissions": [Permission.objects.first().pk],
              "date_joined_0": "2025-01-01", "date_joined_1": "00:00:00"}
    answer = admin_client.post(reverse("admin:auth_user_change", args=[person.pk]), values)
    assert answer.status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr, entry.action_flag) == (admin_user, "someone", CHANGE)


@pytest.mark.parametrize("way", ["delete", "change", "list"])
def test_nobody_changes_or_deletes_the_record(admin_client, way):
    admin_client.post(ADD, form_values())
    entry = LogEntry.objects.get()
    if way == "list":
        chosen = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
        admin_client.post(reverse("admin:admin_logentry_changelist"), chosen)
    else:
        path = reverse(f"admin:admin_logentry_{way}", args=[entry.pk])
        assert admin_client.post(path, {"post": "yes", "change_message": "x"}).status_code == 403
    assert LogEntry.objects.filter(pk=entry.pk, change_message=entry.change_message).exists()


@pytest.mark.parametrize("from_list", [True, False])
def test_the_record_does_not_go_with_an_account(admin_client, admin_user, django_user_model, from_list):
    admin_client.post(ADD, form_values())
    django_user_model.objects.create_superuser("other", password="x")
    admin_client.force_login(django_user_model.objects.get(username="other"))
    chosen = {"action": "delete_selected", "_selected_action": [admin_user.pk], "post": "yes"}
    path = reverse("admin:auth_user_changelist") if from_list else reverse("admin:auth_user_delete", args=[admin_user.pk])
    admin_client.post(path, chosen)
    assert LogEntry.objects.filter(user=admin_user).exists()


def test_who_may_read_the_record_reads_it(client, admin_client, django_user_model):
    admin_client.post(ADD, form_values())
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    client.force_login(reader)
    assert client.get(reverse("admin:admin_logentry_changelist")).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="view_logentry"))
    client.force_login(django_user_model.objects.get(pk=reader.pk))
    assert "发布状态“草稿”" in client.get(reverse("admin:admin_logentry_changelist")).content.decode()
