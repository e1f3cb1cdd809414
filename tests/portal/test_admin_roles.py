"""Who may open and send what in the admin, and that nobody is offered more: each registered model, through its addresses."""
import re
from collections import Counter
from datetime import date
from urllib.parse import urldefrag, urljoin

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from lxml import html

from documents.importing import Source, import_source
from documents.models import (
    Batch,
    BodyAlias,
    Citation,
    Document,
    HeadingMerge,
    IssuingBody,
    Proposal,
    ProposedHeading,
    ShortName,
    State,
    StatusEvent,
    Upload,
    Work,
)
from documents.vocabulary.enums import RevisionStatus
from portal import roles
from portal.models import FailedSignIn, Followed, SignIn, Subscriber, Subscription
from search.models import FrequentSearch, MissedSearch, PendingUpdate, Synonyms

pytestmark = [pytest.mark.django_db, pytest.mark.site]  # every page of the admin for every role

# The groups that the portal makes, and single permissions as an administrator may give them; ``None``: all.
EDITOR = {"add_document", "change_document"}
ROLES = {"nobody": set(), "editor": EDITOR, "publisher": EDITOR | {"publish_document"}, **dict.fromkeys(roles.ROLES, set()), "superuser": None}
SUPER, NOBODY, PUBLISHERS, MANAGERS = {"superuser"}, set(), {"publisher", "审核", "superuser"}, {"管理", "superuser"}
EDITORS = PUBLISHERS | {"editor", "编辑"}
STAFF = EDITORS | MANAGERS
PAGES = ("list", "add", "look", "change", "delete", "history")
KEPT_BY_EDITORS = (EDITORS, EDITORS, EDITORS, EDITORS, EDITORS, EDITORS)
LOOKED_UP = (STAFF, MANAGERS, STAFF, MANAGERS, MANAGERS, STAFF)
ADMINISTERED = (MANAGERS,) * 6
DERIVED = (SUPER, NOBODY, SUPER, NOBODY, NOBODY, SUPER)
LOGGED = (MANAGERS, NOBODY, MANAGERS, NOBODY, MANAGERS, MANAGERS)
TABLE = {
    "documents_document": (STAFF, EDITORS, STAFF, EDITORS, SUPER | {"审核"}, STAFF),
    "documents_upload": KEPT_BY_EDITORS, "documents_batch": (EDITORS, NOBODY, EDITORS, NOBODY, NOBODY, EDITORS), "documents_proposal": (EDITORS, NOBODY, EDITORS, NOBODY, NOBODY, EDITORS),
    "documents_topic": LOOKED_UP, "documents_column": LOOKED_UP, "documents_issuingbody": LOOKED_UP,
    "documents_bodyalias": ADMINISTERED, "documents_shortname": ADMINISTERED,
    "documents_statusevent": (PUBLISHERS, PUBLISHERS, PUBLISHERS, NOBODY, NOBODY, PUBLISHERS),
    "documents_proposedheading": (MANAGERS, NOBODY, MANAGERS, NOBODY, NOBODY, MANAGERS),
    "documents_headingmerge": (MANAGERS, NOBODY, MANAGERS, NOBODY, NOBODY, MANAGERS),
    "documents_section": DERIVED, "documents_citation": DERIVED, "documents_work": DERIVED, "documents_documentname": DERIVED,
    "search_synonyms": ADMINISTERED, "search_frequentsearch": LOGGED, "search_missedsearch": LOGGED,
    "search_pendingupdate": (MANAGERS, NOBODY, MANAGERS, NOBODY, SUPER, MANAGERS),
    "auth_user": ADMINISTERED, "auth_group": (MANAGERS, SUPER, MANAGERS, SUPER, SUPER, MANAGERS),
    **dict.fromkeys(("admin_logentry", "portal_signin", "portal_failedsignin", "portal_followed"), (MANAGERS, NOBODY, MANAGERS, NOBODY, NOBODY, MANAGERS)),
}
PICKERS = {
    ("document", "topics"): STAFF, ("document", "column"): STAFF,
    ("issuingbody", "parent"): STAFF, ("bodyalias", "body"): STAFF,
}
TEXT = "甲办法\n\n教育部令第1号\n\n第一条 根据《乙办法》和《丙办法》，制定本办法。\n\n第二条 本办法自印发之日起施行。\n"


