"""The groups that an office begins with: made once, kept as an administrator leaves them."""
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from documents.models import LoadedSample
from portal.roles import MANAGER, REVIEWER, ROLES, WRITER

pytestmark = pytest.mark.django_db


def permissions_of(role):
    return {f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.filter(group__name=role).select_related("content_type")}


@pytest.mark.parametrize("role", ROLES)
def test_each_group_may_do_what_its_role_says(role):
    assert permissions_of(role) == ROLES[role]


def test_what_an_administrator_took_from_a_group_stays_taken():
    Group.objects.get(name=WRITER).permissions.remove(Permission.objects.get(codename="add_document"))
    Group.objects.get(name=REVIEWER).delete()
    call_command("migrate", verbosity=0)
    assert permissions_of(WRITER) == {"documents.change_document"} and not Group.objects.filter(name=REVIEWER).exists()


def test_a_permission_that_a_later_version_adds_to_a_role_is_granted():
    Group.objects.get(name=WRITER).permissions.clear()
    LoadedSample.objects.filter(name=f"roles/{WRITER}/documents.add_document").delete()
    call_command("migrate", verbosity=0)
    assert permissions_of(WRITER) == {"documents.add_document"}


@pytest.fixture
def manager(client, django_user_model):
    user = django_user_model.objects.create_user("manager", password="x", is_staff=True)
    user.groups.set(Group.objects.filter(name=MANAGER))
    client.force_login(user)
    return user


def account_form(account, **changes):
    return {
        "username": account.username, "is_active": "on", "is_staff": "on", "date_joined_0": "2025-01-03", "date_joined_1": "08:00:00",
        **changes,
    }


def test_who_looks_after_accounts_gives_roles_and_makes_nobody_a_superuser(client, manager, django_user_model):
    account = django_user_model.objects.create_user("new")
    page = reverse("admin:auth_user_change", args=[account.pk])
    assert b'name="is_superuser"' not in client.get(page).content and b'name="groups"' in client.get(page).content
    everything = {"is_superuser": "on", "user_permissions": list(Permission.objects.values_list("pk", flat=True))}
    sent = account_form(account, groups=[Group.objects.get(name=WRITER).pk], **everything)
    assert client.post(page, sent).status_code == 302
    account.refresh_from_db()
    assert not account.is_superuser and not account.user_permissions.exists()
    assert [group.name for group in account.groups.all()] == [WRITER]


def test_a_superuser_is_touched_by_superusers_only(client, manager, django_user_model):
    owner = django_user_model.objects.create_superuser("owner", password="y")
    address = reverse("admin:auth_user_change", args=[owner.pk])
    assert client.post(address, account_form(owner, username="taken")).status_code == 403
    assert client.get(f"{address.removesuffix('change/')}password/").status_code == 403
    client.post(reverse("admin:auth_user_delete", args=[owner.pk]), {"post": "yes"})
    client.post(reverse("admin:auth_user_changelist"), {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"})
    owner.refresh_from_db()
    assert owner.username == "owner"
