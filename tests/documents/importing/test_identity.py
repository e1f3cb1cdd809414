"""One document or two: what must not be taken for the same first, then what must."""
import random

import pytest

from documents.importing import Outcome, Source, import_source
from documents.models import Document, State
from tests.factories import make_work

pytestmark = pytest.mark.django_db


def held(name, text, **facts):
    return import_source(Source(name, text.encode(), facts), state=State.PUBLISHED)


def notice(title="关于规范犬只登记的通知", *, number="", to="各街道", body="", day="", text="犬只应当登记，登记费为每只200元，逾期不补。"):
    lines = [title, number, f"{to}：", "为加强管理，现将有关事项通知如下。", f"一、{text}", "二、请遵照执行，并报告执行中的问题。", body, day]
    return "\n".join(filter(None, lines)) + "\n"


OTHER_TEXT = "登记前应当为犬只接种疫苗，凭接种证到社区办理，每年查验一次，不收费用。"
TWO_DOCUMENTS = {
    "another place in the file's name": (("【甲市】关于规范犬只登记的通知.txt", notice()), ("【乙市】关于规范犬只登记的通知.txt", notice(to="各镇街", text=OTHER_TEXT))),
    "another place, near-equal words": (("【甲市】a.txt", notice()), ("【乙市】a.txt", notice(to="各县区"))),
    "another place without 市": (("【浙江甲乙】a.txt", notice()), ("【丙丁】a.txt", notice(to="各县区"))),
    "another office of the place": (("【甲市水务局】a.txt", notice()), ("【甲市燃气局】a.txt", notice(to="各县区"))),
    "another body, the same day": (("a.txt", notice(body="甲市公安局", day="2022年5月6日")), ("b.txt", notice(body="甲市农业农村局", day="2022年5月6日", to="各乡镇"))),
    "another number": (("a.txt", notice(number="甲政发〔2021〕5号")), ("b.txt", notice(number="甲政发〔2022〕5号"))),
    "another day": (("a.txt", notice(body="甲市公安局", day="2021年5月6日")), ("b.txt", notice(body="甲市公安局", day="2022年5月6日"))),
    "another text, nothing else known": (("a.txt", notice()), ("b.txt", notice(text=OTHER_TEXT))),
    "another text, a day known of one": (("a.txt", notice(body="甲市公安局", day="2022年5月6日")), ("b.txt", notice(body="甲市公安局", text=OTHER_TEXT))),
    "another amount": (("a.txt", notice()), ("b.txt", notice().replace("200元", "300元"))),
    "an excerpt": (("a.txt", notice() + f"三、{OTHER_TEXT}\n四、收费办法另行公布，公布之前不得收费。\n"), ("b.txt", notice())),
    "one day, one body, hardly a word in common": (
        ("a.txt", "关于近期事项的公告\n东郊墓区因修建道路，区内坟墓须于清明之前起迁，每穴补贴两千元，迁往北山陵园的免收墓位费，逾期不迁的按无主坟处理，联系人见附表。\n甲市民政局\n2022年5月6日\n"),
        ("b.txt", "关于近期事项的公告\n招聘驾驶人员两名，要求持有执照，身体健康，面谈薪金，报名地点在行政中心三楼人事处，自带照片，笔试合格者另行通知，录用后试用三个月，期满签约，食宿自理。\n甲市民政局\n2022年5月6日\n"),
    ),
}


@pytest.mark.parametrize("first_and_second", TWO_DOCUMENTS.values(), ids=TWO_DOCUMENTS)
@pytest.mark.parametrize("turned", [False, True])
def test_a_title_alone_is_no_identity_and_the_other_is_named(first_and_second, turned):
    first, second = reversed(first_and_second) if turned else first_and_second
    one, two = held(*first), held(*second)
    assert (one.outcome, two.outcome) == (Outcome.CREATED, Outcome.CREATED)
    assert any(f"编号 {one.document_id}" in warning and "同题" in warning for warning in two.warnings)
    assert not any("同题" in warning for warning in one.warnings)


