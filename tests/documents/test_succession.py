"""Bodies that are no more and what took over: loaded once, shown to readers, and said to who still names them in a draft."""
from datetime import date

import pytest
from django.urls import reverse

from documents.importing.registry import load_registry
from documents.models import BodyAlias, IssuingBody, State
from tests.factories import make_body, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(settings):
    load_registry(settings.BASE_DIR / "fixtures")


def test_every_body_of_the_registry_that_has_ended_leads_to_one_that_has_not(registry):
    ended = list(IssuingBody.objects.filter(ended_on__isnull=False))
    assert len(ended) > 30
    for body in ended:
        reached, ahead = set(), [body]
        while ahead:
            now = ahead.pop()
            reached.add(now)
            successors = list(now.successors.all())
            assert all(new.ended_on is None or new.ended_on > now.ended_on for new in successors if now.ended_on), now
            ahead += [new for new in successors if new not in reached]
        assert any(new.ended_on is None for new in reached), body


def test_what_an_editor_has_made_of_it_stays(registry, settings):
    IssuingBody.objects.filter(name="国家旅游局").update(ended_on=None)
    BodyAlias.objects.filter(name="国家工商总局").delete()
    load_registry(settings.BASE_DIR / "fixtures")
    assert IssuingBody.objects.get(name="国家旅游局").ended_on is None
    assert not BodyAlias.objects.filter(name="国家工商总局").exists()


def test_the_pages_of_both_lead_to_each_other_and_to_nothing_that_is_not_public(client):
    old, new, secret = make_body("甲国旅游局"), make_body("甲国文旅部"), make_body("甲国秘密局")
    IssuingBody.objects.filter(pk=secret.pk).update(is_confirmed=False)
    IssuingBody.objects.filter(pk=old.pk).update(ended_on=date(2018, 3, 17))
    old.successors.set([new, secret])
    new.predecessors.add(make_body("甲国文化部"))
    for body in (old, new):
        make_document(f"{body.name}的通知", bodies=[body.name])
    make_document("草稿", bodies=["甲国秘密局"], state=State.DRAFT)
    page = client.get(old.get_absolute_url()).content.decode()
    assert "2018年3月17日起不再以这个名称发文" in page and f'<a href="{new.get_absolute_url()}">甲国文旅部</a>' in page
    assert "甲国秘密局" not in page
    page = client.get(new.get_absolute_url()).content.decode()
    assert f'<a href="{old.get_absolute_url()}">甲国旅游局</a>' in page and "甲国文化部" in page
    assert make_body("甲国文化部").get_absolute_url() not in page


@pytest.mark.parametrize("form", ["html", "text"])
def test_a_draft_that_names_one_is_told(client, registry, form):
    text = "关于备案的通知\n\n旅行社的设立，报国家旅游局备案。旅游局应当公开。"
    answer = client.post(reverse("documents:check_draft"), {"text": text, "on": "2026-05-01", "format": form})
    said = answer.content.decode()
    assert "已经更名或者撤销的机关" in said and "国家旅游局（2018年3月17日起由文化和旅游部承接其职责）" in said
    answer = client.post(reverse("documents:check_draft"), {"text": text, "on": "2017-05-01", "format": form})
    assert "已经更名或者撤销的机关" not in answer.content.decode()
