"""Pairs of files as they come: two bodies under one title, a worse copy, an import as drafts, the same document once more."""
import pytest

from documents.importing import Outcome, Source, import_source
from documents.models import Document, Revision, State
from documents.vocabulary.enums import RevisionStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def brought(file, state=State.PUBLISHED):
    name, text = file if isinstance(file, tuple) else ("甲.txt", file)
    return import_source(Source(name, text.encode()), state=state)


def whole_text() -> str:
    return "\n".join(Document.objects.order_by("pk").values_list("markdown", flat=True))


OTHER_BODIES = {
    "places in the names of the files": (
        ("【丙市】关于开展爱国卫生运动的通知.txt", "各社区：\n现将爱国卫生运动有关事项通知如下。\n一、清理沟渠。\n二、消灭蚊蝇。\n"),
        ("【丁市】关于开展爱国卫生运动的通知.txt", "各乡镇：\n现将爱国卫生运动有关事项通知如下。\n一、整治农贸市场。\n二、改造旱厕。\n"),
        "清理沟渠", "改造旱厕",
    ),
    "offices of one city, on one day": (
        "关于公布举报电话的公告\n现将举报电话公布如下。\n一、举报噪声的，拨打一号线。\n丙市生态环境局\n2023年4月3日\n",
        "关于公布举报电话的公告\n现将举报电话公布如下。\n一、举报欠薪的，拨打二号线。\n丙市人力资源和社会保障局\n2023年4月3日\n",
        "举报噪声", "举报欠薪",
    ),
    "districts in the signatures": (
        "关于加强校车管理的通知\n各学校：\n一、校车逐日检查。\n丙市东区教育局\n2020年9月1日\n",
        "关于加强校车管理的通知\n各学校：\n一、校车不得超员。\n丙市西区教育局\n2020年9月1日\n",
        "逐日检查", "不得超员",
    ),
    "numbers": (
        "关于印发防汛预案的通知\n丙政办〔2019〕20号\n各街道：\n一、加固堤坝。\n2019年5月6日\n",
        "关于印发防汛预案的通知\n丁政办〔2019〕31号\n各街道：\n一、清点沙袋。\n2019年5月6日\n",
        "加固堤坝", "清点沙袋",
    ),
    "nothing but the words": (
        "关于做好秋粮收购工作的通知\n各粮站：\n秋粮收购价每斤一元二角，现款结算。\n一、不打白条。\n",
        "关于做好秋粮收购工作的通知\n各粮库：\n入库的稻谷水分不超过百分之十四。\n一、先检验。\n二、后入库。\n",
        "不打白条", "先检验",
    ),
    "amounts in Chinese numerals": (
        "关于发放补贴的公告\n现将补贴标准公布如下。\n一、对本市居民，每人每月补贴三百元，按月发放。\n",
        "关于发放补贴的公告\n现将补贴标准公布如下。\n一、对本市居民，每人每月补贴五百元，按月发放。\n",
        "补贴三百元", "补贴五百元",
    ),
    "persons": (
        "关于表扬先进个人的通报\n各单位：\n经研究，对在防汛中表现突出的王某东同志予以表扬，望再接再厉。\n",
        "关于表扬先进个人的通报\n各单位：\n经研究，对在防汛中表现突出的赵四喜同志予以表扬，望再接再厉。\n",
        "王某东", "赵四喜",
    ),
    "a city and its district, each by its own office": (
        "关于加强校车管理的通知\n各学校：\n一、校车逐日检查，司机持证上岗。\n丙市教育局\n2020年9月1日\n",
        "关于加强校车管理的通知\n各学校：\n一、校车逐日检查，司机持证上岗，学生系安全带。\n丙市东区教育局\n2020年9月1日\n",
        "持证上岗。", "系安全带",
    ),
    "a city's office and its branch, named together": (
        "关于高中报名的通知\n各学校：\n一、报名时间五月八日至五月十八日。\n二、报名地点各学校。\n丙市教育局\n2023年3月2日\n",
        "关于高中报名的通知\n各学校：\n一、报名时间五月九日至五月十六日。\n二、报名地点各学校。\n丙市教育局东区分局\n2023年3月2日\n",
        "五月八日", "五月九日",
    ),
    "what one body says of others on one day": (
        "关于表彰先进的决定\n各单位：\n授予甲子厂先进集体称号。\n希望再接再厉。\n丙省人民政府\n2018年12月1日\n",
        "关于表彰先进的决定\n各单位：\n授予乙丑社模范单位奖状。\n望戒骄戒躁。\n丙省人民政府\n2018年12月1日\n",
        "甲子厂", "乙丑社",
    ),
    "bodies that titles spell out": (
        "丙市财政局关于公布收费标准的通知\n各单位：\n一、收费标准按附表执行，不得另行收费。\n2020年9月1日\n",
        "丁市财政局关于公布收费标准的通知\n各单位：\n一、收费标准按附表执行，不得另行收费，违者查处。\n2020年9月1日\n",
        "不得另行收费。", "违者查处",
    ),
    "years of one body": (
        "关于义务教育招生的通知\n各学校：\n一、今年就近入学。\n丙市教育局\n2021年6月1日\n",
        "关于义务教育招生的通知\n各学校：\n一、今年多校划片。\n丙市教育局\n2022年6月1日\n",
        "就近入学", "多校划片",
    ),
}


