"""An editor looks at what a document was, compares, and brings it back."""
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from documents.importing import import_source, set_state, update
from documents.importing.sources import Source
from documents.models import Document, State
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource

from .test_documents import TEXT, editor, form_values, stored  # noqa: F401

pytestmark = pytest.mark.django_db


def address(name, document, *numbers):
    return reverse(f"admin:documents_document_{name}", args=[document.pk, *numbers])


def edited(document, text, **facts):
    import_source(Source("", b"", {"title": document.title, **facts}, text), into=Document.objects.get(pk=document.pk))


def shown(client, *where, **asked) -> str:
    answer = client.get(address(*where), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def document(admin_user):
    document = stored()
    with editing(author=admin_user, how=RevisionSource.EDIT, why="<b>校对</b>"):
        edited(document, document.markdown.replace("为了规范", "为了进一步规范"), number="甲政发〔2021〕1号")
    return document


def test_the_list_names_who_when_how_why_and_what(admin_client, document):
    page = shown(admin_client, "revisions", document)
    for words in ("第 2 次", "admin", "编辑", "&lt;b&gt;校对&lt;/b&gt;", "发文字号（空）→“甲政发〔2021〕1号”；正文", "最早的记录"):
        assert words in page, words
    assert address("restore", document, 1) in page and address("restore", document, 2) not in page
    assert address("revisions", document) in admin_client.get(address("change", document)).content.decode()


def test_it_takes_as_many_queries_however_many_there_are(admin_client, document, django_assert_max_num_queries):
    for note in range(30):
        update(document, note=f"{note}")
    with django_assert_max_num_queries(8):
        shown(admin_client, "revisions", document)


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_two_are_compared_character_by_character(admin_client, document, order):
    page = shown(admin_client, "compare", document, **dict(zip(("from", "to"), order, strict=True)))
    assert "为了<ins>进一步</ins>规范" in page and "（空）" in page and "甲政发〔2021〕1号" in page
    assert "总则" not in page  # what did not change


def test_width_and_punctuation_count_only_when_asked(admin_client, document):
    before = Document.objects.get(pk=document.pk)
    edited(before, before.markdown.replace("，", ","), number=before.number)
    assert before.revisions.count() == 3
    assert "只有全角半角、标点或空格不同" in shown(admin_client, "compare", document, **{"from": 2, "to": 3})
    assert "<del>，</del><ins>,</ins>" in shown(admin_client, "compare", document, **{"from": 2, "to": 3, "exact": "on"})


@pytest.mark.parametrize("asked", [{}, {"from": 1}, {"from": "a", "to": 2}, {"from": 9, "to": 2}, {"from": "9" * 50, "to": 1}, {"from": "²", "to": 1}])
def test_what_is_not_there_is_not_found(admin_client, document, asked):
    assert admin_client.get(address("compare", document), asked).status_code == 404
    assert admin_client.get(address("restore", document, 99)).status_code == 404


def test_one_is_restored_after_a_question(admin_client, admin_user, document):
    where = address("restore", document, 1)
    assert "为了<del>进一步</del>规范" in shown(admin_client, "restore", document, 1)
    assert document.revisions.count() == 2
    page = admin_client.post(where, {"seen": 2}, follow=True).content.decode()
    document.refresh_from_db()
    assert "已恢复到第 1 次修订" in page and "为了规范" in document.markdown and document.number == ""
    last = document.revisions.get(number=3)
    assert (last.how, last.author, last.why) == ("restore", admin_user, "恢复到第 1 次修订。")


def test_it_says_why_one_is_not_restored(admin_client, document):
    update(document, title="乙办法")
    stored()
    page = admin_client.post(address("restore", document, 1), {"seen": 3}, follow=True).content.decode()
    assert "没有改动：正文与已收录的《甲办法》" in page
    document.refresh_from_db()
    assert document.title == "乙办法"


@pytest.mark.parametrize("name", ["revisions", "compare", "restore"])
def test_who_may_not_look_sees_nothing(client, document, django_user_model, name):
    client.force_login(django_user_model.objects.create_user("someone", is_staff=True))
    numbers = [1] if name == "restore" else []
    assert client.get(address(name, document, *numbers), {"from": 1, "to": 2}).status_code == 403


def test_what_is_public_is_restored_by_those_who_may_publish_alone(editor, document):  # noqa: F811
    set_state(document, State.PUBLISHED)
    assert "恢复</a>" not in shown(editor, "revisions", document)
    assert editor.post(address("restore", document, 1)).status_code == 403
    set_state(document, State.DRAFT)
    assert editor.post(address("restore", document, 1), {"seen": 4}).status_code == 302
    assert Document.objects.get(pk=document.pk).number == ""


def test_saving_without_a_change_writes_nothing_and_says_so(admin_client, document):
    document.refresh_from_db()
    before = Document.objects.values().get(pk=document.pk)
    form = admin_client.get(address("change", document)).context["adminform"].form
    values = {name: value or "" for name, value in form.initial.items() if name != "topics"}
    page = admin_client.post(address("change", document), values, follow=True).content.decode()
    assert "没有改动，所以没有保存" in page
    assert Document.objects.values().get(pk=document.pk) == before and document.revisions.count() == 2


def test_one_act_of_an_editor_is_one_revision(admin_client):
    document = stored()
    values = form_values(document, note="注", validity="repealed", markdown=TEXT + "\n第三条 新加。\n", state="published")
    assert admin_client.post(address("change", document), values).status_code == 302
    revision = document.revisions.get(number=2)
    assert document.revisions.count() == 2 and revision.facts["validity"] == "repealed" and revision.author_name == "admin"


def test_who_may_only_look_at_accounts_is_no_editor(client, document, django_user_model):
    user = django_user_model.objects.create_user("viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_document"))
    client.force_login(user)
    assert "恢复</a>" not in shown(client, "revisions", document)
    assert client.post(address("restore", document, 1)).status_code == 403


