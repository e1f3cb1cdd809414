"""Texts that name one place: first those that name none."""
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.importing.citing import link
from documents.models import State
from documents.resolving import find_number, find_provision
from documents.resolving.typed import read_places
from tests.factories import make_document

pytestmark = pytest.mark.django_db
NUMBER = "教基〔2025〕1号"
TODAY = date(2025, 6, 1)
EDITIONS = {"2005": date(2006, 1, 1), "2018": date(2018, 10, 26), "2023": date(2024, 7, 1)}


def held(title="学籍管理办法", **values):
    document = make_document(title, **values)
    link(document)
    return document


@pytest.fixture
def laws():
    sections = [{"label": "第二条", "anchor": "art-2"}]
    return {
        name: held(
            "中华人民共和国登记法", slug=name, work="中华人民共和国登记法", effective_on=day, markdown="## 第二条\n\n登记。", sections=sections,
        )
        for name, day in EDITIONS.items()
    }


@pytest.mark.parametrize("text", ["", "号", "教基〔2025〕2号", f"{NUMBER}和{NUMBER}", f"根据{NUMBER}", "教基〔2025〕1号" * 500, "〔" * 5000, "\x00"])
def test_what_is_no_number_of_a_document(text):
    held(number=NUMBER)
    assert find_number(text) is None


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_number_of_an_unpublished_document(state):
    held(number=NUMBER, state=state)
    assert find_number(NUMBER) is None


def test_number_that_two_documents_bear():
    held(number=NUMBER), held("另一办法", number=NUMBER)
    assert find_number(NUMBER) is None


@pytest.mark.parametrize("text", [NUMBER, "教基[2025]1号", "教基（2025）1号", "教基【2025】 1 号"])
@pytest.mark.parametrize("day", [None, TODAY, date.today() + timedelta(days=365)])
def test_number_in_any_style_whatever_the_day(text, day):
    document = held(number=NUMBER, effective_on=day)
    assert find_number(text).address == document.get_absolute_url()


@pytest.mark.parametrize("text", [
    "", "登记法", "第二条", "登记法第九十九条", "《登记法》第二条和《登记法》第二条", "登记法2条款", "登记法2018", "登记法二", "登记法第二章",
    "登记草案第二条", "某省登记法第二条", "登记法学第二条", "不动产登记法第二条", "登记法第二条修改了", "2019年登记法第二条", "登记法（2019）第二条", "登记法第二条登记法", "法第二条", "登记法第二条" * 500,
    "登记法（2）", "登记法（二）", "登记法的2018", "登记法-2018", "登记法（2018）", "登记法的", "登记法中", "登记法的的第二条", "登记法编第二条", "的第二条", "（第二条）",
    "《登记法》第二条\n《登记法》第二条", "《《《登记法》第二条", "登记法第二条（2018）", "登记法汇编", "登记法第999999999章", "登记法特别程序编第三章",
])
def test_what_names_no_provision_that_is_held(laws, text):
    assert find_provision(text, TODAY) is None


@pytest.mark.parametrize("text", [
    "登记法第二条", "《登记法》第二条", "中华人民共和国登记法 第2条", "《中华人民共和国登记法》第二条", "登记法2条", "登记法 第 2 条", "登记法第２条", "登记法第2條",
    "《登记法》第2条。", "登记法第二条的规定", "根据登记法第二条", "依照《登记法》第二条之规定", "请看登记法第二条", "查一下登记法第2条", "登记法二条", "登记法第2、3条",
    "登记法第二条、第三条", "登记法第二条和第三条", "登记法2-3条", "登记法第2", "登记法 2", "登记法第二条是什么", "登记法第二条怎么规定的？", "登记法特别程序编第二条", "《登记法》（总则编）第二条", "新登记法第二条", "现行登记法第2条",
    "登记法的第二条", "查一下登记法里的第2条", "登记法中第二条", "登记法之第二条", "登记法（2条）", "《登记法》（第二条）", "登记法：第二条", "登记法 § 2", "登记法-2",
])
@pytest.mark.parametrize(("day", "edition"), [
    (date(2010, 1, 1), "2005"), (date(2018, 10, 25), "2005"), (date(2018, 10, 26), "2018"), (date(2024, 6, 30), "2018"), (date(2024, 7, 1), "2023"),
])
def test_provision_of_the_edition_in_force_on_the_day(laws, text, day, edition):
    target = find_provision(text, day)
    assert (target.held.id, target.address) == (laws[edition].pk, f"{laws[edition].get_absolute_url()}#art-2")


