"""Laws with their history above ``<!-- INFO END -->``; the heads are those of real files."""
from datetime import date

import pytest

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe


def law(head: str, body: str = "第一条 为了管理，制定本条例。", name: str = ""):
    return describe(RawText(f"{head}\n\n<!-- INFO END -->\n\n{body}\n", is_markdown=True), {}, seed_bodies(), name=name)


def test_no_history_no_facts():
    described = law("# 价格管理条例", name="行政法规/价格管理条例.md")
    assert (described.bodies, described.issued_on, described.effective_on) == ((), None, None)
    assert (described.title, described.kind) == ("价格管理条例", "条例")


def test_a_law_passed_and_amended():
    described = law("""# 中华人民共和国慈善法

2016年3月16日 第十二届全国人民代表大会第四次会议通过

2023年12月29日 第十四届全国人民代表大会常务委员会第七次会议《关于修改〈中华人民共和国慈善法〉的决定》修正）

2024年9月5日 施行""", name="社会法/慈善法(2023-12-29).md")
    assert described.kind == "法律"
    assert described.bodies == ("全国人民代表大会常务委员会",)
    assert (described.issued_on, described.effective_on) == (date(2023, 12, 29), date(2024, 9, 5))
    assert described.published_on is None
    assert [(entry.on, entry.act, entry.bodies) for entry in described.history] == [
        (date(2016, 3, 16), "通过", ("全国人民代表大会",)),
        (date(2023, 12, 29), "修正", ("全国人民代表大会常务委员会",)),
        (date(2024, 9, 5), "施行", ()),
    ]


def test_a_regulation_passed_published_and_in_force():
    described = law("""# 教育督导条例

2012年8月29日 国务院第215次常务会议通过

2012年9月9日 中华人民共和国国务院令第624号公布

2012年10月1日 施行""", name="行政法规/教育督导条例(2012-09-09).md")
    assert described.bodies == ("国务院",)
    assert described.number == "国务院令第624号"
    assert described.issued_on == described.published_on == date(2012, 9, 9)
    assert described.effective_on == date(2012, 10, 1)


def test_a_version_that_the_history_does_not_tell_of():
    described = law(
        "# 地震监测管理条例\n\n2004年6月17日 中华人民共和国国务院令第409号公布",
        "第四十条 本条例自2004年9月1日起施行。1994年1月10日国务院发布的《地震监测设施和地震观测环境保护条例》同时废止。",
        name="行政法规/地震监测管理条例(2011-01-08).md",
    )
    assert described.issued_on == date(2011, 1, 8)
    assert described.evidence["issued_on"].origin == "file"
    assert (described.number, described.published_on, described.effective_on) == ("", None, None)
    assert len(described.repeals) == 1


@pytest.mark.parametrize("line, act, bodies", [
    ("1993年9月15日 国家民族事务委员会令第2号发布", "公布", ("国家民族事务委员会",)),
    ("1989年11月17日 民政部、总后勤部令第1号发布", "公布", ("民政部", "总后勤部")),
    ("1995年6月3日 中华人民共和国国务院、中华人民共和国中央军事委员会令第178号发布", "公布", ("国务院", "中央军事委员会")),
    ("1990年6月4日 国家教育委员会令第10号、卫生部令第1号发布", "公布", ("国家教育委员会", "卫生部")),
    ("1985年9月18日 国务院发布\n\n发布之日施行", "公布", ("国务院",)),
    ("1984年4月4日 国务院\n\n中央军委发布", "公布", ("国务院", "中央军委")),
    ("2005年12月14日 最高人民法院公告公布", "公布", ("最高人民法院",)),
    ("1993年8月7日 最高人民法院以法发〔1993〕15号通知印发）", "印发", ("最高人民法院",)),
    ("2023年1月3日 最高人民法院审判委员会第1878次会议、2023年3月2日最高人民检察院第十三届检察委员会第一百一十四次会议通过",
     "通过", ("最高人民法院", "最高人民检察院")),
    ("2011年1月8日 《国务院关于废止和修改部分行政法规的决定》第一次修订　", "修订", ("国务院",)),
    ("2018年11月25日 公安部令第149号《公安部关于修改〈某某规定〉的决定》第二次修正。", "修正", ("公安部",)),
    ("2020年12月26日 第十三届全国人民代表大会常务委员会第二十四次会议通过的《中华人民共和国刑法修正案（十一）》",
     "修正", ("全国人民代表大会常务委员会",)),
    ("(2014年11月1日第十二届全国人民代表大会常务委员会第十一次会议通过)", "通过", ("全国人民代表大会常务委员会",)),
    ("1992年5月9日 对外经济贸易部发布", "公布", ("对外经济贸易部",)),
    ("2012年12月3日 公安部部长办公会议通过", "通过", ("公安部",)),
    ("1993年3月31日 中华人民共和国主席令第三号公布", "公布", ()),
])
def test_what_a_line_of_history_says(line, act, bodies):
    (entry,) = law(f"# 某某条例\n\n{line}").history
    assert (entry.act, entry.bodies) == (act, bodies)


def test_an_interpretation_of_two_courts():
    described = law("""# 最高人民法院  最高人民检察院关于办理强奸、猥亵未成年人刑事案件适用法律若干问题的解释

2023年1月3日 最高人民法院审判委员会第1878次会议、2023年3月2日最高人民检察院第十三届检察委员会第一百一十四次会议通过

2023年6月1日 施行""", "最高人民法院 最高人民检察院\n\n关于办理强奸、猥亵未成年人刑事案件\n\n法释〔2023〕3号\n\n为依法惩处犯罪。",
                    name="司法解释/最高人民法院  最高人民检察院关于办理(2023-05-24).md")
    assert described.title == "最高人民法院 最高人民检察院关于办理强奸、猥亵未成年人刑事案件适用法律若干问题的解释"
    assert (described.kind, described.number) == ("司法解释", "法释〔2023〕3号")
    assert described.bodies == ("最高人民法院", "最高人民检察院")
    assert (described.issued_on, described.effective_on) == (date(2023, 5, 24), date(2023, 6, 1))


def test_a_file_name_a_day_off_does_not_outrank_the_text():
    described = law("# 核材料管制条例\n\n1987年6月15日 国务院发布", name="行政法规/核材料管制条例(1987-06-14).md")
    assert described.issued_on == date(1987, 6, 15)


@pytest.mark.parametrize("title", ["中华人民共和国职业教育法", "中华人民共和国职业教育法（2022年修订）", "中华人民共和国职业教育法(2022修正)"])
def test_versions_share_their_work(title):
    assert law(f"# {title}").work == "中华人民共和国职业教育法"


def test_other_works_stay_apart():
    assert law("# 最高人民法院关于某事的解释（一）").work != law("# 最高人民法院关于某事的解释（二）").work
