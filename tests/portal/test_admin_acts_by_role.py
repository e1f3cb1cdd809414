"""Who may do what in the admin beyond the pages that every model has: pages of their own, by GET and POST, and what lists offer to do."""
import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import LogEntry
from django.urls import URLPattern, reverse
from lxml import html

from documents.models import Document, Proposal, Revision, State, Upload

from .test_admin_roles import (
    EDITORS,
    MANAGERS,
    PAGES,
    PUBLISHERS,
    STAFF,
    SUPER,
    role,  # noqa: F401
    rows,  # noqa: F401
)

pytestmark = [pytest.mark.django_db, pytest.mark.site]

ALL = STAFF | {"nobody"}
SEEN_ELSEWHERE = {"autocomplete", "documents_batch_begin", "documents_batch_files", "documents_batch_join", "documents_batch_progress",
                  "documents_batch_report", "documents_batch_take_back"}  # in test_admin_roles
OF_DJANGO = {"index", "login", "logout", "jsi18n", "view_on_site", "app_list", "password_change", "password_change_done"}
# name → who looks, who sends, and who sends where it is public; ``None``: nothing is sent there.
DOCUMENT = {
    "revisions": (STAFF, None, None), "compare": (STAFF, None, None), "preview": (STAFF, None, None), "original": (STAFF, None, None),
    "original_page": (STAFF, None, None), "citations": (STAFF, EDITORS, PUBLISHERS), "outline": (STAFF, EDITORS, PUBLISHERS),
    "restore": (EDITORS, EDITORS, PUBLISHERS), "decide": (STAFF, None, PUBLISHERS),
}
OTHERS = {
    "documents_document_metadata": (EDITORS, EDITORS), "documents_upload_review": (EDITORS, EDITORS), "documents_upload_original": (EDITORS, None),
    "documents_upload_original_page": (EDITORS, None), "remove_samples": ({"审核", "superuser"}, None), "sign_ins": (ALL, None), "two_factor": (ALL, None),
    "portal_followed_forget": (MANAGERS, MANAGERS),
}
# What the list of a model offers to do with its rows.
ACTIONS = {
    "documents_document": {
        "send_to_review": EDITORS, "publish": PUBLISHERS, "withdraw": PUBLISHERS, "back_to_draft": PUBLISHERS, "change_many": EDITORS,
        "propose_topics": EDITORS, "metadata_csv": STAFF, "metadata_xlsx": STAFF, "put_back": SUPER | {"审核"}, "empty": MANAGERS,
        "delete_selected": SUPER | {"审核"},
    },
    "documents_upload": {
        "accept_for_review": EDITORS, "accept_drafts": EDITORS, "accept_published": PUBLISHERS, "assign_to_me": EDITORS, "assign": EDITORS,
        "read_again": EDITORS, "delete_selected": EDITORS,
    },
    "documents_topic": {"merge": MANAGERS, "delete_selected": MANAGERS}, "documents_column": {"delete_selected": MANAGERS},
    "documents_issuingbody": {"merge": MANAGERS, "confirm": MANAGERS, "delete_selected": MANAGERS}, "documents_headingmerge": {"undo": MANAGERS},
    "documents_proposedheading": {"adopt": MANAGERS, "decline": MANAGERS},
    "auth_user": {"end_sessions": MANAGERS, "cancel_two_factor": MANAGERS, "delete_selected": MANAGERS},
}


def own_pages():
    """The names of all pages of the admin that no model has by itself."""
    found = {pattern.name for pattern in admin.site.get_urls() if isinstance(pattern, URLPattern)} - {None}
    for model_admin in admin.site._registry.values():
        found |= {pattern.name for pattern in model_admin.get_urls()} - {None}
    return {name for name in found if name.rpartition("_")[2] not in ("changelist", *PAGES)}


def test_every_page_and_act_has_a_row():
    assert own_pages() - OF_DJANGO - SEEN_ELSEWHERE == {f"documents_document_{name}" for name in DOCUMENT} | set(OTHERS)
    for model, model_admin in admin.site._registry.items():
        if model_admin.actions:
            rights = ACTIONS[f"{model._meta.app_label}_{model._meta.model_name}"]
            assert {one if isinstance(one, str) else one.__name__ for one in model_admin.actions} <= set(rights)


def test_each_role_opens_and_sends_the_pages_that_the_table_says(client, rows, role):  # noqa: F811
    wrong = []

    def check(name, answer, may):
        if (answer.status_code not in (403, 404)) != (role in may):
            wrong.append((name, answer.request["REQUEST_METHOD"], answer.status_code))
        assert answer.status_code < 500, name

    proposal = Proposal.objects.get(pk=rows["documents_proposal"].pk)
    for name, (look, send, send_public) in DOCUMENT.items():
        for document, may in ((rows["documents_document"], send), (rows["published"], send_public)):
            is_public, arguments = document == rows["published"], {"restore": [1], "decide": [proposal.number]}.get(name, [])
            address = reverse(f"admin:documents_document_{name}", args=[document.pk, *arguments]) + ("?from=1&to=1" if name == "compare" else "")
            if is_public == (name == "decide"):
                check(name, client.get(address), look)
            if may is not None:
                check(name, client.post(address, {"outline": "raise 0 art-1", "seen": "0"}), may)
    for name, (look, send) in OTHERS.items():
        address = reverse(f"admin:{name}", args=[rows["documents_upload"].pk] if "_upload_" in name else [])
        check(name, client.get(address), look)
        if send is not None:
            check(name, client.post(address, {"open": ""}), send)
    assert wrong == []


def test_each_role_is_offered_the_acts_that_the_table_says_and_no_other_does_anything(client, rows, role):  # noqa: F811
    def everything():
        states = list(Document.objects.order_by("pk").values_list("pk", "state")), list(Upload.objects.order_by("pk").values_list("pk", "state"))
        return states, LogEntry.objects.count(), Revision.objects.count(), [model.objects.count() for model in admin.site._registry]

    for name, rights in ACTIONS.items():
        address = reverse(f"admin:{name}_changelist")
        page = client.get(address)
        offered = set(html.document_fromstring(page.content).xpath("//select[@name='action']/option/@value")) - {""} if page.status_code == 200 else set()
        assert offered == {act for act, may in rights.items() if role in may}, name
        before = everything()
        for act in rights.keys() - offered:
            answer = client.post(address, {"action": act, ACTION_CHECKBOX_NAME: rows[name].pk, "post": "yes"})
            assert answer.status_code in (200, 302, 403) and b'name="post"' not in answer.content, (name, act)  # nothing is asked
        assert everything() == before, name


@pytest.mark.parametrize("role", ["编辑", "审核"], indirect=True)
def test_what_is_public_is_not_changed_with_many_by_who_may_not_publish(client, rows, role):  # noqa: F811
    """The list offers an editor to change many, for the drafts among them."""
    published = rows["published"]
    for act in ({"action": "change_many", "post": "yes", "kind": "通告"}, {"action": "send_to_review"}):
        client.post(reverse("admin:documents_document_changelist"), act | {ACTION_CHECKBOX_NAME: published.pk})
    published.refresh_from_db()
    assert published.state == State.PUBLISHED and (published.kind == "通告") == (role in PUBLISHERS)