def test_provision_before_the_first_edition(laws):
    assert find_provision("登记法第二条", date(1990, 1, 1)) is None


@pytest.mark.parametrize(("text", "edition"), [
    ("2018年登记法第二条", "2018"), ("2018登记法第2条", "2018"), ("登记法（2018）第二条", "2018"), ("登记法(2018年修订)2条", "2018"), ("2006年的登记法第二条", "2005"),
    ("2018年修正的《登记法》第二条", "2018"), ("登记法2018版第二条", "2018"), ("根据2018年登记法第二条的规定", "2018"), ("2024年登记法第二条", "2023"),
    ("旧登记法第二条", "2005"), ("修订前的登记法第二条", "2005"), ("原登记法第2条", "2005"),
])
def test_provision_of_the_edition_that_is_named(laws, text, edition):
    assert find_provision(text, date(2020, 1, 1)).held.id == laws[edition].pk


@pytest.mark.parametrize(("text", "anchor"), [
    ("登记法第二章", "part-1-ch-2"), ("登记法2章", "part-1-ch-2"), ("登记法第一编第一章", "part-1-ch-1"), ("登记法分则第一章", "part-2-ch-1"), ("登记法第二编", "part-2"),
    ("登记法第一章", None), ("登记法第三章", None), ("登记法总则第三章", None),
])
def test_a_division_that_one_place_is_called(text, anchor):
    sections = [
        {"label": label, "heading": heading, "anchor": name} for label, heading, name in (
            ("第一编", "总则", "part-1"), ("第一章", "", "part-1-ch-1"), ("第二章", "", "part-1-ch-2"), ("第二编", "分则", "part-2"), ("第一章", "", "part-2-ch-1"),
        )
    ]
    held("中华人民共和国登记法", work="中华人民共和国登记法", effective_on=date(2020, 1, 1), sections=sections)
    target = find_provision(text, TODAY)
    assert (target and target.anchor) == anchor


@pytest.mark.parametrize(("text", "found"), [
    ("民法典合同编第二章", ("合同编", "ch-2")), ("民法典第三编第二章", ("合同编", "ch-2")), ("民法典婚姻家庭编第一章", ("婚姻家庭编", "ch-1")), ("民法典第二章", None), ("民法典第五编第三章", None),
])
def test_a_chapter_of_a_code_that_is_held_by_its_parts(text, found):
    for part in ("合同编", "婚姻家庭编"):
        title, chapters = f"中华人民共和国民法典 {part}", [{"label": label, "anchor": f"ch-{n}"} for n, label in enumerate(("第一章", "第二章"), 1)]
        held(title, work=title, effective_on=date(2021, 1, 1), sections=chapters)
    target = find_provision(text, TODAY)
    assert (target and (target.held.title[-len(found[0]) :], target.anchor)) == found


@pytest.mark.parametrize(("text", "provision"), [
    ("刑法120条之一", "第120条之一"), ("刑法第一百二十条之一第二款", "第120条之一第2款"), ("民法典1079条3款2项", "第1079条第3款第2项"), ("民法典第1079条第三款第（二）项", "第1079条第3款第2项"),
    ("劳动合同法第三十九条第（一）、（二）项", "第39条第1项"), ("劳动合同法第三十九条（二）", "第39条第2项"), ("劳动合同法39条(二)的规定", "第39条第2项"),
])
def test_below_the_article(text, provision):
    assert next(read_places(text)).article == provision


@given(st.text(alphabet="《刑法》第二2０章条款项之、和的根据2018年()（） 旧。", max_size=130))
def test_anything_may_be_typed(text):
    assert len(list(read_places(text))) <= 3
