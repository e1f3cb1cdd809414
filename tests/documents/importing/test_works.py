import pytest

from documents.importing import Outcome, Source, import_source, remove, set_state
from documents.models import Citation, Document, State, Work

pytestmark = pytest.mark.django_db

LAW = "---\nwork: {work}\n---\n# 甲法\n\n第一条 {text}\n"


def publish(name: str, text: str) -> Document:
    result = import_source(Source(name, text.encode()), state=State.PUBLISHED)
    assert result.outcome is Outcome.CREATED, result
    return Document.objects.get(pk=result.document_id)


def rule(title: str, day: str, body: str, text: str) -> Document:
    return publish(f"{day}{body}.md", f"---\ntitle: {title}\nkind: 办法\nbodies: [{body}]\nissued_on: {day}\n---\n# {title}\n\n第一条 {text}\n")


def test_notices_of_one_title_are_works_of_their_own():
    first = publish("a.md", "---\nbodies: [甲市住房局]\nissued_on: 2020-01-01\n---\n# 关于调整公积金的通知\n\n甲市的事。")
    second = publish("b.md", "---\nbodies: [乙市住房局]\nissued_on: 2020-01-01\n---\n# 关于调整公积金的通知\n\n乙市另有规定。")
    assert first.work != second.work and not first.work.is_known_by_name


@pytest.mark.parametrize(("day", "body", "is_one_work"), [
    ("2017-01-01", "教育部", True),
    ("2017-01-01", "司法部", False),
    ("2005-01-01", "司法部", False),
])
def test_a_rule_that_its_body_issues_anew_stays_one_work(day, body, is_one_work):
    first, second = rule("学生管理办法", "2005-01-01", "教育部", "旧的文字。"), rule("学生管理办法", day, body, "全是新的，另外写过。")
    assert (first.work == second.work) is is_one_work


def test_a_law_that_was_cited_is_held_at_the_address_it_had():
    citing = publish("引.md", "# 某通知\n\n依据《甲法》办理。")
    cited = citing.citations.get().work
    law = publish("甲法.md", LAW.format(work="中华人民共和国甲法", text="内容。"))
    assert law.work == cited and Work.objects.get(pk=cited.pk).is_known_by_name
    assert citing.citations.get().cited == law and citing.citations.get().work == cited


def test_what_was_cited_by_its_title_leads_to_the_document_that_is_meant(client):
    citing = publish("引.md", "# 某通知\n\n落实《某市数字发展规划》。")
    address = citing.citations.get().work.get_absolute_url()
    plan = publish("规划.md", "# 某市数字发展规划\n\n正文。")
    assert citing.citations.get().work == plan.work
    assert client.get(address, follow=True).redirect_chain[-1][0] == plan.work.get_absolute_url()

    set_state(plan, State.WITHDRAWN)
    assert client.get(address).status_code == 200
    assert client.get(plan.work.get_absolute_url()).status_code == 404


def test_a_document_that_is_deleted_leaves_no_work_without_a_use():
    remove(publish("a.md", "# 某通知\n\n正文。"))
    assert not Work.objects.exists()


def test_citations_move_with_the_work_of_what_they_cite():
    law = publish("甲法.md", LAW.format(work="甲法", text="内容。"))
    citing = publish("引.md", "# 某通知\n\n依据《甲法》办理。")
    before = law.work
    again = Source("甲法.md", LAW.format(work="甲法（新）", text="内容。").encode())
    import_source(again, into=law)
    law.refresh_from_db()
    assert law.work != before
    assert Citation.objects.get(citing=citing).work == law.work
