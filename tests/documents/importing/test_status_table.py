"""A table of statuses: what its rows say, which document each means, what it changes, and what texts say otherwise."""
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from documents.importing import Rejected, Source, Statement, compare_table, import_source, read_statuses, update
from documents.importing.status_rows import statements
from documents.models import Document, State, ValidityBasis
from documents.sandbox import Refused
from documents.vocabulary.enums import Validity

HEAD = ("标题", "文号", "成文日期", "时效", "时效日期", "来源")


def said(*rows, head=HEAD):
    return list(statements((head, *rows)))


@pytest.mark.parametrize(("row", "reason"), [
    (("甲", "", "", ""), "没有写时效"),
    (("甲", "", "", "也许"), "不认得时效“也许”"),
    (("", "", "", "有效"), "没有标题，也没有文号"),
    (("甲", "", "去年", "有效"), "读不出日期“去年”"),
    (("甲", "", "2020-02-30", "有效"), "读不出日期"),
    (("甲", "", "", "有效", "2020年"), "读不出日期"),
    (("甲", "=公式", "", "有效"), "公式"),
    (("=公式", "", "", "有效"), "公式"),
])
def test_a_row_that_says_nothing_certain_is_rejected_with_its_line(row, reason):
    (found,) = said(row)
    assert isinstance(found, Rejected) and found.line == 2 and reason in str(found)


@pytest.mark.parametrize(("word", "validity"), [
    ("现行有效", "in-force"), ("有 效", "in-force"), ("已废止", "repealed"), ("废止", "repealed"), ("失效", "expired"), ("已被修改", "amended"),
    ("尚未施行", "not-yet"),
])
def test_words_of_statuses(word, validity):
    assert said(("甲", "", "", word))[0].validity == validity


def test_columns_in_any_order_under_a_title_and_days_in_any_spelling():
    rows = [("某市规范性文件清理结果",), (), ("序号", "效力状态", "发布日期", "失效日期", "文件名称", "备注", "发文字号", "依据"),
            ("1", "失效", "2020年1月2日", "20210304", "《甲办法》", "x", "甲政[2020]第1号", "某网"), (), ("2", "有效", "2020/1/2", "", "乙《某》办法")]
    first, second = statements(tuple(rows))
    assert first == Statement(4, "甲办法", "甲政〔2020〕1号", date(2020, 1, 2), Validity.EXPIRED, date(2021, 3, 4), "某网")
    assert (second.line, second.title, second.dated, second.on) == (6, "乙《某》办法", date(2020, 1, 2), None)


@pytest.mark.parametrize(("rows", "reason"), [
    ((), "没有找到表头"), ((("标题", "日期"),), "没有找到表头"), ((("甲", "乙"),) * 20, "没有找到表头"),
    ((("标题", "时效", "状态"),), "几列的表头都表示“时效”"),
])
def test_a_table_without_clear_headings_is_refused(rows, reason):
    with pytest.raises(Refused, match=reason):
        list(statements(rows))


pytestmark = pytest.mark.django_db


def put(title, number="", day="2020年3月1日", clause="本办法自2020年4月1日起施行。", body="甲市人民政府", **facts):
    text = f"{title}\n{number}\n第一条　为了管理，制定本办法（{title}{number}{body}）。\n第二条　{clause}\n{body}\n{day}\n"
    result = import_source(Source("文.txt", text.encode(), facts), state=State.PUBLISHED)
    return Document.objects.get(pk=result.document_id)


def load(*rows, apply=True):
    return compare_table(said(*rows), apply=apply)


def now(document):
    return Document.objects.get(pk=document.pk).status.label


def reasons(compared):
    return [one.reason for one in compared.rejected]


