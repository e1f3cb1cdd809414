"""What texts say of their own force and of each other's, imported one after the other: the status of each, on several days.

``{+60}`` in a text is the day 60 days from today. A guard stands on the other side of a rule: nothing may be told there.
"""
import re
from datetime import date, timedelta

import pytest

from documents.importing import Source, import_source, set_state
from documents.models import Document, State

pytestmark = pytest.mark.django_db
TODAY = date.today()
OPEN = {"未见废止或修改", "现行有效"}


def day(offset):
    found = TODAY + timedelta(offset)
    return f"{found.year}年{found.month}月{found.day}日"


def put(name, text):
    text = re.sub(r"\{([+-]\d+)\}", lambda match: day(int(match[1])), text)
    result = import_source(Source(name, text.encode()), state=State.PUBLISHED)
    return Document.objects.get(pk=result.document_id)


def rule(title, number, clause, issued="2020年3月1日", body="甲市人民政府"):
    return f"{title}\n{number}\n第一条　为了加强管理，制定本办法（{title}）。\n第二条　{clause}\n{body}\n{issued}\n"


def notice(title, number, text, issued="2026年3月1日", body="甲市人民政府"):
    return f"{title}\n{number}\n各区县人民政府：\n{text}\n{body}\n{issued}\n"


OLD = rule("甲市绿化管理办法", "甲政〔2020〕1号", "本办法自2020年4月1日起施行。")


def statuses(*texts, offset=0):
    first, *others = [put(f"文{place}.txt", text) for place, text in enumerate(texts)]
    first.refresh_from_db()
    return first.status_on(TODAY + timedelta(offset)).label, [other.status_on(TODAY + timedelta(offset)).label for other in others]