QUEUE = reverse("admin:documents_proposal_changelist")


NUMBERED = TEXT.replace("甲办法", "甲市养犬办法\n\n甲政发〔2021〕5号")


def brought(text, name="甲.txt"):
    result = import_source(Source(name, text.encode()), state=State.PUBLISHED)
    return Document.objects.get(pk=result.document_id)


@pytest.fixture
def proposed():
    document = brought(NUMBERED)
    brought(NUMBERED.replace("规范", "规范<b>办事</b>程序"), "乙.txt")
    return document


def test_the_queue_names_what_waits_and_leads_to_the_comparison(admin_client, proposed):
    page = admin_client.get(QUEUE).content.decode()
    assert "甲市养犬办法（已发布）" in page and "乙.txt" in page and "不同的是：正文；字 " in page
    where = admin_client.get(reverse("admin:documents_proposal_change", args=[proposed.revisions.get(number=2).pk]))
    assert where.url == address("decide", proposed, 2)
    page = shown(admin_client, "decide", proposed, 2)
    assert "<ins>&lt;b&gt;办事&lt;/b&gt;程序</ins>" in page and "采用" in page and "不采用" in page


def test_the_queue_takes_as_many_queries_however_long_it_is(admin_client, proposed, django_assert_max_num_queries):
    for number in range(20):
        brought(NUMBERED.replace("规范", f"规范{number}"), "丙.txt")
    assert proposed.revisions.count() > 10
    with django_assert_max_num_queries(12):
        admin_client.get(QUEUE)


@pytest.mark.parametrize(("button", "text", "status"), [("accept", "办事", None), ("decline", "", "declined")])
def test_a_person_decides(admin_client, proposed, button, text, status):
    page = admin_client.post(address("decide", proposed, 2), {button: "1", "seen": 1}, follow=True).content.decode()
    proposed.refresh_from_db()
    assert ("办事" in proposed.markdown) is bool(text) and proposed.is_published
    assert "乙.txt" not in admin_client.get(QUEUE).content.decode()
    left = proposed.revisions.exclude(status="applied").values_list("status", flat=True)
    assert list(left) == ([status] if status else [])
    assert "已采用新文本" in page if text else "保持不变" in page
    if text:
        last = proposed.revisions.order_by("number").last()
        assert (last.how, last.author_name, last.why, last.original_name) == ("command", "admin", "采用第 2 次修订提出的文本。", "乙.txt")


@pytest.mark.parametrize(("name", "number"), [("decide", 2), ("restore", 1)])
def test_nobody_decides_on_what_they_have_not_seen(admin_client, proposed, name, number):
    update(proposed, note="别人刚刚写的")
    page = admin_client.post(address(name, proposed, number), {"accept": "1", "seen": 1}).content.decode()
    assert "别人修改了这份文件" in page
    proposed.refresh_from_db()
    assert "办事" not in proposed.markdown and proposed.note


def test_what_is_public_is_decided_by_those_who_may_publish_alone(editor, proposed):  # noqa: F811
    assert editor.get(QUEUE).status_code == 200
    for button in ("accept", "decline"):
        assert editor.post(address("decide", proposed, 2), {button: "1", "seen": 1}).status_code == 403
    assert proposed.revisions.get(number=2).status == "proposed"


def test_who_may_not_change_documents_does_not_see_the_queue(client, proposed, django_user_model):
    client.force_login(django_user_model.objects.create_user("someone", is_staff=True))
    assert client.get(QUEUE).status_code == 403
    assert client.get(reverse("admin:documents_proposal_change", args=[proposed.revisions.get(number=2).pk])).status_code == 403


def test_further_sources_are_listed_on_the_page_of_the_document(admin_client, proposed):
    brought(NUMBERED.replace("，", ","), "转载.txt")
    page = admin_client.get(address("change", proposed)).content.decode()
    assert "其他来源" in page and "转载.txt" in page
    assert "存为它的又一来源" in shown(admin_client, "decide", proposed, 3)