SIGNED = {"body": "甲市公安局", "day": "2022年5月6日"}
ONE_DOCUMENT = {
    "the same words in another layout": (notice(), notice().replace("，", ",").replace("\n", "\n\n")),
    "a wrong character mended": (notice(), notice().replace("逾期", "愈期")),
    "number and title": (notice(number="甲政发〔2021〕5号"), notice(number="甲政发[2021]5号", text=OTHER_TEXT)),
    "day and body": (notice(**SIGNED), notice(**SIGNED).replace("200元", "300元")),
    "day and a title with the place": (notice("甲市犬只登记办法", day="2022年5月6日"), notice("甲市犬只登记办法", day="2022年5月6日", to="各县")),
}


@pytest.mark.parametrize(("first", "second"), ONE_DOCUMENT.values(), ids=ONE_DOCUMENT)
def test_the_same_document_again_stays_one_with_the_text_that_is_held(first, second):
    one = held("a.txt", first)
    text = Document.objects.get().markdown
    two = held("b.txt", second)
    assert two.outcome in (Outcome.KEPT, Outcome.UNCHANGED) and two.document_id == one.document_id
    assert Document.objects.get().markdown == text


def test_a_copy_s_place_may_stand_in_its_name_and_the_other_s_under_its_text():
    one = held("a.txt", notice(body="甲市公安局", day="2022年5月6日"), title="关于规范犬只登记的通知")
    two = held("【甲市】b.txt", notice(to="各县区各部门各单位", day="2022年5月6日"), title="关于规范犬只登记的通知", bodies=())
    assert two.document_id == one.document_id


def test_editions_of_one_law_are_no_news():
    law = "甲市养犬条例\n（{0}甲市人民代表大会常务委员会通过）\n第一条　为了管理养犬，制定本条例。\n第二条　养犬应当登记。\n"
    held("a.txt", law.format("2010年5月8日"))
    second = held("b.txt", law.format("2020年5月8日").replace("登记", "每年登记"))
    assert second.outcome is Outcome.CREATED and not any("同题" in warning for warning in second.warnings)


PLACES, SUBJECTS = ("甲市", "乙市", "丙县", "丁市戊区", "己州"), ("购房补贴", "停车收费", "春季植树")
MATTERS = ("补助{0}元，一次付清，年底之前申请", "申请人到{0}个窗口办理，带身份证明", "试行{0}年，期满评估，另行通知")


def many_notices():
    """Thirty notices of five places under three titles: some with bodies and days, many with neither."""
    for number, (place, subject) in enumerate((place, subject) for place in PLACES for subject in SUBJECTS):
        signed = {"body": f"{place}财政局", "day": f"2021年{number % 12 + 1}月3日"} if number % 3 else {}
        for turn in range(2):
            matter = MATTERS[(number + turn) % 3].format(number * 7 + turn + 2)
            name = f"【{place}】{number}-{turn}.txt" if number % 2 else f"{number}-{turn}.txt"
            day = {"day": f"2022年{number % 12 + 1}月{turn + 4}日"} if signed and turn else {}
            yield name, notice(f"关于{subject}有关事项的通知", text=f"{place}的{subject}：{matter}。", **signed | day)


@pytest.mark.parametrize("seed", range(3))
def test_in_any_order_every_text_is_held_and_a_second_run_changes_nothing(seed):
    files = list(many_notices())
    random.Random(seed).shuffle(files)
    assert [held(*file).outcome for file in files] == [Outcome.CREATED] * 30
    before = list(Document.objects.order_by("pk").values_list("pk", "text_hash", "updated_at"))
    assert len({text for _, text, _ in before}) == 30
    assert {held(*file).outcome for file in reversed(files)} == {Outcome.UNCHANGED}
    assert list(Document.objects.order_by("pk").values_list("pk", "text_hash", "updated_at")) == before


def test_a_title_of_hundreds_costs_no_more_queries(django_assert_max_num_queries):
    values = {"title": "关于规范犬只登记的通知", "work": make_work()}
    Document.objects.bulk_create(
        Document(slug=f"d{n}", markdown=f"{n}", content_hash=f"{n}", text_hash=f"{n}", **values) for n in range(300)
    )
    with django_assert_max_num_queries(120):
        held("a.txt", notice())