ENDS = [
    rule("甲市绿化管理规定", "甲政〔2026〕1号", "本规定自{day}起施行。《甲市绿化管理办法》同时废止。", "{issued}"),
    rule("甲市绿化管理规定", "甲政〔2026〕1号", "本规定自{day}起施行，2020年3月1日发布的《甲市绿化管理办法》（甲政〔2020〕1号）同时废止。", "{issued}"),
    rule("甲市绿化管理规定", "甲政〔2026〕1号", "本规定自{day}起施行。原《甲市绿化管理办法》同时废止。", "{issued}"),
    rule("甲市绿化管理规定", "甲政〔2026〕1号", "本规定自{day}起实施，《甲市绿化管理办法》即行废止。", "{issued}"),
    rule("甲市绿化管理规定", "甲政〔2026〕1号", "本规定自{day}起实施，《甲市绿化管理办法》（甲政〔2020〕1号）届时废止。", "{issued}"),
    rule("甲市绿化管理规定", "甲政〔2026〕1号", "本规定自{day}起执行，《甲市绿化管理办法》（甲政〔2020〕1号）同步废止。", "{issued}"),
    notice("甲市人民政府关于废止部分文件的决定", "甲政〔2026〕2号", "现决定，自{day}起，废止《甲市绿化管理办法》（甲政〔2020〕1号）。", "{issued}"),
    notice("甲市人民政府关于废止部分文件的决定", "甲政〔2026〕2号", "经研究，决定对《甲市绿化管理办法》（甲政〔2020〕1号）予以废止，自{day}起执行。", "{issued}"),
    notice("甲市人民政府关于废止部分文件的决定", "甲政〔2026〕2号", "《甲市绿化管理办法》（甲政〔2020〕1号）自{day}起废止。", "{issued}"),
    notice("甲市人民政府关于废止部分文件的决定", "甲政〔2026〕2号", "《甲市绿化管理办法》（甲政〔2020〕1号）自{day}起停止执行。", "{issued}"),
    notice("甲市人民政府关于废止部分文件的决定", "甲政〔2026〕2号", "《甲市绿化管理办法》（甲政〔2020〕1号）于{day}废止。", "{issued}"),
    notice("甲市人民政府关于废止部分文件的决定", "甲政〔2026〕2号", "对2020年4月1日起施行的《甲市绿化管理办法》（甲政〔2020〕1号）予以废止，本决定自{day}起施行。", "{issued}"),
    notice("甲市人民政府关于公布失效文件目录的通知", "甲政〔2026〕2号", "下列文件自{day}起失效：\n1.甲市绿化管理办法（甲政〔2020〕1号）", "{issued}"),
    rule("甲市绿化管理规定", "甲政〔2026〕1号", "本规定自{day}起施行，《甲市绿化管理办法》不再执行。", "{issued}"),
    notice("甲市人民政府关于废止部分规范性文件的通知", "甲政〔2026〕2号", "本通知自{day}起施行。\n附件：废止文件目录\n废止文件目录\n1．甲市绿化管理办法 甲政〔2020〕1号", "{issued}"),
    rule("甲市绿化管理规定", "甲政〔2026〕1号", "本规定自{day}起施行，《甲市绿化管理办法》（甲政〔2020〕1号）同时停止使用。", "{issued}"),
    notice("甲市人民政府关于停止执行部分文件的通知", "甲政〔2026〕2号", "附件所列文件自{day}起停止执行。\n附件：停止执行的文件目录", "{issued}")
    + "附件\n停止执行的文件目录\n1.《甲市绿化管理办法》（甲政〔2020〕1号）\n",
    notice("甲市人民政府关于废止《甲市绿化管理办法》的通知", "甲政〔2026〕2号", "经研究，废止《甲市绿化管理办法》（甲政〔2020〕1号），自{day}起执行。", "{issued}"),
    notice("甲市人民政府关于废止文件的通知", "甲政〔2026〕2号",
           "对以下文件予以废止：《甲市苗圃办法》（甲政〔2019〕9号）；《甲市绿化管理办法》（甲政〔2020〕1号）。本通知自{day}起施行。", "{issued}"),
    notice("甲市人民政府关于公布清理结果的通知", "甲政〔2026〕2号",
           "本通知自{day}起施行。\n一、继续有效的规范性文件\n1.《甲市苗圃办法》（甲政〔2019〕9号）\n二、废止的规范性文件\n1.《甲市绿化管理办法》（甲政〔2020〕1号）", "{issued}"),
    *(notice("甲市人民政府关于加强绿化工作的通知", "甲政〔2026〕2号", f"本通知自{{day}}起施行，{said}", "{issued}") for said in (
        "《甲市绿化管理办法》（甲政〔2020〕1号）自行废止。", "原《甲市绿化管理办法》同时作废。", "《甲市绿化管理办法》不再作为行政管理的依据。",
        "《甲市绿化管理办法》（甲政〔2020〕1号）不再施行。", "终止执行《甲市绿化管理办法》（甲政〔2020〕1号）。", "撤销《甲市绿化管理办法》（甲政〔2020〕1号）。", "《甲市绿化管理办法》（甲政〔2020〕1号）废止。",
        "《甲市绿化管理办法》（甲政〔2020〕1号）已被《甲市绿化规定》替代，不再适用。",
    )),
    notice("甲市人民政府关于公布清理结果的通知", "甲政〔2026〕2号", "本通知自{day}起施行。\n"
           "| 序号 | 名称 | 清理结果 |\n| --- | --- | --- |\n| 1 | 甲市绿化管理办法 | 废止 |\n| 2 | 甲市苗圃办法 | 继续有效 |", "{issued}"),
]


@pytest.mark.parametrize("text", ENDS, ids=range(len(ENDS)))
@pytest.mark.parametrize("offset", [90, -90])
def test_an_end_by_another_text_holds_from_its_day_on_and_not_before(text, offset):
    text = text.replace("{day}", f"{{{offset:+d}}}").replace("{issued}", "{-120}")
    old, _ = statuses(OLD, text)
    assert old == "已废止" if offset < 0 else old in OPEN
    document = Document.objects.get(title="甲市绿化管理办法")
    assert document.status_on(TODAY + timedelta(offset)).label == "已废止"
    assert document.status_on(TODAY + timedelta(offset - 1)).label in OPEN


