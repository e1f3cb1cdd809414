"""Citations as rows: waiting, linked, waiting again."""
from datetime import date

import pytest

from documents.importing.citing import cite, link, reconsider
from documents.models import Citation, Document, State, Validity, ValidityBasis, Work
from documents.vocabulary.enums import CitationKind, Resolution
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def publish(title, markdown="正文。", **values):
    document = make_document(title, markdown=markdown, **values)
    link(document)
    return document


def links(document):
    return [(c.text, c.cited_id, str(c.resolution)) for c in document.citations.order_by("start")]


def test_work_that_is_not_held_waits_and_is_listed_once():
    first = publish("甲", "落实《教育强国建设规划纲要（2024—2035年）》。")
    publish("乙", "根据《教育强国建设规划纲要(2024-2035年)》和《教育强国建设规划纲要（2024—2035年）》。")
    work = Work.objects.cited_but_not_held().get()
    assert links(first) == [("《教育强国建设规划纲要（2024—2035年）》", None, "none")]
    assert work.citations.count() == 3


def test_citation_is_resolved_when_its_document_arrives_and_waits_again_when_it_is_withdrawn():
    citing = publish("甲", "落实《某规划》。")
    plan = make_document("某规划")
    assert link(plan) == {citing.pk}
    assert links(citing)[0][1:] == (plan.pk, "one")
    assert not Work.objects.cited_but_not_held().exists()

    plan.state = State.WITHDRAWN
    plan.save()
    assert link(plan) == {citing.pk}
    assert links(citing)[0][1:] == (None, "none")
    assert Work.objects.cited_but_not_held().get().title == "某规划"


def test_draft_is_no_target():
    citing = publish("甲", "落实《某规划》。")
    assert link(make_document("某规划", state=State.DRAFT)) == set()
    assert links(citing)[0][1:] == (None, "none")


def test_arrival_touches_only_what_waits_for_it(django_assert_max_num_queries):
    for number in range(20):
        publish(f"文件{number}", "根据《教育法》和《数据安全法》。")
    newcomer = make_document("无人引用的规划")
    with django_assert_max_num_queries(20):
        assert link(newcomer) == set()


def test_second_document_of_the_name_makes_it_ambiguous():
    citing = publish("甲", "落实《招生若干规定》。")
    publish("招生若干规定")
    publish("教育部关于招生若干规定", slug="b")
    other = make_document("招生若干规定", slug="c")
    link(other)
    assert links(citing)[0][1:] == (None, "several")


NOTICE = "关于调整医保报销政策的通知"


def notice(place, **values):
    return publish(NOTICE, slug=f"{place}-{len(values)}", bodies=[f"{place}医疗保障局"], **values)


def test_notice_of_another_place_is_not_linked_whichever_comes_first():
    other = notice("乙市")
    citing = publish("关于做好工作的通知", f"根据《{NOTICE}》办理。", bodies=["甲市某局"])
    assert links(citing)[0][1:] == (None, "none")
    own = notice("甲市")
    assert links(citing)[0][1:] == (own.pk, "one")
    cite(citing)
    assert links(citing)[0][1:] == (own.pk, "one")
    notice("丙市")
    link(other)
    assert links(citing)[0][1:] == (own.pk, "one")


def test_local_name_keeps_the_body_that_its_work_was_given():
    text = f"根据教育部《{NOTICE}》（以下简称《通知》）办理。\n\n按照《通知》第三条。"
    citing = publish("关于做好工作的通知", text, bodies=["甲市某局"])
    own = notice("甲市")
    assert [cited for _, cited, _ in links(citing)] == [None, None]
    link(own), cite(citing)
    assert [cited for _, cited, _ in links(citing)] == [None, None]


READ_ONCE = [
    f"按照乙市医疗保障局《{NOTICE}》办理，不按照《{NOTICE}》办理。",
    f"不按照《{NOTICE}》办理，按照乙市医疗保障局《{NOTICE}》办理。",
    f"根据乙市医疗保障局《{NOTICE}》（以下简称《通知》）办理。\n\n按照《通知》第三条和《{NOTICE}》。",
    f"根据乙市医疗保障局、甲市医疗保障局《{NOTICE}》（甲医保〔2024〕3号）。",
    f"印发《医保蓝皮》。\n\n《医保蓝皮》和《{NOTICE}》提出。",
    f"1997年7月7日甲市发布的《{NOTICE}》和2019年印发的《{NOTICE}》。",
    "《医保蓝皮》第三章。读《医保蓝皮》。",
]


