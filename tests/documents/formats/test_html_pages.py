"""What whole pages of offices print, of any template: their titles, days, typed text, and what speaks to the reader of the page."""
from datetime import date

import pytest

from documents import parsing
from documents.formats.readers.html import read_html
from documents.formats.text import RawText

TEXT = "<p>各单位：</p><p>现就节水有关事项通知如下，请认真执行。</p><p>丁市水务局</p><p>2024年6月17日</p>"
TITLE = "丁市水务局关于节水的通知"


def of(html: str):
    return read_html(html.encode())


def told(html: str):
    return parsing.parse(of(html), {}, parsing.seed_bodies(), name="page.html")


class TestTitle:
    @pytest.mark.parametrize("window", ["附件1", "附 件：", "通知公告", "文件内容", "无标题文档", "便民服务"])
    def test_window_that_names_nothing_is_not_written_above_the_text(self, window):
        assert of(f"<title>{window}</title><p>{TITLE}</p>{TEXT}").text.startswith(TITLE)

    @pytest.mark.parametrize("window", [
        f"丁市人民政府 政府文件 {TITLE}", f"丁市水务局-通知公告-{TITLE}", f"首页 > 公开 {TITLE}", f"通知公告_{TITLE}",
    ])
    def test_the_end_of_the_window_that_the_page_prints_on_two_lines(self, window):
        page = told(f"<title>{window}</title><p>丁市水务局</p><p>关于节水的通知</p>{TEXT}")
        assert page.title == TITLE and page.markdown.count("关于节水的通知") == 1

    def test_the_end_of_the_window_that_the_page_does_not_print(self):
        assert of(f"<title>丁市水务局 通报节水方案</title><p>{TITLE}</p>{TEXT}").facts.get("title") != "通报节水方案"

    @pytest.mark.parametrize("above", ["办事指南", "政务公开", "通知公告"])
    def test_a_column_above_the_title(self, above):
        assert of(f"<h2>{above}</h2><p>{TITLE}</p>{TEXT}").text.startswith(TITLE)

    @pytest.mark.parametrize("above", ["公　告", "丁市水务局文件", "节水专刊"])
    def test_what_may_head_the_document_stays(self, above):
        assert above[:1] in of(f"<h2>{above}</h2><p>{TITLE}</p>{TEXT}").text.split(TITLE)[0]

    @pytest.mark.parametrize("headings, title", [
        ("<h2>丁县政府公告：修正「丁县节水自治条例」第三条条文</h2>", "丁县政府公告：修正「丁县节水自治条例」第三条条文"), ("<h2>通知公告</h2>", None), ("<h2>丁县水务局公告：修正节水条例</h2><h3>丁县水务局消息：水价调整说明会</h3>", None),
    ])
    def test_the_only_heading_of_a_page_without_a_title(self, headings, title):
        assert of(f"{headings}<div class=zzz>{TEXT * 3}</div>").facts.get("title") == title

    @pytest.mark.parametrize("heading", ["第九届政府第42次常务会议纪要", "节水工作情况通报", "城区停水通知"])
    def test_heading_named_as_one_above_the_text(self, heading):
        assert told(f"<title>政务公开</title><div class=con-title>{heading}</div><div class=zzz>{TEXT * 3}</div>").title == heading


class TestDay:
    @pytest.mark.parametrize("day", ["<time>2020/08/19</time>", "<p>2020-08-19</p>", "<div><span>2020-8-19 09:30</span></div>"])
    def test_alone_above_the_text(self, day):
        assert of(f"<h4>{TITLE}</h4>{day}<div class=zzz>{TEXT * 3}</div>").facts["published_on"] == date(2020, 8, 19)

    @pytest.mark.parametrize("day", [
        "<li><a href=x>关于甲的通知</a><span>2020-08-19</span></li>", "<a href=x><i>2020-08-19</i></a>", "<p>2020-08-19</p><p>2021-08-19</p>", "<p>2020年8月19日</p>", "<p>截止：2020-08-19</p>",
    ])
    def test_of_something_else(self, day):
        assert "published_on" not in of(f"<h4>{TITLE}</h4>{day}<div class=zzz>{TEXT * 3}</div>").facts

    @pytest.mark.parametrize("cells, on", [
        ("<td>[ 发布日期 ]</td><td>2024-06-18</td><td>[ 索引号 ]</td><td>丁1</td>", date(2024, 6, 18)), ("<td>發布日期</td><td>113-06-18</td><td>點閱數</td><td>318</td>", date(2024, 6, 18)),
        ("<td>发布日期</td><td>113-13-18</td><td>索引号</td><td>丁1</td>", None),
    ])
    def test_in_a_table(self, cells, on):
        assert of(f"<h1>{TITLE}</h1><table><tr>{cells}</tr></table>{TEXT}").facts.get("published_on") == on

    def test_labels_and_values_in_elements_of_one_line(self):
        facts = of(f"<h1>{TITLE}</h1><div><span>发布日期</span><span>2024-06-18</span><span>来源</span><span>丁市水务局</span><span>访问量</span><span>--</span></div>{TEXT}").facts
        assert (facts["published_on"], facts["source"]) == (date(2024, 6, 18), "丁市水务局")


@pytest.mark.parametrize("typed, lines", [
    ("    各县：\n    为保障市场供应，经市政府同意，现将有关的事\n项通知如下：\n    一、落实责任。", ["各县：", "为保障市场供应，经市政府同意，现将有关的事项通知如下：", "一、落实责任。"]),
    ("丁市水务局\n二○○三年四月二日", ["丁市水务局", "二○○三年四月二日"]), ("甲\n\n乙", ["甲", "乙"]),
])
def test_text_typed_with_its_own_line_ends(typed, lines):
    assert of(f"<pre>{typed}</pre>").text.split("\n\n") == lines


