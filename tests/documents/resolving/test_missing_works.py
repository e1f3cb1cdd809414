"""What repeals a work that is not held: certain, or nothing; on its page, with the place that proves it."""
from datetime import date, timedelta

import pytest
from django.utils import timezone

from documents.importing import Source, import_source, set_state
from documents.models import Document, State, Work
from documents.resolving import repeal_of

pytestmark = pytest.mark.django_db


def put(title, *articles, number="", day="2020年5月28日", body="甲市人民政府", **facts):
    lines = [title, number, *(f"第{'一二三四五'[place]}条　{text}" for place, text in enumerate(articles)), body, day]
    result = import_source(Source(f"{title}.txt", "\n".join(lines).encode(), facts), state=State.PUBLISHED)
    return Document.objects.get(pk=result.document_id)


def work(title):
    return Work.objects.get(title__contains=title)


def repealing(title="甲市土地规定", ends="《中华人民共和国合同法》、《中华人民共和国物权法》同时废止。", begins="2021年1月1日", **values):
    return put(title, "为了管理，制定本规定。", f"本规定自{begins}起施行。{ends}", number="甲政〔2020〕1号", **values)


def test_a_law_that_is_not_held_is_told_to_be_repealed_by_what_and_where(client):
    new = repealing()
    for name in ("合同法", "物权法"):
        found = repeal_of(work(name))
        assert (found.on, found.by, found.place, found.anchor) == (date(2021, 1, 1), new, "《甲市土地规定》第二条", "art-2")
        shown = client.get(work(name).get_absolute_url()).content.decode()
        assert f'本文件已被<a href="{new.get_absolute_url()}#art-2">《甲市土地规定》第二条</a>废止（自' in shown
    assert "已被" not in client.get(work("合同法").get_absolute_url(), {"on": "2019-01-01"}).content.decode()
    set_state(new, State.WITHDRAWN)
    assert not any(map(repeal_of, Work.objects.all()))


def test_a_repeal_ahead_is_none_yet(client):
    day = timezone.localdate() + timedelta(40)
    repealing(begins=f"{day.year}年{day.month}月{day.day}日")
    shown = client.get(work("合同法").get_absolute_url()).content.decode()
    assert "本文件将于" in shown and "已被" not in shown


@pytest.mark.parametrize("ends", [
    "《中华人民共和国合同法》第三十条同时废止。",
    "要抓紧废止《中华人民共和国合同法》。",
    "依照《中华人民共和国合同法》办理。",
    "《关于加强河道保洁的通知》同时废止。",  # of which body?
])
def test_what_is_not_certain_is_not_told(ends):
    repealing(ends=ends)
    assert not any(map(repeal_of, Work.objects.all()))


def test_of_a_title_that_bodies_share_a_repeal_says_something_only_by_the_number_that_all_use():
    repealing(ends="《关于加强河道保洁的通知》（甲水〔2016〕12号）同时废止。")
    assert repeal_of(work("河道保洁")).on == date(2021, 1, 1)
    put("关于做好乙县保洁的通知", "按照《关于加强河道保洁的通知》（乙水〔2017〕3号）办理。", number="乙政〔2020〕1号", body="乙县人民政府")
    assert not any(repeal_of(one) for one in Work.objects.filter(title__contains="河道保洁", editions=None))


def test_a_repeal_of_an_edition_that_a_later_one_followed_says_nothing_of_the_work():
    repealing(ends="2005年修订的《中华人民共和国合同法》同时废止。")
    assert repeal_of(work("合同法"))
    put("关于做好合同的通知", "按照2015年修订的《中华人民共和国合同法》办理。", number="乙政〔2020〕1号", body="乙县人民政府")
    assert not repeal_of(work("合同法"))


def test_what_only_drafts_cite_changes_nothing_that_is_told():
    repealing(ends="2005年修订的《中华人民共和国合同法》、《关于加强河道保洁的通知》（甲水〔2016〕12号）同时废止。")
    texts = ("按照2015年修订的《中华人民共和国合同法》办理。", "按照《关于加强河道保洁的通知》（乙水〔2017〕3号）办理。")
    for place, text in enumerate(texts):
        draft = put(f"关于做好{place}事的通知", text, number=f"乙政〔2020〕{place + 1}号", body="乙县人民政府")
        set_state(draft, State.DRAFT)
    assert repeal_of(work("合同法")) and repeal_of(work("河道保洁"))
