"""A person confirms which document a citation means: it goes before what is read, now and at the next reading."""
from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from documents.admin import citations
from documents.citations import HeldDocument, Outcome
from documents.importing import Source, decide_citations, import_source, refind_citations, set_state
from documents.models import CitationDecision, Document, State, Upload
from documents.resolving import ReadReference, references_of
from documents.vocabulary.enums import Resolution

from .test_batches import log_in, own_files  # noqa: F401
from .test_documents import review_of

pytestmark = pytest.mark.django_db
NOTICE = "关于加强校车管理的通知\n\n各学校：\n\n现就校车管理有关事项通知如下。\n\n{0}\n\n一、加强领导\n\n各学校要重视。\n"
CITING = "甲办法\n\n教育部令第1号\n\n第一条 根据《关于加强校车管理的通知》和《没有收录的条例》，制定本办法。\n\n第二条 本办法按《关于加强校车管理的通知》执行，自印发之日起施行。\n"


def store(name, text, state=State.PUBLISHED, **facts):
    return Document.objects.get(pk=import_source(Source(name, text.encode(), facts), state=state).document_id)


@pytest.fixture
def notices():
    """Two of one title, of two bodies: the text does not say which is meant."""
    return [
        store(f"{place}.txt", NOTICE.format(f"{place}的学校今年配备校车{number}辆。"), bodies=[f"{place}教育局"], number=f"{place}教〔2020〕{number}号", issued_on=date(2020, 3, 1))
        for number, place in enumerate(("青山市", "云岭市"), 1)
    ]


def cited_by(document):
    return [(row.resolution, row.cited_id) for row in document.citations.filter(text="《关于加强校车管理的通知》").order_by("start")]


def page_of(document):
    return reverse("admin:documents_document_citations", args=[document.pk])


def choose(client, document, value, number=0):
    choice = client.get(page_of(document)).context["choices"][number]
    return client.post(page_of(document), sent_of(choice, value), follow=True)


def sent_of(choice, value):
    return {choice.name: value, f"{choice.name}-of": choice.reference.key, f"{choice.name}-was": choice.was}


def test_what_is_confirmed_links_and_stays_until_it_is_taken_back(log_in, notices):  # noqa: F811
    document, client = store("甲.txt", CITING, State.DRAFT, title="甲办法"), log_in("编辑")
    read = cited_by(document)
    assert [cited for _, cited in read] == [None, None]
    page = client.get(page_of(document)).content.decode()
    assert "云岭市教〔2020〕2号" in page and "没有收录的条例" in page
    assert "2 处" in page and "1 处引用已确认" in choose(client, document, notices[1].pk).content.decode()
    assert cited_by(document) == [("one", notices[1].pk)] * 2 and CitationDecision.objects.get().decided_by.username == "编辑"
    list(refind_citations([document.pk]))
    set_state(notices[0], State.WITHDRAWN)
    set_state(notices[0], State.PUBLISHED)
    assert cited_by(document) == [("one", notices[1].pk)] * 2
    set_state(notices[1], State.WITHDRAWN)
    assert notices[1].pk not in [cited for _, cited in cited_by(document)]  # as if nothing were decided
    shown = client.get(page_of(document)).context["choices"][0]
    assert "现未公开" in dict(shown.options)[shown.chosen]
    assert "没有改动" in choose(client, document, shown.chosen).content.decode()
    set_state(notices[1], State.PUBLISHED)
    assert cited_by(document) == [("one", notices[1].pk)] * 2
    choose(client, document, "none")
    assert cited_by(document) == [("ignored", None)] * 2
    choose(client, document, "")
    assert cited_by(document) == read and not CitationDecision.objects.exists()


@pytest.mark.parametrize("value", ["0", "-1", "x", "9" * 30, "²"])
def test_what_was_not_offered_is_not_taken(log_in, notices, value):  # noqa: F811
    document = store("甲.txt", CITING, State.DRAFT, title="甲办法")
    assert "没有改动" in choose(log_in("编辑"), document, value).content.decode()
    client = log_in("编辑")
    choice = client.get(page_of(document)).context["choices"][0]
    client.post(page_of(document), sent_of(choice, notices[0].pk) | {f"{choice.name}-of": "另一篇"})
    assert not CitationDecision.objects.exists()


