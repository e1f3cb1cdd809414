"""引用 and 被引用 on the pages of documents, and the pages of works that are not held."""
from datetime import date

import pytest

from documents.models import Citation, Document, State, Work
from documents.pages.outgoing_citations import links
from documents.rendering import Link, follow, render
from tests.factories import make_citation, make_document, make_section

pytestmark = pytest.mark.django_db


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def work():
    return Work.objects.create(key="丙规划", title="丙规划", slug="丙规划")


def test_a_document_that_is_not_published_is_not_linked_and_not_named(client):
    citing = make_document("甲")
    for state in (State.DRAFT, State.WITHDRAWN):
        make_citation(citing, make_document(f"秘密{state}", state=state), start=len(state) * 10)
        make_citation(make_document(f"密件{state}", state=state), citing)
    page = page_of(client, "/documents/甲/")
    assert "秘密" not in page and "密件" not in page
    assert "被引用" not in page


def test_what_is_no_policy_document_is_not_listed(client):
    make_citation(make_document("甲"), None, text="《中国教育学刊》", resolution="ignored")
    assert "中国教育学刊" not in page_of(client, "/documents/甲/")


def test_citations_stand_by_kind_with_their_sentences(client, work):
    citing, cited = make_document("甲办法"), make_document("乙法", number="乙〔2020〕1号")
    make_citation(citing, cited, text="《乙法》", kind="basis", start=4, sentence="依据《乙法》制定本办法。", provision="第三十条", provision_anchor="art-30")
    make_citation(citing, text="《丙规划》", kind="implements", start=20, work=work)
    page = page_of(client, "/documents/甲办法/")
    assert page.index("依据<span") < page.index("贯彻落实<span")
    assert '<a href="#cite-4">依据<mark>《乙法》</mark>制定本办法。</a>' in page
    assert f'<a href="{work.get_absolute_url()}">丙规划</a>' in page


def test_citing_documents_stand_by_kind_and_lead_to_the_sentence(client):
    cited = make_document("乙法")
    make_citation(make_document("甲办法"), cited, text="《乙法》", kind="basis", start=4)
    make_citation(make_document("答记者问", kind="解读"), cited, text="《乙法》", kind="mention")
    make_citation(make_document("要闻", kind="新闻"), cited, text="《乙法》", kind="mention")
    page = page_of(client, "/documents/乙法/")
    assert 'href="/documents/%E7%94%B2%E5%8A%9E%E6%B3%95/#cite-4"' in page
    assert page.index(">依据<span") < page.index(">解读<span") < page.index(">相关报道<span")


def test_a_cited_article_says_who_cites_it(client):
    law = make_document("乙法", markdown="## 第三十条\n\n甲。", sections=[{"label": "第三十条", "anchor": "art-30", "text": "甲。"}])
    citing = make_document("甲办法")
    make_citation(citing, law, provision_anchor="art-30-p2-i3")
    make_citation(citing, law, provision_anchor="art-30", start=50)
    make_citation(citing, law, provision_anchor="art-999", start=90)
    make_section(citing, anchor="art-30")
    page = page_of(client, "/documents/乙法/")
    assert '<a class="cited" href="cited-by/?article=art-30" aria-label="第三十条被引 1" tabindex="-1">被引 1</a>' in page
    assert "art-999" not in page
    make_citation(make_document("丙办法"), law, text="《乙法》", provision_anchor="")
    page = page_of(client, "/documents/乙法/cited-by/?article=art-30")
    assert "甲办法" in page and "丙办法" not in page and "所引条款：第三十条" in page
    assert "art-999" not in page
    page = page_of(client, "/documents/乙法/cited-by/?article=art-999")
    assert "没有“art-999”这一所引条款" in page and "丙办法" in page


def test_mentions_in_the_text_lead_where_they_lead_today(client):
    citing, cited = make_document("甲办法", markdown="依据《乙法》。"), make_document("乙法", number="乙〔2020〕1号")
    citing.html = render(citing.markdown, links=[Link(2, 6, id="cite-2")])
    citing.save()
    make_citation(citing, cited, text="《乙法》", kind="basis", start=2, provision="第三十条", provision_anchor="art-30")
    link = '<a class="citation basis" id="cite-2" href="/documents/%E4%B9%99%E6%B3%95/#art-30" title="乙法（乙〔2020〕1号）第三十条">《乙法》</a>'
    assert link in page_of(client, "/documents/甲办法/")
    cited.state = State.WITHDRAWN
    cited.save()
    assert '依据<a class="citation" id="cite-2">《乙法》</a>' in page_of(client, "/documents/甲办法/")