@pytest.mark.parametrize("text", READ_ONCE)
def test_a_citation_means_the_same_whether_its_document_comes_before_it_or_after(text):
    def read(citing):
        fields = ("text", "key", "number", "year", "is_first", "issuer", "doubtful", "cited_id", "resolution", "work__key")
        return list(citing.citations.order_by("start").values_list(*fields))

    citing = publish("关于做好工作的通知", text, bodies=["甲市某局"], issued_on=date(2025, 1, 3))
    alone = read(citing)
    held = [notice("甲市"), notice("乙市"), publish("医保蓝皮")]
    arrived = read(citing)
    assert arrived != alone
    cite(citing)
    assert read(citing) == arrived
    for document in held:
        document.state = State.WITHDRAWN
        document.save()
        link(document)
    assert read(citing) == alone


@pytest.mark.parametrize(("amendment", "anchor"), [("将第三条修改为：“略。”", "art-3"), ("删除第二条，将第三条修改为：“略。”", "")])
def test_articles_that_a_decision_amends_are_linked_again_where_it_numbers_none_anew(amendment, anchor):
    articles = [{"label": "第三条", "anchor": "art-3", "text": "略。"}]
    law = publish("丙市供水条例", kind="条例", work="丙市供水条例", issued_on=date(2020, 3, 1), sections=articles)
    text = f"对《丙市供水条例》作如下修改：{amendment}"
    decision = publish("关于修改《丙市供水条例》的决定", text, kind="决定", issued_on=date(2020, 3, 20))

    def last():
        return decision.citations.order_by("start").values_list("cited_id", "provision_anchor").last()

    assert last() == (law.pk, anchor)
    for state in (State.WITHDRAWN, State.PUBLISHED):
        law.state = state
        law.save()
        link(law)
    assert last() == (law.pk, anchor)


def test_places_are_asked_for_in_bulk(django_assert_max_num_queries):
    titles = [f"关于调整第{number}类政策的通知" for number in range(30)]
    for title in titles:
        publish(title, bodies=["甲市医疗保障局"])
    citing = make_document("关于做好工作的通知", markdown="".join(f"根据《{title}》。" for title in titles), bodies=["甲市某局"])
    with django_assert_max_num_queries(25):
        cite(citing)
    assert citing.citations.filter(cited__isnull=False).count() == 30
    for number in range(20):
        publish(f"关于第{number}项工作的通知", f"根据《{NOTICE}》办理。", bodies=["甲市某局"])
    newcomer = make_document(NOTICE, bodies=["甲市医疗保障局"])
    with django_assert_max_num_queries(25):
        assert len(link(newcomer)) == 20


def test_short_name_in_an_interview_waits_for_the_long_title():
    citing = publish("负责人就《通识教育指南》答记者问", "《通识教育指南》包括三部分。", kind="解读")
    guide = make_document("中小学人工智能通识教育指南（2025年版）")
    assert link(guide) == {citing.pk}
    assert links(citing) == [("《通识教育指南》", guide.pk, "one")]


def test_renamed_document_is_found_under_its_new_name_only():
    citing = publish("甲", "落实《旧名称规划》和《新名称规划》。")
    plan = publish("旧名称规划")
    plan.title = "新名称规划"
    plan.save()
    link(plan)
    assert [cited for _, cited, _ in links(citing)] == [None, plan.pk]


def test_citing_again_without_change_writes_nothing():
    document = publish("甲", "落实《某规划》，依照《教育法》第五条。")
    before = list(document.citations.values_list("pk", flat=True))
    cite(document)
    assert list(document.citations.values_list("pk", flat=True)) == before


def test_work_no_longer_cited_goes():
    document = publish("甲", "落实《某规划》。")
    document.markdown = "落实《别的规划》。"
    document.save()
    link(document)
    assert [work.title for work in Work.objects.cited_but_not_held()] == ["别的规划"]


def test_citation_knows_its_section_and_own_provisions():
    text = "## 第一条\n\n根据《教育法》，制定本办法。\n\n## 第二条\n\n依照第一条办理。"
    sections = [{"label": "第一条", "anchor": "art-1"}, {"label": "第二条", "anchor": "art-2"}]
    document = publish("甲办法", text, sections=sections)
    assert [(c.text, c.section.anchor, c.provision_anchor) for c in document.citations.order_by("start")] == [
        ("《教育法》", "art-1", ""), ("本办法", "art-1", ""), ("第一条", "art-2", "art-1"),
    ]