def store(name, state, **facts):
    text = TEXT.replace("甲办法", name).replace("制定", f"为{name}制定")
    facts = {"title": name, "topics": ["主题"], "column": "栏目", "bodies": ["教育部"], **facts}
    return Document.objects.get(pk=import_source(Source(f"{name}.txt", text.encode(), facts), state=state).document_id)


@pytest.fixture
def rows(settings, tmp_path, django_user_model):
    """One row of each model, and of documents a draft and a published one, with all that hangs on them."""
    settings.MEDIA_ROOT = tmp_path
    draft = store("甲办法", State.DRAFT)
    store("草稿办法", State.DRAFT, topics=["只在草稿中的主题"], column="只在草稿中的栏目", bodies=["只在草稿中的机关"])
    published = store("乙办法", State.PUBLISHED)
    import_source(Source("又.txt", TEXT.replace("甲办法", "乙办法").replace("制定", "再次为乙办法制定").encode(), {"title": "乙办法"}))
    someone = django_user_model.objects.create_user("someone")
    upload = Upload(name="丁.txt", uploaded_by=someone, batch=Batch.objects.create(created_by=someone))
    upload.file.save("upload", ContentFile(TEXT.replace("甲", "丁").replace("制定", "另行制定").encode()))
    StatusEvent.objects.create(document=published, validity="in-force", basis="table")
    BodyAlias.objects.create(name="国家教委", body=IssuingBody.objects.get(name="教育部"))
    HeadingMerge.objects.create(kind="topic", name="旧主题", slug="旧主题", target=1, target_name="主题", kept={})
    ProposedHeading.objects.create(kind="column", name="时政要闻").documents.add(draft)
    ShortName.objects.create(name="甲法", title="中华人民共和国甲法")
    Synonyms.objects.create(line="双减, 减负")
    FrequentSearch.objects.create(text="学籍", count=3)
    MissedSearch.objects.create(text="学藉", count=3)
    PendingUpdate.objects.create(document_id=draft.pk)
    SignIn.objects.create(username="someone")
    FailedSignIn.objects.create(username="someone")
    followed = Followed.objects.create(kind="documents", query="kind=%E5%8A%9E%E6%B3%95", words="全部文件（公文种类：办法）", digest="x")
    Subscription.objects.create(subscriber=Subscriber.objects.create(address="reader@example.cn"), followed=followed, told_until=date(2025, 1, 1))
    Group.objects.create(name="组")
    LogEntry.objects.log_actions(upload.uploaded_by.pk, [draft], CHANGE, "改", single_object=True)
    assert Citation.objects.filter(cited=published).exists() and Work.objects.exists()
    return {f"{m._meta.app_label}_{m._meta.model_name}": m.objects.order_by("pk").first() for m in admin.site._registry} | {
        "documents_document": draft, "documents_proposal": Proposal.objects.get(status=RevisionStatus.PROPOSED), "auth_user": django_user_model.objects.create_user("idle"), "published": published,
    }


@pytest.fixture(params=ROLES)
def role(request, client, django_user_model):
    names = ROLES[request.param]
    user = django_user_model.objects.create_user(request.param, password="x", is_staff=True, is_superuser=names is None)
    user.user_permissions.set(Permission.objects.filter(codename__in=names or ()))
    user.groups.set(Group.objects.filter(name=request.param))
    client.force_login(user)
    return request.param


def answers(client, name, row):
    """The status of each page of a model: whether it opens and, where it is sent, whether that is allowed."""
    at = {page: reverse(f"admin:{name}_{page}", args=[row.pk]) for page in ("change", "delete", "history")}
    return dict(zip(PAGES, (
        client.get(reverse(f"admin:{name}_changelist")), client.post(reverse(f"admin:{name}_add")), client.get(at["change"]),
        client.post(at["change"]), client.get(at["delete"]), client.get(at["history"]),
    ), strict=True))