NOT_ENDED = [
    notice("关于做好清理工作的通知", "甲政〔2026〕3号", "要抓紧修订或者废止《甲市绿化管理办法》（甲政〔2020〕1号）。"),
    notice("关于做好清理工作的通知", "甲政〔2026〕3号", "《甲市绿化管理办法》（甲政〔2020〕1号）第二条同时废止。"),
    notice("关于做好清理工作的通知", "甲政〔2026〕3号", "《甲市绿化管理办法》（甲政〔2020〕1号）继续有效，其余文件同时废止。"),
    notice("乙市人民政府关于废止文件的通知", "乙政〔2026〕3号", "《乙市绿化管理办法》（乙政〔2020〕1号）同时废止。", body="乙市人民政府"),
    notice("乙市人民政府关于废止文件的通知", "乙政〔2026〕3号", "《绿化管理办法》（乙政〔2019〕1号）同时废止。", body="乙市人民政府"),
    notice("关于拟废止文件的公示", "甲政〔2026〕3号", "拟废止《甲市绿化管理办法》（甲政〔2020〕1号），现公开征求意见。"),
    notice("关于征求意见的通知", "甲政〔2026〕3号", "《甲市绿化管理办法》（甲政〔2020〕1号）是否废止，请研究提出意见。"),
    *(notice("关于加强绿化管理的通知", "甲政〔2026〕3号", said) for said in (
        "待省绿化条例施行后，《甲市绿化管理办法》（甲政〔2020〕1号）即行废止。",
        "《甲市绿化管理办法》（甲政〔2020〕1号）待新的办法出台后即行废止。",
        "过渡期为六个月，过渡期满后《甲市绿化管理办法》（甲政〔2020〕1号）停止执行。",
        "新的办法出台后，《甲市绿化管理办法》（甲政〔2020〕1号）即行废止。",
        "自新条例施行之日起，《甲市绿化管理办法》（甲政〔2020〕1号）停止执行。",
        "废止下列文件：\n| 序号 | 名称 | 处理意见 |\n| --- | --- | --- |\n| 1 | 甲市苗圃办法 | 废止 |\n| 2 | 甲市绿化管理办法 | 继续有效 |",
        "| 序号 | 名称 | 处理意见 |\n| --- | --- | --- |\n| 1 | 甲市绿化管理办法 | 拟废止 |",
        "如国家另有规定的，《甲市绿化管理办法》（甲政〔2020〕1号）即行废止。",
        "一旦省绿化条例公布，《甲市绿化管理办法》（甲政〔2020〕1号）即行废止。",
        "任何单位不得擅自停止执行《甲市绿化管理办法》（甲政〔2020〕1号）。",
        "经研究，暂缓废止《甲市绿化管理办法》（甲政〔2020〕1号）。",
        "一、废止的规范性文件\n1.《甲市苗圃办法》（甲政〔2019〕9号）\n二、继续有效的规范性文件\n1.《甲市绿化管理办法》（甲政〔2020〕1号）",
    )),
    *(notice(title, "", f"{above}经研究，决定废止《甲市绿化管理办法》（甲政〔2020〕1号）。") for title, above in (
        ("甲市人民政府关于废止部分文件的决定（征求意见稿）", ""),
        ("关于公开征求《甲市人民政府关于废止部分文件的决定（草案）》意见的公告", ""),
        ("甲市司法局关于废止部分文件的公示", ""),
        ("甲市人民政府2026年规范性文件制定计划", ""),
        ("甲市司法局关于报送决定的函", "现将决定报上。\n甲市人民政府关于废止部分文件的决定\n（送审稿）\n"),
    )),
]


@pytest.mark.parametrize("text", NOT_ENDED, ids=range(len(NOT_ENDED)))
def test_guard_what_only_speaks_of_an_end_ends_nothing(text):
    old, _ = statuses(OLD, text)
    assert old in OPEN