TITLED = "关于优化办税服务的通知\n{number}各区县：\n一、延长办税时间，增设办税窗口。\n二、纳税人可以预约办理，不必排队。\n丙市税务局\n2022年3月4日\n"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("number", ["丙税发〔2022〕9号\n", ""])
def test_a_copy_that_prints_the_title_with_its_body_is_the_same_document(number, turned):
    files = [TITLED.format(number=number), "丙市税务局" + TITLED.format(number=number)]
    first, second = reversed(files) if turned else files
    assert [brought(first).outcome, brought(second).outcome] == [Outcome.CREATED, Outcome.KEPT]
    assert Document.objects.count() == 1 and Revision.objects.filter(status=RevisionStatus.PROPOSED).count() == 1


PARK = "第一条　为了加强公园管理，制定本规定。\n第二条　公园应当免费开放，不得收费。\n"
PARK_IN_OTHERS = "第一條　為了加強公園管理，制定本規定。\n第二條　公園應當免費開放，不得收費。\n"
IN_OTHER_CHARACTERS = {
    "number": ("丙市公园管理规定\n丙政〔2012〕9号\n", "丙市公園管理規定\n丙政〔2012〕9號\n", "丙市人民政府\n2012年4月1日\n"),
    "body and day": ("丙市公园管理规定\n", "丙市公園管理規定\n", "丙市人民政府\n2012年4月1日\n"),
    "nothing but the words": ("关于开放公园的说明\n", "關於開放公園的說明\n", ""),
    "as written in Taiwan": ("关于里程和舞台的规定\n", "關於里程和舞臺的規定\n", ""),
}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("copy", IN_OTHER_CHARACTERS.values(), ids=IN_OTHER_CHARACTERS)
def test_a_copy_in_traditional_characters_is_the_same_document(copy, turned):
    head, other_head, signed = copy
    files = [head + PARK + signed, other_head + PARK_IN_OTHERS + signed]
    for file in reversed(files) if turned else files:
        brought(file)
    assert Document.objects.count() == 1


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("day", "body"), [("2012年4月1日", "丁市人民政府"), ("2013年4月1日", "丙市人民政府")])
def test_what_another_body_or_day_made_in_traditional_characters_is_another_document(day, body, turned):
    files = [f"公园管理规定\n{PARK}丙市人民政府\n2012年4月1日\n", f"公園管理規定\n{PARK_IN_OTHERS.replace('免費', '收費')}{body}\n{day}\n"]
    for file in reversed(files) if turned else files:
        brought(file)
    assert Document.objects.count() == 2


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("case", OTHER_BODIES.values(), ids=OTHER_BODIES)
def test_two_bodies_under_one_title_are_two_documents(case, turned):
    first, second, *texts = case
    for file in ((second, first) if turned else (first, second)):
        assert brought(file).outcome is Outcome.CREATED
    assert Document.objects.count() == 2 and all(text in whole_text() for text in texts)
    assert [brought(first).outcome, brought(second).outcome] == [Outcome.UNCHANGED] * 2