def test_every_model_has_a_row_in_the_table():
    assert set(TABLE) == {f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry}


def test_each_role_opens_and_sends_what_the_table_says(client, rows, role):
    wrong = []
    for name, expected in TABLE.items():
        for (page, answer), may in zip(answers(client, name, rows[name]).items(), expected, strict=True):
            if answer.status_code not in ((200, 302) if role in may else (403,)):
                wrong.append((name, page, answer.status_code))
    assert wrong == []


def test_what_is_public_is_changed_by_publishers_only(client, rows, role):
    found = {page: answer.status_code for page, answer in answers(client, "documents_document", rows["published"]).items()}
    assert found["look"] == found["history"] == (200 if role in STAFF else 403)
    assert found["change"] == (200 if role in PUBLISHERS else 403)


def test_each_picker_opens_for_whoever_meets_it(client, role, rows):
    for (model, field), may in PICKERS.items():
        asked = {"app_label": "documents", "model_name": model, "field_name": field, "term": ""}
        answer = client.get(reverse("admin:autocomplete"), asked)
        assert answer.status_code == (200 if role in may else 403), (model, field)
        assert role not in may or answer.json()["results"], (model, field)


def test_who_sends_files_takes_a_batch_back_and_so_does_who_publishes(client, rows, role):
    """It is another's: of what one has sent oneself, see ``tests/documents/admin``."""
    batch = rows["documents_batch"]
    for page, may in (("progress", EDITORS), ("report", EDITORS), ("take_back", PUBLISHERS)):
        assert client.get(reverse(f"admin:documents_batch_{page}", args=[batch.pk])).status_code == (200 if role in may else 403), page
    assert client.post(reverse("admin:documents_batch_begin")).status_code == (200 if role in EDITORS else 403)
    assert client.post(reverse("admin:documents_batch_files", args=[batch.pk])).status_code == 403
    assert client.post(reverse("admin:documents_batch_take_back", args=[batch.pk])).status_code == (302 if role in PUBLISHERS else 403)


def test_no_link_leads_anyone_where_they_may_not_go(client, rows, role):
    """Everything that pages of the admin link to, from its first page on, opens; that is how what is offered is known."""
    seen, queue, broken, opened = set(), [("", reverse("admin:index"))], [], Counter()
    while queue:
        at, address = queue.pop()
        kind = re.sub(r"\d+", "1", address)
        if address in seen or opened[kind] == 3:
            continue
        seen.add(address)
        opened[kind] += 1
        answer = client.get(address, follow=True)
        is_ahead = "/preview/" in at and answer.status_code == 404  # names that are public once the document is
        if answer.status_code != 200 and not is_ahead:
            broken.append((at, address, answer.status_code))
        elif address.startswith("/admin/") and "?" not in address and "html" in answer["Content-Type"]:
            here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
            links = html.document_fromstring(answer.content).xpath("//a/@href")
            queue += [(address, urldefrag(urljoin(here, link)).url) for link in links if "://" not in link]
    assert broken == []
    assert len(seen) > (2 if role == "nobody" else 60 if role == "superuser" else 20)


@pytest.mark.parametrize("key", ["abc", "0", "-1", "%00", "²", "9" * 20, "9" * 5000, "1_0000000005"])
def test_no_key_that_is_none_breaks_a_page(admin_client, rows, key):
    for name in TABLE:
        base = reverse(f"admin:{name}_changelist")
        for page in ("change", "delete", "history"):
            assert admin_client.get(f"{base}{key}/{page}/").status_code in (302, 403, 404), (name, page)
    for field in ("topics", "column"):
        assert admin_client.get(reverse("admin:documents_document_add") + f"?{field}={key}").status_code == 200
    for model, field in (("issuingbody", "parent"), ("bodyalias", "body")):
        assert admin_client.get(reverse(f"admin:documents_{model}_add") + f"?{field}={key}").status_code == 200


def test_without_an_account_every_page_asks_for_one(client, rows):
    for name, row in rows.items():
        if name in TABLE:
            assert {answer.status_code for answer in answers(client, name, row).values()} == {302}, name