def test_a_row_changes_the_document_that_it_means_and_a_second_time_nothing():
    document = put("甲市绿化管理办法", "甲政〔2020〕1号")
    row = ("甲市绿化管理办法", "甲政〔2020〕1号", "", "已废止", "2024-05-01", "市政府网站清理目录")
    preview = load(row, apply=False)
    assert preview.summary == "有变 1，未变 0，未采用 0，与条文不一致 0" and now(document) == "未见废止或修改"
    assert str(preview.changes[0]) == f"第 2 行《甲市绿化管理办法》（编号 {document.pk}）：未见废止或修改 → 已废止"
    assert load(row).changes and now(document) == "已废止"
    event = document.events.get(basis="table")
    assert (event.validity, event.on, event.proof) == ("repealed", date(2024, 5, 1), "市政府网站清理目录")
    assert load(row).summary == "有变 0，未变 1，未采用 0，与条文不一致 0"
    load((*row[:3], "有效", "", ""))
    assert now(document) == "现行有效" and document.events.filter(basis="table").count() == 1


def test_a_row_that_means_none_or_several_is_listed_and_never_guessed():
    first = put("关于加强河道保洁的通知", "乙水〔2017〕3号", "2017年4月1日", body="乙县水利局")
    put("关于加强河道保洁的通知", "丙水〔2017〕8号", "2017年4月1日", body="丙县水利局")
    assert reasons(load(("关于加强河道保洁的通知", "甲水〔2016〕12号", "", "已废止"))) == ["没有收录。"]
    (only,) = reasons(load(("关于加强河道保洁的通知", "", "2017-04-01", "已废止")))
    assert only.startswith("符合的文件有 2 份")
    (only,) = reasons(load(("关于加强河道保洁的通知", "", "", "已废止")))
    assert "只有标题" in only
    (only,) = reasons(load(("关于河道采砂的通知", "乙水〔2017〕3号", "", "已废止")))
    assert "标题不同" in only
    (only,) = reasons(load(("", "乙水〔2017〕3号", "2018-01-01", "已废止")))
    assert "日期不同" in only
    assert not reasons(load(("", "乙水〔2017〕3号", "", "已废止"))) and now(first) == "已废止"
    assert {now(other) for other in Document.objects.exclude(pk=first.pk)} == {"未见废止或修改"}


def test_a_notice_of_another_body_is_not_meant_by_a_title_with_its_date():
    document = put("关于加强河道保洁的通知", "", "2017年4月1日", full_title="乙县水利局关于加强河道保洁的通知", body="乙县水利局")
    assert reasons(load(("甲县水利局关于加强河道保洁的通知", "", "2017-04-01", "已废止"))) == ["没有收录。"]
    assert not reasons(load(("乙县水利局关于加强河道保洁的通知", "", "2017-04-01", "已废止"))) and now(document) == "已废止"


def test_a_law_is_meant_by_its_name_alone_and_its_editions_by_their_days():
    laws = [put("中华人民共和国某某法", day=f"{year}年3月1日", clause=f"本法自{year}年5月1日起施行。", work="某某法", issued_on=date(year, 3, 1)) for year in (2001, 2020)]
    assert "符合的文件有 2 份" in reasons(load(("中华人民共和国某某法", "", "", "有效")))[0]
    compared = load(("中华人民共和国某某法", "", "2001-03-01", "有效"))
    assert [one.document for one in compared.conflicts] == laws[:1] and compared.conflicts[0].conflict == "已修改"
    assert now(laws[0]) == "现行有效" and now(laws[1]) == "现行有效"
    alone = put("中华人民共和国别的法", day="2001年3月1日", work="别的法")
    assert not reasons(load(("别的法", "", "", "已废止"))) and now(alone) == "已废止"


def test_rows_that_contradict_each_other_are_both_listed():
    document = put("甲市绿化管理办法", "甲政〔2020〕1号")
    row = ("", "甲政〔2020〕1号", "", "已废止")
    assert len(reasons(load(row, (*row[:3], "有效")))) == 2 and now(document) == "未见废止或修改"
    assert not reasons(load(row, row)) and now(document) == "已废止"


