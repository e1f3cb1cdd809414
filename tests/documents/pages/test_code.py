"""A code that is held in parts has a page of its own."""
from datetime import date

import pytest

from documents.importing.citing import write_names
from documents.models import State
from tests.factories import make_document

pytestmark = pytest.mark.django_db
CODE = "/codes/环境法典/"


def make_part(name, first, text="正文。", **values):
    sections = [{"label": "第一章", "heading": f"{name}规定", "anchor": "ch-1"},
                {"label": f"第{first}条", "anchor": f"art-{first}", "level": 2, "text": text}]
    part = make_document(f"中华人民共和国环境法典 {name}", work=f"环境法典{name}", sections=sections, **values)
    write_names(part)
    return part


def parts():
    """Made in no order; each begins where the one before it ends."""
    return make_part("附则", 120, "本法自公布之日起施行。"), make_part("总则", 1, "为了保护环境，制定本法。"), make_part("第二编 污染防治", 40, "防治污染，保护环境。")


def test_parts_stand_in_the_order_of_their_articles_in_one_outline(client, django_assert_max_num_queries):
    last, first, second = parts()
    make_document("环境法典总则的理解与适用", sections=[{"label": "第一条", "anchor": "art-1"}])
    with django_assert_max_num_queries(3):
        page = client.get(CODE).content.decode()
    places = [page.index(f'href="{part.get_absolute_url()}#art-{number}"') for part, number in ((first, 1), (second, 40), (last, 120))]
    assert places == sorted(places) and "<h1>中华人民共和国环境法典</h1>" in page.replace("<wbr>", "") and "共 3 条" in page
    assert "理解与适用" not in page


def test_all_parts_are_searched_at_once_by_words_or_by_the_number_of_an_article(client):
    last, first, second = parts()
    page = client.get(CODE, {"q": "保护  环境"}).content.decode()
    assert page.index(f"{first.get_absolute_url()}?mark=%E4%BF%9D%E6%8A%A4&amp;mark=%E7%8E%AF%E5%A2%83#art-1") < page.index(f"{second.get_absolute_url()}?mark=")
    assert f"{last.get_absolute_url()}?mark=" not in page and "<mark>" in page and "共 2 处" in page
    assert f"{second.get_absolute_url()}?mark=40#art-40" in client.get(CODE, {"q": "40"}).content.decode()
    for query in ("没有的词", "<script>", "%", "\x00", "九" * 5000):
        answer = client.get(CODE, {"q": query})
        assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()


def test_a_part_leads_to_its_code_and_to_the_parts_beside_it(client):
    last, first, second = parts()
    page = client.get(second.get_absolute_url()).content.decode()
    assert f'href="{CODE}"' in page.replace("%E7%8E%AF%E5%A2%83%E6%B3%95%E5%85%B8", "环境法典")
    assert f'rel="prev" href="{first.get_absolute_url()}"' in page and f'rel="next" href="{last.get_absolute_url()}"' in page
    assert 'rel="next"' not in client.get(last.get_absolute_url()).content.decode()


def test_of_each_part_the_edition_of_the_day_stands_there(client):
    _, first, _ = parts()
    old = make_part("总则", 1, slug="旧", issued_on=date(2020, 1, 1), effective_on=date(2020, 6, 1), superseded_on=date(2024, 1, 1))
    first.__class__.objects.filter(pk=first.pk).update(issued_on=date(2023, 10, 1), effective_on=date(2024, 1, 1))
    assert old.get_absolute_url() not in client.get(CODE).content.decode()
    then = client.get(CODE, {"on": "2021-01-01"}).content.decode()
    assert old.get_absolute_url() in then and f"{first.get_absolute_url()}?" not in then


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN, State.TRASHED])
def test_what_is_not_published_makes_no_code(client, state):
    make_part("总则", 1)
    make_part("附则", 9, state=state)
    assert client.get(CODE).status_code == 404
    assert client.get("/codes/无此法典/").status_code == 404