def test_a_part_that_its_article_does_not_have_is_said_so():
    def title(provision, anchor):
        return next(links([Citation(cited=Document(title="乙法", slug="b"), start=0, end=1, provision=provision, provision_anchor=anchor)])).title

    assert title("第三十条第九款", "art-30") == "乙法第三十条第九款（链接到整条：所引的款、项没有找到，或者这一条后来改过）"
    assert title("第三十条第二款", "art-30-p2") == "乙法第三十条第二款"
    assert title("第三十条", "art-30") == "乙法第三十条"
    assert title("第三十条第二款", "") == "乙法第三十条第二款"


def test_a_name_that_may_mean_several_documents_is_no_link():
    html = follow(render("《甲》", links=[Link(0, 3, id="cite-0")]), [Link(0, 3, "", "", "several", "cite-0")], {})
    assert html == '<p><a class="citation several" id="cite-0">《甲》</a></p>'


def test_follow_escapes_titles():
    html = follow(render("《甲》", links=[Link(0, 3, id="cite-0")]), [Link(0, 3, "/documents/a/", '"><script>', "basis", "cite-0")], {})
    assert "<script>" not in html and 'title="&quot;&gt;&lt;script&gt;"' in html


def test_of_many_citing_documents_the_newest_stand_on_the_page_and_all_on_their_own(client, django_assert_num_queries):
    cited = make_document("乙法")
    for number in range(23):
        make_citation(make_document(f"甲{number}号", issued_on=date(2000 + number, 1, 1)), cited, kind="basis")
    page = page_of(client, "/documents/乙法/")
    assert page.count("#cite-0") == 5 and "甲22号" in page
    assert '<a href="/documents/%E4%B9%99%E6%B3%95/cited-by/?kind=%E4%BE%9D%E6%8D%AE">全部 23 份</a>' in page
    with django_assert_num_queries(4):
        page = page_of(client, "/documents/乙法/cited-by/?kind=依据")
    assert "共 <b class=\"number\">23</b> 份文件引用" in page and "甲22号" in page and "甲2号" not in page
    page = page_of(client, "/documents/乙法/cited-by/?kind=依据&page=2")
    assert "甲2号" in page and "甲22号" not in page


def test_what_one_sentence_cites_side_by_side_is_shown_once(client):
    law, citing = make_document("乙法"), make_document("甲办法")
    sentence = "依照乙法第三条、第五条办理。"
    make_citation(citing, law, text="乙法第三条", sentence=sentence, start=2)
    make_citation(citing, law, text="第五条", sentence=sentence, start=8)
    page = page_of(client, "/documents/乙法/cited-by/")
    assert "依照<mark>乙法第三条</mark>、<mark>第五条</mark>办理。" in page and "#cite-2" in page and "#cite-8" not in page


def test_sentences_beyond_the_third_are_counted_and_can_be_reached(client):
    law, citing = make_document("乙法"), make_document("甲办法")
    for number in range(6):
        make_citation(citing, law, text="乙法", sentence=f"第{number}句依照乙法。", start=10 * number)
    page = page_of(client, "/documents/乙法/")
    assert "第2句" in page and "第3句" not in page and "#cite-30\">其余 3 处</a>" in page
    assert "第5句" in page_of(client, "/documents/乙法/cited-by/")


def test_who_cites_a_document_that_is_not_public_is_not_told(client):
    for state in (State.DRAFT, State.WITHDRAWN):
        cited = make_document(f"密{state}", state=state)
        make_citation(make_document(), cited)
        assert client.get(f"/documents/密{state}/cited-by/").status_code == 404


def test_works_not_held_by_how_many_documents_cite_them(client, work, django_assert_num_queries):
    other = Work.objects.create(key="丁", title="丁纲要", slug="丁纲要")
    hidden = Work.objects.create(key="戊", title="戊密件", slug="戊密件")
    for _ in range(2):
        citing = make_document()
        make_citation(citing, work=work)
        make_citation(citing, work=work, start=50)
    make_citation(citing, work=other, start=90)
    make_citation(make_document(state=State.DRAFT), work=hidden)
    with django_assert_num_queries(4):
        page = page_of(client, "/cited/")
    assert page.index("丙规划") < page.index("丁纲要")
    assert "2 份文件引用" in page and "戊密件" not in page
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_a_work_not_held_shows_who_cites_it(client, work, django_assert_num_queries):
    make_citation(make_document("甲办法"), work=work, text="《丙规划》", sentence="落实《丙规划》。", start=7)
    with django_assert_num_queries(5):
        page = page_of(client, work.get_absolute_url())
    assert "落实<mark>《丙规划》</mark>。" in page and "#cite-7" in page