def test_a_document_that_rows_name_in_two_ways_is_still_one():
    titles = "关于加强河道保洁的通知", "乙县水利局关于进一步加强河道保洁的通知"
    document = put(titles[0], "", "2017年4月1日", full_title=titles[1], body="乙县水利局")
    assert not reasons(load(*((title, "", "2017-04-01", "已废止") for title in titles))) and now(document) == "已废止"


def test_a_person_outranks_a_table_and_a_table_the_texts_and_conflicts_are_listed():
    document = put("甲市停车办法", "甲政〔2020〕2号", clause="本办法自2020年4月1日起施行，有效期三年。")
    assert now(document) == "已失效"
    compared = load(("甲市停车办法", "甲政〔2020〕2号", "", "有效", "", "清理结果"))
    assert compared.conflicts[0].conflict == "已失效" and now(document) == "现行有效"
    update(Document.objects.get(pk=document.pk), validity="repealed", validity_since=date(2022, 1, 1), validity_basis=ValidityBasis.PERSON)
    compared = load(("甲市停车办法", "甲政〔2020〕2号", "", "尚未生效"))
    assert compared.differences[0].outranked == "已废止" and now(document) == "已废止"
    assert "编辑已判定为已废止" in str(compared.differences[0])
    update(Document.objects.get(pk=document.pk), validity="unmarked", validity_since=None, validity_basis="")
    assert Document.objects.get(pk=document.pk).validity_basis == "table"


def test_a_text_that_comes_later_leaves_a_table_its_word():
    document = put("甲市绿化管理办法", "甲政〔2020〕1号")
    load(("甲市绿化管理办法", "甲政〔2020〕1号", "", "有效"))
    put("甲市绿化管理规定", "甲政〔2024〕1号", "2024年1月1日", clause="本规定自2024年2月1日起施行。《甲市绿化管理办法》（甲政〔2020〕1号）同时废止。")
    assert now(document) == "现行有效" and Document.objects.get(pk=document.pk).repealed_on == date(2024, 2, 1)
    assert load(("甲市绿化管理办法", "甲政〔2020〕1号", "", "有效")).conflicts[0].conflict == "已废止"


def test_as_many_queries_for_many_rows_as_for_few(django_assert_max_num_queries):
    for number in range(1, 30):
        put(f"甲市第{number}号办法", f"甲政〔2020〕{number}号")
    rows = [(f"甲市第{number}号办法", f"甲政〔2020〕{number}号", "", "有效") for number in range(1, 30)]
    with django_assert_max_num_queries(12):
        assert len(load(*rows, apply=False).changes) == 29


def test_the_command_reads_a_file_tells_the_differences_and_writes_unless_it_is_only_to_look(tmp_path, capsys):
    document = put("甲市绿化管理办法", "甲政〔2020〕1号")
    file = tmp_path / "时效.csv"
    file.write_bytes("文号,时效,时效日期\n甲政〔2020〕1号,已废止,2024-05-01\n乙政〔2020〕1号,有效,\n".encode("gb18030"))
    out, err = io.StringIO(), io.StringIO()
    call_command("load_statuses", str(file), "--dry-run", stdout=out, stderr=err)
    assert "未见废止或修改 → 已废止" in out.getvalue() and "未写入" in err.getvalue() and now(document) == "未见废止或修改"
    assert "未采用第 3 行（乙政〔2020〕1号）：没有收录。" in err.getvalue()
    call_command("load_statuses", str(file), stdout=out, stderr=err)
    assert now(document) == "已废止"
    (tmp_path / "坏.xlsx").write_bytes(b"no workbook")
    for name, reason in (("没有.csv", "无法读取"), ("坏.xlsx", "坏.xlsx")):
        with pytest.raises(CommandError, match=reason):
            call_command("load_statuses", str(tmp_path / name))


def test_a_table_is_read_in_the_sandbox():
    (one,) = read_statuses("表.csv", "文号,时效\n甲政〔2020〕1号,已废止\n".encode())
    assert one.number == "甲政〔2020〕1号"
    with pytest.raises(Refused, match="^“?.*表.xlsx.*：.*已损坏"):
        read_statuses("表.xlsx", b"x")
