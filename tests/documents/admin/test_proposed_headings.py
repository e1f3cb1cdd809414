"""What files name and the site does not have is proposed to those who keep topics and columns, and made public by nobody else."""
import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from documents.importing import Source, adopt, adopting, import_source, trash
from documents.models import Column, Document, ProposedHeading, State, Topic
from tests.documents.admin.test_documents import review_of

pytestmark = pytest.mark.django_db
LIST = reverse("admin:documents_proposedheading_changelist")


def stored(name, column="时政要闻", topics="养犬"):
    text = f"---\ntitle: {name}管理办法\ncolumn: {column}\ntopics: [{topics}]\n---\n## 第一条\n\n为了{name}，制定本办法。\n"
    return Document.objects.get(pk=import_source(Source(f"{name}.md", text.encode()), state=State.PUBLISHED).document_id)


def proposed(name):
    return ProposedHeading.objects.get(name=name)


def test_each_is_proposed_once_with_the_documents_that_name_it(client):
    documents = [stored("养犬"), stored("养鸽")]
    assert {str(one): set(one.documents.all()) for one in ProposedHeading.objects.all()} == {"栏目“时政要闻”": set(documents), "主题“养犬”": set(documents)}
    assert client.get("/columns/时政要闻/").status_code == client.get("/topics/养犬/").status_code == 404


def test_what_is_adopted_is_made_and_given_to_them_but_for_what_has_a_column_or_was_deleted(client):
    kept, given, deleted = stored("养犬"), stored("养鸽"), stored("养鸡")
    kept.column = Column.objects.create(name="政策", slug="政策")
    kept.save()
    trash(deleted)
    assert adopt(proposed("时政要闻")) == (2, 0) and adopt(proposed("养犬")) == (2, 0)
    assert {one.title: (one.column and one.column.name, [topic.name for topic in one.topics.all()]) for one in Document.objects.all()} == {
        "养犬管理办法": ("政策", ["养犬"]), "养鸽管理办法": ("时政要闻", ["养犬"]), "养鸡管理办法": (None, []),
    }
    assert list(proposed("时政要闻").documents.all()) == [deleted]
    assert client.get("/columns/时政要闻/").status_code == client.get("/topics/养犬/").status_code == 200
    assert stored("养猫").column == given.column or Document.objects.get(title="养猫管理办法").column.name == "时政要闻"


@pytest.mark.parametrize("name", ["养犬", "养，犬", "《养犬》"])
def test_whatever_it_is_called_it_has_an_address_of_its_own(client, name):
    Topic.objects.create(name="别的", slug="养犬")
    document = stored("养鸽", topics=f"'{name}'")
    adopt(ProposedHeading.objects.get(kind="topics"))
    topic = document.topics.get()
    assert topic.slug != "养犬" and client.get(topic.get_absolute_url()).status_code == 200


def test_many_are_given_it_a_part_at_a_time(monkeypatch):
    monkeypatch.setattr(adopting, "MOST_CHANGED", 1)
    stored("养犬"), stored("养鸽")
    assert adopt(proposed("时政要闻")) == (1, 1) and adopt(proposed("时政要闻")) == (1, 0)
    assert not ProposedHeading.objects.filter(kind="column").exists()


def test_whoever_keeps_them_sees_decides_and_is_asked_no_more(client, django_user_model):
    stored("养犬")
    manager = django_user_model.objects.create_user("manager", is_staff=True)
    manager.groups.add(Group.objects.get(name="管理"))
    client.force_login(manager)
    assert "建议新增的主题和栏目" in client.get("/admin/").content.decode()
    assert "养犬管理办法" in client.get(reverse("admin:documents_proposedheading_change", args=[proposed("养犬").pk])).content.decode()
    client.post(LIST, {"action": "adopt", "_selected_action": [proposed("养犬").pk]})
    client.post(LIST, {"action": "decline", "_selected_action": [proposed("时政要闻").pk]})
    assert Topic.objects.filter(name="养犬").exists() and not Column.objects.exists()
    stored("养鸽")
    assert f"{LIST}?is_declined__exact=0" not in client.get("/admin/").content.decode()


def test_what_a_reviewed_file_names_is_proposed_whatever_the_reviewer_chose(admin_client):
    Topic.objects.create(name="学籍", slug="学籍")
    text = "---\ncolumn: 时政要闻\ntopics: [养犬, 学籍]\n---\n养犬管理办法\n\n第一条 为了养犬，制定本办法。\n"
    review, values, page = review_of(admin_client, "养犬管理办法.md", text)
    assert "建议管理员增加" in page
    admin_client.post(review, values | {"title": "养犬管理办法", "topics": [], "publish": "1"})
    document = Document.objects.get()
    assert not document.topics.exists() and {str(one) for one in document.proposed_headings.all()} == {"栏目“时政要闻”", "主题“养犬”"}


def test_an_editor_does_not(client, django_user_model):
    stored("养犬")
    editor = django_user_model.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="编辑"))
    client.force_login(editor)
    assert client.get(LIST).status_code == 403 and LIST not in client.get("/admin/").content.decode()