def test_a_number_of_the_last_century_is_the_same_with_two_digits_of_its_year_as_with_four():
    first, _ = statuses(
        rule("甲市摊点管理办法", "甲政〔1998〕7号", "本办法自1998年5月1日起施行。", "1998年4月10日"),
        rule("甲市摊贩管理规定", "甲政〔2003〕8号", "本规定自2003年10月1日起施行，《甲市摊点管理办法》（甲政〔98〕7号）同时废止。", "2003年9月1日"),
    )
    assert first == "已废止"


@pytest.mark.parametrize(("second", "after"), [("4", {"已废止"}), ("10", OPEN)])
def test_where_lists_end_on_several_days_none_is_taken_for_that_of_one(second, after):
    said = f"附件1所列文件自2026年4月1日起停止执行。附件2所列文件自2026年{second}月1日起停止执行。"
    listed = "停止执行的文件目录\n1.《甲市绿化管理办法》（甲政〔2020〕1号）\n"
    first, _ = statuses(OLD, notice("甲市人民政府关于停止执行部分文件的通知", "甲政〔2026〕2号", said) + listed)
    assert first in after


@pytest.mark.parametrize("clause", [
    "本办法自{+40}起施行。", "本办法自{+40}零时起执行。", "本办法自公布之日起三个月后施行。", "本办法自公布后30日起施行，有效期3年。", "本办法自发布之日起满六十日施行。",
    "本办法于{+40}起实施。", "本办法自印发之日起30日后施行，有效期五年。", "本办法从{+5}开始施行。", "本办法自{+40}起试行，试行期一年。",
])
def test_before_the_day_that_it_names_itself_a_text_is_not_yet_in_force(clause):
    first, _ = statuses(rule("甲市绿化管理办法", "甲政〔2026〕1号", clause, "{-10}"))
    assert first == "尚未生效"
    assert Document.objects.get().status_on(TODAY + timedelta(200)).label in OPEN


@pytest.mark.parametrize("clause", [
    "本办法自2020年4月1日起施行，有效期五年。", "本办法自2020年4月1日起施行，有效期至2025年3月31日。", "本办法有效期自2020年4月1日至2025年3月31日。",
    "本办法自2020年4月1日起试行，试行期两年。", "本暂行办法执行至2025年12月31日。", "本办法自印发之日起施行，有效期3年，到期自动失效。",
    "本办法自2020年4月1日起施行，自2025年1月1日起废止。", "本办法自2020年4月1日起施行，2025年3月31日自行废止。", "本办法自2020年4月1日起施行，有效期为60个月。",
    "本办法自公布之日起六个月后施行，有效期3年。", "本办法自2020年4月1日起施行，有效期截至2024年底。",
    "本办法自2020年4月1日起施行，有效期至2025年12月31日24时止。", "本办法自2020年4月1日起施行，有效期至2026年1月1日零时。", "本办法有效期自2020年4月1日零时至2025年3月31日24时。", "本办法试行期1年，自2020年4月1日起施行。", "本办法有效期3年，自2020年4月1日起计算。",
])
def test_past_its_own_term_a_text_has_expired(clause):
    first, _ = statuses(rule("甲市绿化管理办法", "甲政〔2020〕1号", clause))
    document = Document.objects.get()
    assert first == "已失效" and document.expiry_proof
    assert document.status_on(date(2020, 10, 1)).label in OPEN


@pytest.mark.parametrize("clause", [
    "许可证有效期三年，期满换发。本办法自2020年4月1日起施行。", "本办法自2020年4月1日起施行，有效期30年。", "临时许可有效期自2020年4月1日至2021年3月31日。",
    "本办法施行前已取得的许可，执行至2021年12月31日。本办法自2020年4月1日起施行。", "本办法所称补贴执行至2021年12月31日。", "过渡期自2020年4月1日至2021年3月31日。",
    "本办法自2020年4月1日起施行，第五条有效期一年。", "合同有效期一年。本办法自2020年4月1日起施行。", "申请材料有效期6个月，本办法自2020年4月1日起施行。",
    "本办法自2020年4月1日起施行，有效期届满前六个月组织评估。", "原《甲市绿化办法》有效期至2021年3月31日。本办法自2020年4月1日起施行。",
])
def test_guard_the_term_of_something_else_ends_nothing(clause):
    first, _ = statuses(rule("甲市绿化管理办法", "甲政〔2020〕1号", clause))
    assert first in OPEN