@pytest.mark.parametrize("decided, was, value, kept, left", [
    ("1", "", "", "1", 0), ("1", "", "0", "1", 1), ("1", "", "none", "1", 1), ("none", "1", "0", "none", 1), ("1", "0", "1", "1", 0),
    ("", "1", "none", "", 1), ("1", "1", "x", "1", 1), ("1", "1", "0", "0", 0), ("1", "1", "", "", 0),
])
def test_what_others_decided_meanwhile_stays(notices, admin_user, decided, was, value, kept, left):
    def real(name):
        return str(notices[int(name)].pk) if name.isdecimal() else name

    document = store("甲.txt", CITING, State.DRAFT, title="甲办法")
    references = references_of(document)
    key = references[0].key
    decide_citations(document, {key: None if decided == "none" else int(real(decided))} if decided else {}, (), admin_user)
    sent = QueryDict(mutable=True)
    sent.update({"citation-0": real(value), "citation-0-of": key, "citation-0-was": real(was)})
    assert citations.decide(sent, references, document, admin_user)[1] == left
    assert citations.decided_of(document).get(key, ("",))[0] == real(kept)


def test_a_decision_stays_whatever_is_offered_now(notices, admin_user):
    document = store("甲.txt", CITING, State.DRAFT, title="甲办法")
    references = [replace(one, candidates=()) for one in references_of(document)]
    decide_citations(document, {references[0].key: notices[0].pk}, (), admin_user)
    first, second = citations.choices(references, citations.decided_of(document))
    assert first.is_open and first.chosen == first.was == str(notices[0].pk) in dict(first.options) and not second.is_open


def test_of_what_is_public_only_who_may_publish_decides(log_in, notices):  # noqa: F811
    document = store("甲.txt", CITING, title="甲办法")
    assert choose(log_in("编辑"), document, notices[0].pk).status_code == 403
    assert "disabled" in log_in("编辑").get(page_of(document)).content.decode()
    assert choose(log_in("审核"), document, notices[0].pk).status_code == 200 and CitationDecision.objects.exists()


def test_citations_are_confirmed_in_the_review(log_in, notices):  # noqa: F811
    client = log_in("编辑")
    review, values, _ = review_of(client, "甲.txt", CITING)
    choice = client.get(review).context["choices"][0]
    sent = values | {"title": "甲办法", **sent_of(choice, notices[0].pk)}
    shown = client.post(review, sent | {"open": "0"})
    assert shown.context["choices"][0].chosen == str(notices[0].pk) and Upload.objects.get().state == "read"
    client.post(review, sent | {"draft": "1"})
    assert cited_by(Document.objects.get(title="甲办法")) == [("one", notices[0].pk)] * 2


def many(count):
    """As many references as a list of repealed documents has, of which every hundredth may mean several."""
    held = HeldDocument(1, "甲办法")
    for n in range(count):
        outcome = Outcome(Resolution.SEVERAL) if n % 100 == 99 else Outcome(Resolution.ONE, held) if n % 2 else Outcome(Resolution.NONE)
        yield ReadReference(f"{n}", f"《{n}》", "", 1, outcome, [held] if n % 2 else [])


def test_of_very_many_citations_a_form_has_no_more_fields_than_a_request_may(settings):
    shown = citations.choices(list(many(2000)), {"1000": (citations.NO_DOCUMENT, ""), "1501": ("7", "《乙》")})
    pages = [citations.page_of(shown, number) for number in range(1, 8)]
    first = [choice.reference.key for choice in pages[0]]
    assert first[:22] == sorted([str(n) for n in range(99, 2000, 100)] + ["1000", "1501"], key=int) and first[22:24] == ["1", "3"]
    assert sorted(int(choice.reference.key) for page in pages for choice in page) == list(range(2000))
    form = render_to_string("admin/documents/_citations.html", {"choices": pages[0], "may_change": True})
    assert form.count("<select") == 300 and 0 < form.count(" name=") < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 2
    assert list(citations.page_of(shown[:300])) == shown[:300]


def test_a_page_of_many_is_saved_and_shown_again(log_in, notices, monkeypatch):  # noqa: F811
    monkeypatch.setattr(citations, "A_PAGE", 1)
    client, (review, values, _) = log_in("编辑"), review_of(log_in("编辑"), "甲.txt", CITING)
    page = client.get(review).content.decode()
    assert "2 份文件" in page and "这里列出 1 份" in page and page.count("<select name=\"citation-") == 1
    client.post(review, values | {"title": "甲办法", "draft": "1"})
    address = f"{page_of(Document.objects.get(title='甲办法'))}?p=2"
    shown = client.get(address)
    assert [choice.reference.text for choice in shown.context["choices"]] == ["《没有收录的条例》"] and "共 2 份文件" in shown.content.decode()
    assert client.post(address, {}).url == address


def test_it_asks_as_much_for_many_citations_as_for_few(log_in, notices, django_assert_max_num_queries):  # noqa: F811
    others = "".join(f"《关于第{n}件事的办法》、" for n in range(60))
    document, client = store("甲.txt", CITING.replace("根据", f"根据{others}"), State.DRAFT, title="甲办法"), log_in("编辑")
    client.get(page_of(document))
    with django_assert_max_num_queries(25):
        assert len(client.get(page_of(document)).context["choices"]) == 62
