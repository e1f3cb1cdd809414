"""Topics are proposed with their reasons, for chosen documents and for an upload, and taken where they are ticked."""
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from documents import uploading
from documents.importing import Source, import_source, merge_headings, undo_merge
from documents.importing.topics import TopicRules
from documents.models import Document, HeadingMerge, State, Topic

pytestmark = pytest.mark.django_db
TEXT = "甲市教育局关于学籍管理的通知\n\n甲教〔2025〕1号\n\n各学校：\n\n现通知如下。\n\n一、要求\n\n各校要办好学籍。\n\n甲市教育局\n2025年3月5日\n"


@pytest.fixture(autouse=True)
def topics(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    whole = Topic.objects.create(name="教育", slug="jiaoyu")
    return whole, Topic.objects.create(name="学籍", slug="xueji", rules="标题：学籍", parent=whole)


@pytest.fixture
def document():
    return Document.objects.get(pk=import_source(Source("甲.txt", TEXT.encode()), state=State.PUBLISHED).document_id)


def names(document):
    return sorted(document.topics.values_list("name", flat=True))


def test_what_is_ticked_is_added_with_its_whole(admin_client, document):
    address, chosen = "/admin/documents/document/", {"action": "propose_topics", "_selected_action": [document.pk]}
    page = admin_client.post(address, chosen).content.decode()
    assert "标题有“学籍”" in page and "“学籍”属于它" in page and names(document) == []
    admin_client.post(address, chosen | {"post": "yes", f"topics-{document.pk}": ["学籍", "别的"]})
    assert names(document) == ["学籍"]
    assert [one.topic for one in TopicRules.stored().proposals(document)] == ["教育"]
    assert document.revisions.count() == 2


def test_the_review_of_an_upload_proposes_them(admin_client, admin_user):
    upload = uploading.receive([SimpleUploadedFile("甲.txt", TEXT.encode())], admin_user).uploads.get()
    uploading.work_off()
    address = f"/admin/documents/upload/{upload.pk}/review/"
    form = admin_client.get(address).context["form"]
    assert [value for value, _ in form.fields["proposed_topics"].choices] == ["学籍", "教育"]
    values = {name: form[name].value() or "" for name in form.fields if name not in ("topics", "proposed_topics")}
    admin_client.post(address, values | {"proposed_topics": ["学籍", "教育"], "draft": "x"})
    assert names(Document.objects.get()) == ["学籍", "教育"]


def test_there_are_two_levels_of_topics(topics):
    whole, part = topics
    for wrong in (Topic(name="三", slug="3", parent=part), Topic(pk=whole.pk, name="教育", slug="jiaoyu", parent=whole)):
        with pytest.raises(ValidationError, match="两级"):
            wrong.clean()


def test_a_merge_keeps_the_rules_and_what_is_part_of_a_topic(topics, admin_user):
    whole, part = topics
    other = Topic.objects.create(name="教育类", slug="x", rules="教育")
    merge_headings(whole, other, admin_user)
    assert Topic.objects.get(pk=part.pk).parent == other
    undo_merge(HeadingMerge.objects.get())
    assert Topic.objects.get(pk=part.pk).parent == Topic.objects.get(name="教育")


def test_the_page_of_topics_shows_what_is_part_of_what(client, topics, document):
    document.topics.set(topics)
    page = client.get("/topics/").content.decode()
    assert page.index("/topics/jiaoyu/") < page.index('class="parts"') < page.index("/topics/xueji/")