class TestBoxBelow:
    @pytest.mark.parametrize("box", [
        "<div><p>附件1</p><p>节水指标表</p><table><tr><td>县</td><td>吨</td></tr><tr><td>丁县</td><td>3</td></tr></table></div>", "<p>抄送：市委办公室。</p>", "<div>（此件公开发布）</div>", "<p>附表2</p><p>主题词：节水</p>",
    ])
    def test_the_document_goes_on_in_another_box(self, box):
        assert of(f"<div><div class=q>{TEXT * 3}</div>{box}</div><div>联系我们</div>").text == of(f"{TEXT * 3}{box}").text

    @pytest.mark.parametrize("box", ["<div><h4>附件下载</h4><a href=1.docx>表.docx</a>（已下载 3 次）</div>", "<div><h4>附件：</h4><a href=1.docx>1.节水指标表.docx</a></div>", "<p>相关新闻</p>", "<p>节水小组</p><p>附件1</p>"])
    def test_another_box_of_the_page(self, box):
        assert of(f"<div><div class=q>{TEXT * 3}</div>{box}</div>").text == of(TEXT * 3).text

    @pytest.mark.parametrize("line", [
        "主办：丁市水务局　承办：信息中心", "访问量：333", "总访问量:33333 今日访问:33", "建议使用1024*768分辨率浏览本站", "[ 打印 ] [ 收藏 ] [ 关闭 ]", "本文已被浏览 123 次", "评论（0）", "0人点赞", "责编：王五 来源：丁市水务局",
        "发表评论 共有0条评论", "推荐阅读", "#节水 #通知", "微信公众号：丁市水务",
    ])
    def test_line_of_the_page_below_the_text(self, line):
        assert of(f"{TEXT}<p>{line}</p>").text.endswith("2024年6月17日")

    @pytest.mark.parametrize("line", ["主办单位名单", "访问量统计表", "评论员", "来源：丁市水务局水政科", "编辑部", "点击", "监督举报电话：12345", "注：数据截至6月。", "共印50份"])
    def test_line_of_the_document_below_the_text(self, line):
        assert line in of(f"{TEXT}<p>{line}</p>").text

    @pytest.mark.parametrize("box", [
        "<div>智能问答</div><div>您好，我是小水，请问有什么可以帮您？</div><div>怎样节水？</div>", "<p>您认为这条信息是否有用？</p><p>有用</p><p>没用</p>", "<p>本篇文章对您有帮助吗？</p>",
    ])
    def test_what_speaks_to_the_reader_of_the_page(self, box):
        assert of(TEXT + box).text.endswith("2024年6月17日")

    @pytest.mark.parametrize("more", [
        "<p>附件</p><p>致用水户的信</p><p>第一条　请您节约用水。</p>", "<p>丁市节水办法</p><p>第一条　为了节水，制定本办法。</p>", "<p>（联系人：张某）</p>", "<p>节水小组</p><p>巡查小组</p>",
    ])
    def test_what_may_be_of_the_document(self, more):
        assert of(more).text in of(TEXT + more).text

    @pytest.mark.parametrize("footer, is_left", [
        ("地址：节水街2号　联系电话：0000-123　邮编：100000", True), ("回复 举报", True), ("下载 Word版", True), ("联系地址：节水街2号，邮编：100000", False), ("地址：节水街2号", False), ("举报电话：12345", False),
    ])
    def test_footer_in_no_box_of_its_own(self, footer, is_left):
        assert (footer in of(f"{TEXT}<p>{footer}</p>").text) is not is_left

    def test_nothing_signed_above(self):
        assert "是否满意" in of("<p>请您填写：</p><p>您对供水是否满意？</p>").text


@pytest.mark.parametrize("line, bodies", [
    ("丁县人民政府县长　何某某", ("丁县人民政府",)), ("丁县人民法院代理院长 何 某", ("丁县人民法院",)), ("（丁县人民政府县长　何某）", ("丁县人民政府",)), ("县长何某作报告并回答提问", ()), ("何某某", ()),
])
def test_who_reports_speaks_for_a_body(line, bodies):
    page = told(f"<h1>政府工作报告</h1><p>——2024年1月16日在丁县第九届人民代表大会第四次会议上</p><p>{line}</p><p>各位代表：</p><p>现在，我向大会报告工作，请予审议。</p>")
    assert page.bodies == bodies and page.issued_on == date(2024, 1, 16)


def test_an_order_that_a_person_signs_is_of_the_body_in_its_number():
    page = told("<h1>关于废止《节水办法》的决定</h1><p>丁市人民政府令第19号　2010年8月16日</p><p>决定废止《节水办法》。</p><p>市长　魏某</p>")
    assert page.bodies == ("丁市人民政府",)


@pytest.mark.parametrize("above, title", [
    ("王主任：\n您好！现将通知发您，请审阅。", TITLE), ("附件1", TITLE), ("各单位：\n已于2024年3月1日印发。\n附件：", ""), ("关于召开节水会议的通知\n各单位：\n现将通知转发。", "关于召开节水会议的通知"),
])
def test_what_stands_above_the_title_of_a_letter_or_an_annex(above, title):
    text = f"{above}\n{TITLE}\n各单位：\n现就节水通知如下。\n丁市水务局\n2024年6月17日"
    assert parsing.parse(RawText(text), {}, parsing.seed_bodies()).title == title