def test_guard_the_same_title_of_another_body_is_another_document():
    first, _ = statuses(
        notice("关于加强河道保洁的通知", "乙水〔2017〕3号", "一、落实责任。", "2017年4月1日", "乙县水利局"),
        notice("甲县水利局关于废止部分文件的通知", "甲水〔2023〕9号", "经清理，对《关于加强河道保洁的通知》（甲水〔2016〕12号）予以废止，自2023年6月1日起执行。", "2023年5月20日", "甲县水利局"),
    )
    assert first in OPEN


def test_guard_news_of_a_document_is_not_repealed_with_its_older_edition():
    first, _ = statuses(
        "丁市引进人才落户办法\n日前，市人社局更新印发了《丁市引进人才落户办法》，新办法放宽了年龄要求。记者了解到，申请可在网上办理。\n",
        notice("丁市人力资源和社会保障局关于印发丁市引进人才落户办法的通知", "丁人社规〔2022〕2号",
               "现将《丁市引进人才落户办法》印发给你们。《丁市引进人才落户办法》（丁人社规〔2019〕2号）同时废止。", "2022年8月1日", "丁市人力资源和社会保障局"),
    )
    assert first in OPEN


TERM = rule("甲市停车管理办法", "甲政〔2020〕2号", "本办法自2020年4月1日起施行，有效期三年。")
PROLONGING = [
    ("经研究，决定将《甲市停车管理办法》（甲政〔2020〕2号）有效期延长至2031年3月31日。", date(2031, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）有效期届满后继续执行至2031年3月31日。", date(2031, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）的有效期延续五年。", date(2028, 4, 1)),
    ("现将《甲市停车管理办法》（甲政〔2020〕2号）的执行期限延长至2031年3月31日，请遵照执行。", date(2031, 4, 1)),
    ("同意延长《甲市停车管理办法》（甲政〔2020〕2号）有效期至2031年3月31日。", date(2031, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）自2023年7月1日起继续施行，有效期五年。", date(2028, 7, 1)),
    ("经评估，《甲市停车管理办法》（甲政〔2020〕2号）继续有效，有效期五年。", date(2028, 4, 1)),
    ("决定将《甲市停车管理办法》（甲政〔2020〕2号）的有效期续期至2031年3月31日。", date(2031, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）试行期满后继续试行五年。", date(2028, 4, 1)),
    ("决定延长下列文件的有效期至2031年3月31日：\n1.《甲市苗圃管理办法》（甲政〔2019〕1号）\n2.《甲市停车管理办法》（甲政〔2020〕2号）", date(2031, 4, 1)),
    ("以下文件有效期延长五年：\n《甲市停车管理办法》（甲政〔2020〕2号）", date(2028, 4, 1)),
    ("一、继续有效的文件（有效期延长至2031年3月31日）：\n1.《甲市停车管理办法》（甲政〔2020〕2号）\n二、废止的文件：\n1.《甲市苗圃管理办法》（甲政〔2019〕1号）", date(2031, 4, 1)),
    ("一、废止的文件：\n1.《甲市苗圃管理办法》（甲政〔2019〕1号）\n二、继续有效的文件（有效期延长至2031年3月31日）：\n1.《甲市停车管理办法》（甲政〔2020〕2号）", date(2031, 4, 1)),
    ("一、废止的文件：\n1.《甲市苗圃管理办法》（甲政〔2019〕1号）\n二、延长有效期至2031年3月31日的文件\n1.《甲市停车管理办法》（甲政〔2020〕2号）", date(2031, 4, 1)),
    ("同意《甲市停车管理办法》（甲政〔2020〕2号）延期五年。", date(2028, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）有效期届满，经评估，决定继续执行，有效期5年，自2023年8月1日起计算。", date(2028, 8, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）将于2023年4月1日到期，经研究，同意继续施行至2031年3月31日。", date(2031, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）经评估后继续有效，有效期自2023年4月1日起至2031年3月31日。", date(2031, 4, 1)),
    ("经评估，《甲市停车管理办法》（甲政〔2020〕2号）可继续执行，有效期延长八年，自2023年4月1日至2031年3月31日止。", date(2031, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）需继续实施，有效期5年，自2023年8月1日起算。", date(2028, 8, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）自2023年8月1日起继续执行5年。", date(2028, 8, 1)),
    ("决定自2023年8月1日起继续执行《甲市停车管理办法》（甲政〔2020〕2号），有效期五年。", date(2028, 8, 1)),
    ("请各地继续执行《甲市停车管理办法》（甲政〔2020〕2号）至2031年3月31日。", date(2031, 4, 1)),
    ("决定将《甲市停车管理办法》（甲政〔2020〕2号）执行期限延长5年，从2023年8月1日起计算。", date(2028, 8, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）将于2023年3月31日到期，鉴于工作需要，同意继续实施，有效期5年。", date(2028, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）有效期延长五年，申报期自2023年8月1日至2023年9月1日。", date(2028, 4, 1)),
    ("《甲市停车管理办法》（甲政〔2020〕2号）有效期延长至2031年3月31日，申报期自2023年8月1日至2023年9月1日。", date(2031, 4, 1)),
]


@pytest.mark.parametrize(("text", "end"), PROLONGING)
def test_a_term_that_another_text_prolongs_ends_when_that_says(text, end):
    old, _ = statuses(TERM, notice("甲市人民政府关于延长有效期的通知", "甲政〔2023〕2号", text, "2023年3月1日"))
    document = Document.objects.get(title="甲市停车管理办法")
    assert old in OPEN and document.prolonged_on == end and "甲市人民政府关于延长有效期的通知" in document.prolongation_proof
    assert (document.status_on(end).label, document.status_on(end - timedelta(1)).label in OPEN) == ("已失效", True)
    again = Document.objects.get(title="甲市人民政府关于延长有效期的通知")
    set_state(again, State.WITHDRAWN)
    document.refresh_from_db()
    assert document.prolonged_on is None and document.status.label == "已失效"


@pytest.mark.parametrize(("article", "end"), [
    ("本办法自2020年4月1日起施行，有效期至2031年3月31日", date(2031, 4, 1)), ("本办法有效期至2031年3月31日", date(2031, 4, 1)), ("许可证有效期至2031年3月31日", None),
])
def test_an_amendment_may_give_a_text_another_term(article, end):
    change = f"决定将《甲市停车管理办法》（甲政〔2020〕2号）第二条修改为“{article}”。"
    old, _ = statuses(TERM, notice("甲市人民政府关于修改部分文件的决定", "甲政〔2023〕2号", change, "2023年3月1日"))
    assert (old, Document.objects.get(title="甲市停车管理办法").prolonged_on) == ("已修改" if end else "已失效", end)


@pytest.mark.parametrize("text", [
    "《甲市停车管理办法》（甲政〔2020〕2号）有效期满前，应当组织评估。", "要研究延长《甲市停车管理办法》的适用范围至全市。",
    "建议延长下列文件的有效期至2031年3月31日：\n1.《甲市停车管理办法》（甲政〔2020〕2号）",
    "延长下列文件的有效期至2031年3月31日：\n1.《甲市苗圃管理办法》（甲政〔2019〕1号）\n以下文件另行研究：\n1.《甲市停车管理办法》（甲政〔2020〕2号）",
    "按照《甲市停车管理办法》（甲政〔2020〕2号），许可证有效期延长至2031年3月31日。", "《甲市停车管理办法》（甲政〔2020〕2号）第三条的有效期延长至2031年3月31日。",
    "《乙市停车管理办法》（乙政〔2020〕2号）有效期延长至2031年3月31日。", "《甲市停车管理办法》（甲政〔2020〕2号）有效期延长，另行通知。",
    "《甲市停车管理办法》（甲政〔2020〕2号）有效期延长至2021年3月31日。", "《甲市停车管理办法》（甲政〔2020〕2号）延期至2031年3月31日施行。",
    "各地要继续执行《甲市停车管理办法》（甲政〔2020〕2号），试点期限五年。", "拟将《甲市停车管理办法》（甲政〔2020〕2号）有效期延长五年，请提出意见。", "建议将《甲市停车管理办法》（甲政〔2020〕2号）有效期延长五年。",
    "拟继续执行《甲市停车管理办法》（甲政〔2020〕2号）至2031年3月31日。",
    "《甲市停车管理办法》（甲政〔2020〕2号）是否继续执行，有效期几年，由市政府决定。", "继续执行《甲市停车管理办法》（甲政〔2020〕2号），收费许可有效期五年。",
])
def test_guard_what_prolongs_something_else_or_nothing_leaves_the_term_as_it_is(text):
    old, _ = statuses(TERM, notice("甲市人民政府关于有关问题的通知", "甲政〔2023〕2号", text, "2023年3月1日"))
    assert old == "已失效" and Document.objects.get(title="甲市停车管理办法").prolonged_on is None


LATER = [
    "决定《甲市绿化管理办法》（甲政〔2020〕1号）的施行日期由2020年4月1日推迟至{+90}。", "《甲市绿化管理办法》（甲政〔2020〕1号）延期至{+90}起施行。",
    "市政府决定推迟施行《甲市绿化管理办法》（甲政〔2020〕1号），自{+90}起施行。", "将《甲市绿化管理办法》（甲政〔2020〕1号）的实施时间调整为{+90}。",
    "《甲市绿化管理办法》（甲政〔2020〕1号）暂缓实施，推迟到{+90}实施。", "《甲市绿化管理办法》的生效日期顺延至{+90}。",
]


@pytest.mark.parametrize("text", LATER)
def test_what_another_text_puts_off_is_not_in_force_before_the_new_day(text):
    put("甲.txt", OLD)
    put("乙.txt", notice("甲市人民政府关于有关事项的决定", "甲政〔2020〕2号", text, "2020年3月20日"))
    old = Document.objects.get(title="甲市绿化管理办法")
    found = [old.status_on(on).label for on in (date(2020, 5, 1), TODAY + timedelta(89), TODAY + timedelta(90))]
    assert found == ["尚未生效", "尚未生效", "现行有效"] and "关于有关事项的决定" in old.validity_proof


def test_what_is_put_off_by_a_length_of_time_begins_so_much_later():
    put("甲.txt", OLD)
    put("乙.txt", notice("甲市人民政府关于有关事项的决定", "甲政〔2020〕2号", "《甲市绿化管理办法》（甲政〔2020〕1号）推迟六个月施行。", "2020年3月20日"))
    old = Document.objects.get(title="甲市绿化管理办法")
    assert [old.status_on(on).label for on in (date(2020, 9, 30), date(2020, 10, 1))] == ["尚未生效", "现行有效"]


BACK = [
    "《甲市绿化管理办法》（甲政〔2020〕1号）自2023年3月1日起恢复执行。", "决定自2023年3月1日起恢复施行《甲市绿化管理办法》（甲政〔2020〕1号）。",
    "自2023年3月1日起，《甲市绿化管理办法》予以恢复实施。", "从2023年3月1日起重新执行《甲市绿化管理办法》（甲政〔2020〕1号）。",
]
STOPPED = notice("甲市人民政府关于停止执行的通知", "甲政〔2021〕2号", "《甲市绿化管理办法》（甲政〔2020〕1号）自2021年5月1日起停止执行。", "2021年4月1日")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("text", BACK)
def test_what_was_stopped_and_is_brought_back_is_in_force_before_and_after(text, turned):
    back = notice("甲市人民政府关于恢复的通知", "甲政〔2023〕2号", text, "2023年2月1日")
    for place, file in enumerate([OLD, *([back, STOPPED] if turned else [STOPPED, back])]):
        put(f"文{place}.txt", file)
    old = Document.objects.get(title="甲市绿化管理办法")
    days = date(2021, 4, 30), date(2021, 5, 1), date(2023, 2, 28), date(2023, 3, 1)
    assert [old.status_on(on).label for on in days] == ["现行有效", "已废止", "已废止", "现行有效"]


def test_what_was_brought_back_may_be_ended_again():
    ended = notice("甲市人民政府关于废止的通知", "甲政〔2024〕2号", "决定自2024年5月1日起废止《甲市绿化管理办法》（甲政〔2020〕1号）。", "2024年4月1日")
    for place, file in enumerate([OLD, STOPPED, notice("甲市人民政府关于恢复的通知", "甲政〔2023〕2号", BACK[0], "2023年2月1日"), ended]):
        put(f"文{place}.txt", file)
    old = Document.objects.get(title="甲市绿化管理办法")
    assert [old.status_on(on).label for on in (date(2024, 4, 30), date(2024, 5, 1))] == ["现行有效", "已废止"]


@pytest.mark.parametrize("text", [
    "拟自2023年3月1日起恢复执行《甲市绿化管理办法》（甲政〔2020〕1号），请提出意见。", "建议《甲市绿化管理办法》（甲政〔2020〕1号）自2023年3月1日起恢复执行。",
    "《甲市绿化管理办法》（甲政〔2020〕1号）停止执行期间，绿地自2023年3月1日起恢复开放。", "《乙市绿化管理办法》（乙政〔2020〕1号）自2023年3月1日起恢复执行。",
    "待资金到位后，《甲市绿化管理办法》（甲政〔2020〕1号）恢复执行。", "《甲市绿化管理办法》（甲政〔2020〕1号）第二条自2023年3月1日起恢复执行。",
])
def test_guard_what_brings_back_something_else_or_nothing_leaves_the_end(text):
    for place, file in enumerate([OLD, STOPPED, notice("甲市人民政府关于有关问题的通知", "甲政〔2023〕2号", text, "2023年2月1日")]):
        put(f"文{place}.txt", file)
    assert Document.objects.get(title="甲市绿化管理办法").status.label == "已废止"


@pytest.mark.parametrize("text", [
    "《甲市绿化管理办法》（甲政〔2020〕1号）自2023年3月1日起恢复执行。", "依照《甲市绿化管理办法》（甲政〔2020〕1号），验收日期推迟至{+90}。",
    "拟将《甲市绿化管理办法》（甲政〔2020〕1号）的施行日期推迟至{+90}。", "《甲市绿化管理办法》（甲政〔2020〕1号）第二条的施行日期推迟至{+90}。",
    "《甲市绿化管理办法》（甲政〔2020〕1号）施行后，补贴申报时间调整为{+90}。", "《甲市绿化管理办法》（甲政〔2020〕1号）推迟施行，具体日期另行公布。",
])
def test_guard_what_puts_off_something_else_or_brings_back_what_nothing_stopped_says_nothing(text):
    old, _ = statuses(OLD, notice("甲市人民政府关于有关问题的通知", "甲政〔2023〕2号", text, "2023年2月1日"))
    assert old == "未见废止或修改"


@pytest.mark.parametrize("text", [
    "《甲市绿化管理办法》不适用于我市，《乙市绿化管理办法》同时废止。", "《甲市绿化管理办法》（甲政〔2020〕1号）仍按原规定执行，《乙市绿化管理办法》废止。",
    "《甲市绿化管理办法》（甲政〔2020〕1号）继续有效，《乙市绿化管理办法》予以废止。",
])
def test_guard_a_sentence_in_a_text_that_repeals_is_no_item_of_its_list(text):
    old, _ = statuses(OLD, notice("乙市人民政府关于废止有关文件的通知", "乙政〔2023〕2号", text, "2023年2月1日", "乙市人民政府"))
    assert old == "未见废止或修改"
