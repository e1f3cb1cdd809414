"""Texts that are nearly the same point to each other, whatever their titles; those that share a form do not."""
import pytest

from documents.importing import Source, import_source, restore
from documents.models import Document, State

pytestmark = pytest.mark.django_db

SENTENCES = [f"第{n}项工作由牵头的单位于当年第{n}季度之前完成并且书面报告结果" for n in "一二三四五六七八九"]
TEXT = "。\n".join(SENTENCES) + "。\n"


def held(title, text, city="甲市", state=State.PUBLISHED):
    words = f"{title}\n{city}发〔2021〕{Document.objects.count() + 1}号\n\n{text}\n\n{city}人民政府\n2021年3月2日\n"
    result = import_source(Source(f"{title}-{city}.txt", words.encode()), state=state)
    return Document.objects.get(pk=result.document_id)


def near(document):
    return set(document.near_duplicates.values_list("pk", flat=True))


OTHERS = [
    ("another text", "。\n".join(f"{word}事项的办理应当遵守本级人民政府的规定" for word in ("户籍", "婚姻", "收养", "殡葬", "慈善")) + "。"),
    ("half of it is other", "。\n".join(SENTENCES[:4] + [f"其余的事项由{n}办公室另行制定办法以后施行" for n in "甲乙丙丁戊"]) + "。"),
    ("sentences that stand everywhere", "特此通知。\n请认真贯彻执行。\n"),
]


@pytest.mark.parametrize("text", [text for _, text in OTHERS], ids=[name for name, _ in OTHERS])
def test_texts_that_differ_are_not_tied(text):
    one, other = held("关于做好重点工作的通知", TEXT), held("关于做好其他工作的意见", text)
    assert not near(one) and not near(other)


ALIKE = [
    ("the same under another title", TEXT),
    ("a word less", TEXT.replace("并且书面", "并书面", 1)),
    ("another order of sentences", "。\n".join(reversed(SENTENCES)) + "。\n"),
    ("other punctuation", TEXT.replace("。\n", "；")),
]


@pytest.mark.parametrize("text", [text for _, text in ALIKE], ids=[name for name, _ in ALIKE])
def test_texts_that_hardly_differ_point_to_each_other(client, text):
    one, other = held("关于做好重点工作的通知", TEXT), held("关于印发重点工作清单的通知", text, city="乙市")
    assert (near(one), near(other)) == ({other.pk}, {one.pk})
    for here, there in ((one, other), (other, one)):
        page = client.get(here.get_absolute_url()).content.decode()
        assert "正文近同的文件" in page and there.get_absolute_url() in page


def test_a_draft_is_not_pointed_to(client):
    one = held("关于做好重点工作的通知", TEXT)
    held("关于印发重点工作清单的通知", TEXT, city="乙市", state=State.DRAFT)
    assert "正文近同" not in client.get(one.get_absolute_url()).content.decode()


def test_a_text_that_is_replaced_is_tied_anew():
    one, other = held("关于做好重点工作的通知", TEXT), held("关于印发重点工作清单的通知", TEXT, city="乙市")
    replaced = f"关于印发重点工作清单的通知\n乙市发〔2021〕2号\n\n{OTHERS[0][1]}\n\n乙市人民政府\n2021年3月2日\n"
    import_source(Source("关于印发重点工作清单的通知-乙市.txt", replaced.encode()), state=State.PUBLISHED, accept=True)
    assert not near(one) and not near(other)
    restore(Document.objects.get(pk=other.pk), other.revisions.order_by("number").first())
    assert near(one) == {other.pk}
