"""Two bodies or two topics that are one: documents, aliases and addresses follow, and all of it can be undone."""
import pytest
from django.urls import reverse

from documents.importing import NotMerged, merge_headings, undo_merge
from documents.models import BodyAlias, Document, HeadingMerge, IssuingBody, State, Topic
from documents.models.bodies import DocumentBody
from documents.signals import document_changed
from tests.factories import make_body, make_document, make_topic

pytestmark = pytest.mark.django_db


def signatures():
    return sorted(DocumentBody.objects.values_list("document__title", "body__name", "signed_as", "position"))


def filed():
    return sorted(Topic.documents.through.objects.values_list("document__title", "topic__name"))


@pytest.fixture
def bodies():
    old, new = make_body("国家教委"), make_body("教育部")
    make_document("旧文件", bodies=["国家教委"])
    make_document("合发", bodies=["国家教委", "教育部"])
    make_document("新文件", bodies=["教育部"])
    BodyAlias.objects.create(body=old, name="国家教育委员会")
    make_body("基础教育司", parent=old)
    old.predecessors.add(make_body("旧教育部"))
    return old, new


def test_what_a_body_has_goes_to_the_other_and_its_names_stay_on_the_documents(bodies):
    old, new = bodies
    heard = []
    document_changed.connect(hear := lambda document_id, **_: heard.append(document_id))
    merge_headings(old, new, None)
    document_changed.disconnect(hear)
    assert signatures() == [("合发", "教育部", "教育部", 1), ("新文件", "教育部", "教育部", 0), ("旧文件", "教育部", "国家教委", 0)]
    assert set(new.aliases.values_list("name", flat=True)) == {"国家教委", "国家教育委员会"}
    assert [b.name for b in new.children.all()] == ["基础教育司"] and [b.name for b in new.predecessors.all()] == ["旧教育部"]
    assert not IssuingBody.objects.filter(name="国家教委").exists()
    assert {Document.objects.get(pk=key).title for key in heard} >= {"旧文件", "合发"}


def test_a_merge_of_bodies_is_undone_whole(bodies):
    old, new = bodies
    before = signatures()
    undo_merge(merge_headings(old, new, None))
    again = IssuingBody.objects.get(name="国家教委")
    assert signatures() == before and again.slug == old.slug
    assert [a.name for a in again.aliases.all()] == ["国家教育委员会"] and not new.aliases.exists()
    assert [b.name for b in again.children.all()] == ["基础教育司"] and [b.name for b in again.predecessors.all()] == ["旧教育部"]
    with pytest.raises(NotMerged, match="已经撤销过"):
        undo_merge(HeadingMerge.objects.get())


def test_a_body_is_merged_into_the_one_below_it():
    above = make_body("上级")
    below = make_body("下级", parent=above)
    merge_headings(above, below, None)
    below.refresh_from_db()
    assert below.parent is None


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_body_is_merged_into_one_below_it_without_a_circle_and_undone(depth):
    top = make_body("国务院")
    chain = [make_body("甲部", parent=top)]
    for number in range(depth):
        chain.append(make_body(f"{number}司", parent=chain[-1]))
    beside, whole = make_body("旁司", parent=chain[0]), dict(IssuingBody.objects.values_list("name", "parent__name"))
    merged = merge_headings(chain[0], chain[-1], None)
    for body in IssuingBody.objects.all():
        seen = {body.pk}
        while body.parent:
            body = body.parent
            assert body.pk not in seen
            seen.add(body.pk)
        assert body == top
    beside.refresh_from_db()
    assert beside.parent == chain[-1]
    undo_merge(merged)
    assert dict(IssuingBody.objects.values_list("name", "parent__name")) == whole


def test_a_topic_that_is_merged_into_one_below_it_is_above_it_again_when_that_is_undone():
    above = make_topic("教育")
    below = make_topic("教师", parent=above)
    merged = merge_headings(above, below, None)
    below.refresh_from_db()
    assert below.parent is None
    undo_merge(merged)
    below.refresh_from_db()
    assert below.parent and below.parent.name == "教育"


def test_topics_are_merged_and_undone_and_what_was_changed_since_stays():
    old, new = make_topic("旧主题", description="说明", position=3), make_topic("新主题")
    make_document("甲", topics=["旧主题"])
    both = make_document("乙", topics=["旧主题", "新主题"])
    merged = merge_headings(old, new, None)
    assert filed() == [("乙", "新主题"), ("甲", "新主题")]
    assert both.revisions.first().facts["topics"] == ["新主题"]
    Document.objects.get(title="甲").topics.clear()  # an editor's decision since
    undo_merge(merged)
    assert filed() == [("乙", "新主题"), ("乙", "旧主题")]
    again = Topic.objects.get(name="旧主题")
    assert (again.description, again.position, again.slug) == ("说明", 3, old.slug)


def test_the_former_address_leads_to_the_other_until_it_is_undone(client, bodies):
    old, new = bodies
    merged = merge_headings(old, new, None)
    answer = client.get(old.get_absolute_url() + "?on=2020-05-01")
    assert answer.status_code == 302 and answer["Location"] == new.get_absolute_url() + "?on=2020-05-01"
    further = merge_headings(new, make_body("教育委"), None)
    assert client.get(old.get_absolute_url())["Location"] == IssuingBody.objects.get(name="教育委").get_absolute_url()
    undo_merge(further)
    undo_merge(HeadingMerge.objects.get(pk=merged.pk))
    assert client.get(old.get_absolute_url()).status_code == 200
    assert ("旧文件", "国家教委", "国家教委", 0) in signatures() and ("新文件", "教育部", "教育部", 0) in signatures()


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_name_that_readers_never_saw_leads_nowhere(client, state):
    make_document("公开", bodies=["教育部"])
    make_document("密", bodies=["金丝雀总局"], state=state)
    secret = IssuingBody.objects.get(name="金丝雀总局")
    merge_headings(secret, IssuingBody.objects.get(name="教育部"), None)
    assert client.get(secret.get_absolute_url()).status_code == 404


def test_what_cannot_be_merged_is_said():
    body = make_body("甲")
    with pytest.raises(NotMerged):
        merge_headings(body, body, None)
    with pytest.raises(NotMerged):
        merge_headings(body, make_topic("甲"), None)
    merged = merge_headings(body, make_body("乙"), None)
    make_body("甲")
    with pytest.raises(NotMerged, match="已经另有“甲”"):
        undo_merge(merged)
    assert BodyAlias.objects.filter(name="甲").exists()


def test_merging_in_the_admin_asks_which_stays_and_can_be_undone_there(admin_client, bodies):
    old, new = bodies
    listed = reverse("admin:documents_issuingbody_changelist")
    chosen = {"action": "merge", "_selected_action": [old.pk, new.pk]}
    assert "留下哪一个" in admin_client.post(listed, chosen).content.decode() and IssuingBody.objects.filter(pk=old.pk).exists()
    assert "2 到 10" in admin_client.post(listed, {"action": "merge", "_selected_action": [old.pk]}, follow=True).content.decode()
    admin_client.post(listed, chosen | {"post": "yes", "target": new.pk})
    assert not IssuingBody.objects.filter(pk=old.pk).exists()
    merges = reverse("admin:documents_headingmerge_changelist")
    admin_client.post(merges, {"action": "undo", "_selected_action": [HeadingMerge.objects.get().pk]})
    assert IssuingBody.objects.filter(name="国家教委").exists()