def test_provision_is_linked_only_where_the_document_has_it():
    law = publish("中华人民共和国教育法", "## 第五条\n\n条文。", sections=[{"label": "第五条", "anchor": "art-5"}])
    citing = publish("甲", "依照《教育法》第五条第一款和第九十条。")
    assert [(c.cited_id, c.provision_anchor) for c in citing.citations.order_by("start")] == [(law.pk, "art-5-p1"), (law.pk, "")]


@pytest.mark.parametrize(("change", "anchor"), [("将刑法第五条修改为：“略。”", "art-5"), ("将刑法第五条第二款修改为：“略。”", "art-5-p2"), ("在刑法第五条后增加一条。", "art-5-p2")])
def test_an_amendment_leaves_no_link_to_a_part_that_it_numbered_anew(change, anchor):
    article = "第一款。\n第二款。"
    sections = [{"label": "第五条", "anchor": "art-5", "text": article}]
    publish("中华人民共和国刑法", f"## 第五条\n\n{article}", sections=sections, issued_on=date(2023, 12, 29), work="刑法")
    citing = publish("甲解释", "依照刑法第五条第二款处理。", issued_on=date(2019, 1, 1))
    assert citing.citations.get().provision_anchor == "art-5-p2"
    publish("中华人民共和国刑法修正案（十一）", f"一、{change}", issued_on=date(2020, 12, 26))
    assert citing.citations.get().provision_anchor == anchor


REPEAL = "## 第三十条\n\n本办法自印发之日起施行。《旧办法》（教基一〔2013〕7号）同时废止。"


def repealing(**values):
    sections = [{"label": "第三十条", "anchor": "art-30"}]
    return publish("新办法", REPEAL, sections=sections, issued_on=date(2025, 1, 3), number="教基〔2025〕1号", **values)


def test_repeal_sets_validity_with_date_and_proof():
    old = publish("旧办法", number="教基一〔2013〕7号", issued_on=date(2013, 8, 11))
    new = make_document("新办法", markdown=REPEAL, sections=[{"label": "第三十条", "anchor": "art-30"}], issued_on=date(2025, 1, 3))
    assert link(new) == {old.pk}
    old.refresh_from_db()
    assert (old.status.validity, old.repealed_on) == (Validity.REPEALED, date(2025, 1, 3))
    assert old.repeal_proof == "依据《新办法》第三十条：“《旧办法》（教基一〔2013〕7号）同时废止。”"


def test_list_of_repeals_sets_validity_and_its_first_line_proves_it():
    old = publish("旧办法", "第一条 原则。", number="教基一〔2013〕7号", issued_on=date(2013, 8, 11))
    publish("新决定", "自2025年3月1日起，下列文件废止：\n\n1.旧办法（教基一〔2013〕7号）", issued_on=date(2025, 1, 3))
    old.refresh_from_db()
    assert (old.status.validity, old.repealed_on) == (Validity.REPEALED, date(2025, 3, 1))
    assert old.repeal_proof == "依据《新决定》：“自2025年3月1日起，下列文件废止： 1.旧办法（教基一〔2013〕7号）”"


def test_list_of_partly_repealed_documents_repeals_none():
    old = publish("旧办法", "第一条 原则。", number="教基一〔2013〕7号", issued_on=date(2013, 8, 11))
    publish("关于公布废止文件目录的公告", "# 关于公布废止文件目录的公告\n\n部分条款废止的文件目录\n\n1.旧办法（教基一〔2013〕7号）", issued_on=date(2025, 1, 3))
    old.refresh_from_db()
    assert old.status.validity == Validity.NO_CHANGE_FOUND


def test_repealed_document_that_arrives_later_is_marked_at_once():
    repealing()
    old = publish("旧办法", number="教基一〔2013〕7号", issued_on=date(2013, 8, 11))
    old.refresh_from_db()
    assert old.status.validity == Validity.REPEALED


def test_withdrawn_repeal_is_taken_back_but_not_a_persons_word():
    old = publish("旧办法", number="教基一〔2013〕7号", issued_on=date(2013, 8, 11))
    decided = publish("另一办法", issued_on=date(2013, 8, 11), validity=Validity.IN_FORCE, validity_basis=ValidityBasis.PERSON)
    new = repealing()
    other = publish("废止令", "《另一办法》同时废止。", issued_on=date(2025, 1, 3))
    decided.refresh_from_db()
    assert decided.status.validity == Validity.IN_FORCE
    new.state = other.state = State.WITHDRAWN
    new.save(), other.save()
    link(new)
    old.refresh_from_db()
    assert (old.status.validity, old.repealed_on, old.repeal_proof) == (Validity.NO_CHANGE_FOUND, None, "")