WHOLE = (
    "丙市节约用水办法\n丙政发〔2020〕9号\n第一章　总则\n第一条　为了节约用水，制定本办法。\n第二条　用水实行计划管理。\n"
    "第二章　罚则\n第三条　浪费用水的，责令改正，拒不改正的处以罚款。\n丙市人民政府\n2020年6月8日\n"
)
WORSE_COPIES = {
    "cut off": WHOLE.replace("第三条　浪费用水的，责令改正，拒不改正的处以罚款。\n", "（查看全文请下载客户端）\n"),
    "without its chapters": WHOLE.replace("第一章　总则\n", "").replace("第二章　罚则\n", ""),
    "run together": WHOLE.replace("\n第二条　", " 第二条　").replace("\n第二章　罚则\n第三条　", " 第二章　罚则 第三条　"),
    "with what a site prints around it": WHOLE.replace("第二条", "分享到：微信 微博 空间\n责任编辑：小王\n第二条"),
    "with wrong characters": WHOLE.replace("浪费用水", "浪费甪水"),
    "without its signature and date": WHOLE.replace("丙市人民政府\n2020年6月8日\n", ""),
    "another article in place of one": WHOLE.replace("用水实行计划管理", "用水定额由各单位自定"),
}


@pytest.mark.parametrize("copy", WORSE_COPIES.values(), ids=WORSE_COPIES)
def test_a_copy_never_takes_the_place_of_a_published_text_and_is_kept_beside_it(copy):
    brought(WHOLE)
    before = Document.objects.values().get()
    results = [brought(("转载.txt", copy)) for _ in range(2)]
    assert Document.objects.values().get() == before
    assert {result.outcome for result in results} <= {Outcome.KEPT, Outcome.UNCHANGED, Outcome.REFUSED}
    beside = Revision.objects.exclude(status=RevisionStatus.APPLIED)
    assert [revision.original_name for revision in beside] == ["转载.txt"] and results[0].kept_as == beside[0].status


@pytest.mark.parametrize("copy", WORSE_COPIES.values(), ids=WORSE_COPIES)
@pytest.mark.parametrize("stored", [State.PUBLISHED, State.WITHDRAWN, State.DRAFT])
def test_an_import_of_drafts_lowers_nothing_and_raises_nothing(copy, stored):
    brought(WHOLE)
    Document.objects.update(state=stored)
    brought(copy, State.DRAFT)
    assert Document.objects.get().state == stored
    brought(copy, State.PUBLISHED)
    allowed = {State.DRAFT, State.PUBLISHED} if stored == State.DRAFT else {stored}
    assert Document.objects.get().state in allowed


SAME = {
    "blanks and half width": WHOLE.replace("\n", "\n\n").replace("，", ",").replace("　", " "),
    "other brackets of the number": WHOLE.replace("〔2020〕", "（2020）"),
    "the number in full width": WHOLE.replace("2020〕9号", "２０２０〕９号"),
    "a byte order mark and carriage returns": "\ufeff" + WHOLE.replace("\n", "\r\n"),
    "indented": WHOLE.replace("第", "　　第"),
    "bold articles of Markdown": "# " + WHOLE.replace("第一条", "**第一条**").replace("第二条", "**第二条**"),
}


@pytest.mark.parametrize("again", SAME.values(), ids=SAME)
@pytest.mark.parametrize("turned", [False, True])
def test_the_same_document_again_stays_one_and_changes_nothing(again, turned):
    first, second = (again, WHOLE) if turned else (WHOLE, again)
    brought(first)
    before = Document.objects.values("markdown", "number", "state", "title").get()
    assert brought(("又一份.txt", second)).outcome in (Outcome.UNCHANGED, Outcome.KEPT)
    assert Document.objects.values("markdown", "number", "state", "title").get() == before