@pytest.mark.parametrize("text", ["《旧办法》第五条同时废止。", "抓紧修订《旧办法》。", "研究废止《旧办法》。", "违反《旧办法》的，废止其资格。"])
def test_what_repeals_nothing(text):
    old = publish("旧办法", issued_on=date(2013, 8, 11))
    publish("甲", text, issued_on=date(2025, 1, 3))
    old.refresh_from_db()
    assert old.status.validity == Validity.NO_CHANGE_FOUND


def test_newer_text_is_not_repealed_by_an_older_one():
    publish("甲", "《旧办法》同时废止。", issued_on=date(2001, 1, 1))
    held = publish("旧办法", issued_on=date(2013, 8, 11))
    held.refresh_from_db()
    assert held.status.validity == Validity.NO_CHANGE_FOUND


def test_deleting_the_cited_document_keeps_the_citation_waiting():
    citing, plan = publish("甲", "落实《某规划》。"), publish("某规划")
    plan.state = State.WITHDRAWN
    plan.save()
    link(plan)
    plan.delete()
    assert Citation.objects.get().resolution == "none" and links(citing)[0][1] is None
    assert reconsider({"某规划"}) == set()


NEWS = [
    "日前，市人社局更新印发了《丁市落户办法》，新办法放宽了年龄要求。记者了解到，申请可在网上办理。",
    "《丁市落户办法》近日正式出台。为方便群众，窗口延时服务。",
    "本报讯　记者从会上获悉，市政府发布了新修订的《丁市落户办法》。",
]


@pytest.mark.parametrize("dated", [None, date(2019, 5, 1)])
@pytest.mark.parametrize("number", ["", "（丁人社规〔2019〕2号）"])
@pytest.mark.parametrize("text", NEWS)
def test_news_of_a_document_is_not_repealed_with_it(text, number, dated):
    news = publish("丁市落户办法", text, published_on=dated)
    publish("丁市新规定", f"《丁市落户办法》{number}同时废止。", issued_on=date(2022, 8, 1), number="丁人社规〔2022〕2号")
    news.refresh_from_db()
    assert news.status.validity == Validity.NO_CHANGE_FOUND


@pytest.mark.parametrize(("number", "issued_on"), [("丁人社规〔2019〕2号", None), ("", date(2019, 5, 1)), ("丁人社规〔2019〕2号", date(2019, 5, 1))])
@pytest.mark.parametrize("text", ["第一条　制定本办法。", "现将《丁市落户办法》印发给你们。", "《丁市落户办法》已经市政府常务会议通过，现予公布，自公布之日起施行。"])
def test_the_document_itself_is_repealed_whether_it_prints_its_number_or_not(text, number, issued_on):
    old = publish("丁市落户办法", text, number=number, issued_on=issued_on)
    publish("丁市新规定", "《丁市落户办法》（丁人社规〔2019〕2号）同时废止。", issued_on=date(2022, 8, 1), number="丁人社规〔2022〕2号")
    old.refresh_from_db()
    assert old.status.validity == Validity.REPEALED


def test_the_first_place_of_each_name_for_itself_is_kept():
    own = make_document("甲市若干措施", markdown="本若干措施适用于全市。按照本若干措施办理。本《通知》另有规定的除外。本措施由本局解释。")
    link(own)
    assert [(c.text, c.resolution) for c in own.citations.all()] == [("本若干措施", "self"), ("本《通知》", "self"), ("本措施", "self")]


def test_what_more_than_a_thousand_documents_cite_may_come():
    work = Work.objects.create(key="通知", title="通知", slug="通知")
    citing = Document.objects.bulk_create(
        Document(slug=f"d{n}", title=f"通知{n}", content_hash=str(n), state=State.PUBLISHED, work=work) for n in range(1001)
    )
    Citation.objects.bulk_create(
        Citation(citing=one, start=0, end=4, text="《甲法》", key="甲法", title="甲法", kind=CitationKind.BASIS, resolution=Resolution.NONE) for one in citing
    )
    law = publish("甲法", work="甲法")
    assert Citation.objects.filter(cited=law).count() == 1001
