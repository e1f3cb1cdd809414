from datetime import date

import pytest

from documents.formats import Refused, read

WORDS = "为深入贯彻落实党的二十大精神，推进有关工作，现就有关事项通知如下，请结合实际认真贯彻执行。"


def of(html: str, encoding: str = "utf-8"):
    return read("a.html", html.encode(encoding))


def text_of(html: str) -> str:
    return of(html).text


class TestRefused:
    @pytest.mark.parametrize("html", ["<div>" * 100_000 + WORDS, "<table><tr><td>" * 20_000 + WORDS])
    def test_I24_nested_beyond_what_the_parser_reads(self, html):
        with pytest.raises(Refused, match="嵌套过深"):
            of(html)

    @pytest.mark.parametrize("html", ["<html><body></body></html>", "<script>x</script>", "<!-- 文 -->", "<img src=x>", "<?xml version='1.0'?>"])
    def test_I09_nothing_to_read(self, html):
        with pytest.raises(Refused, match="为空"):
            of(html)


class TestLeftOut:
    @pytest.mark.parametrize("tag", [
        "<script>alert(1)</script>", "<style>p{color:red}</style>", "<iframe src='http://x/'>框架</iframe>", "<svg><text>图</text></svg>",
        "<nav>导航</nav>", "<footer>版权所有</footer>", "<div class='breadcrumb'>当前位置</div>", "<div id='share'>分享到</div>",
        "<div style='display: none'>隐藏</div>", "<p hidden>隐藏</p>", "<select><option>选项</select>", "<noscript>请开启脚本</noscript>",
        "<!-- 注释 -->", "<div class='footer-box'>京ICP备</div>", "<div title='footer'><p>— 1 —</p></div>", "<button>关闭窗口</button>",
    ])
    def test_I24_not_the_document(self, tag):
        assert text_of(f"<body>{tag}<div id=zoom><p>{WORDS}</p>{tag}</div>{tag}</body>") == WORDS + "\n"

    def test_I24_form_base_refresh_give_only_words(self):
        html = f"<base href='http://x/'><meta http-equiv=refresh content='0;url=http://x/'><form action=http://x><p>{WORDS}</p></form>"
        assert text_of(html) == WORDS + "\n"

    def test_I18_links_give_only_their_words(self):
        links = "".join(f"<a href='{scheme}x'>词</a>" for scheme in ("javascript:", "data:text/html,", "file:///", "http://"))
        assert text_of(f"<div class=TRS_Editor><p>{WORDS}{links}</p></div>") == WORDS + "词词词词\n"

    def test_I24_large_inline_picture(self):
        assert text_of(f"<div id=zoom><p>{WORDS}</p><img src='data:image/png;base64,{'A' * 12_000_000}'><p>后文</div>") == WORDS + "\n\n后文\n"


class TestEncoding:
    @pytest.mark.parametrize("meta", [
        "", "<meta charset=gbk>", "<meta charset='iso-8859-1'>", "<meta charset=gb2312><meta charset=utf-8>",
        "<meta http-equiv=Content-Type content='text/html; charset=no-such'>",
    ])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_I06_wrong_or_double_declaration(self, meta, encoding):
        assert of(f"<html><head>{meta}</head><body><p>{WORDS}</p></body></html>", encoding).text == WORDS + "\n"


class TestBlocks:
    @pytest.mark.parametrize("html, text", [
        ("<p>甲</p><p>乙</p>", "甲\n\n乙"),
        ("甲<br>乙<br/><br/>丙", "甲\n\n乙\n\n丙"),
        ("<p>　　政策\n    文件 2025\n年</p>", "政策文件 2025 年"),
        (f"<p>{'甲' * 201}\n乙</p><p>{'甲' * 99}\n乙</p>", f"{'甲' * 201} 乙\n\n{'甲' * 99}乙"),
        ("<p>\n第三十八条\n中国公民\n依照第三条\n规定</p>", "第三十八条 中国公民依照第三条规定"),
        ("<h1>题</h1><h3>一、<b>总则</b></h3><p>文", "# 题\n\n### 一、总则\n\n文"),
        ("<ol><li>甲</li><li>乙<p>丙</p></li></ol>", "1. 甲\n\n2. 乙\n\n丙"),
        ("<ol><li><p>甲</p><p>乙</p></li><li><div>丙</div></li><li></li><li><ol><li>丁</ol></li></ol>", "1. 甲\n\n乙\n\n2. 丙\n\n3.\n\n4.\n\n1. 丁"),
        ("<p>50m<sup>2</sup>，标准<a href=#1><sup> 1 </sup></a>第<sup>三</sup>", "50m²，标准 ¹ 第三"),
        ("<table><tr><td>某政发〔2021〕12号<td>签发人：张某</table>", "某政发〔2021〕12号 签发人：张某"),
        ("<ol start=3><li>甲</ol><ul><li>乙</ul>", "3. 甲\n\n乙"),
        ("<p># 甲</p><p>| 乙</p><p>[^1]: 丙</p><p>1. 丁</p>", "\\# 甲\n\n\\| 乙\n\n\\[^1]: 丙\n\n1. 丁"),
        ("<table><tr><td>只有一列<tr><td>是版面</table>", "只有一列\n\n是版面"),
        ("<table><tr><td>甲市教育局<td>甲市公安局（盖章）<tr><td>甲市财政局<td>甲市总工会</table>", "甲市教育局 甲市公安局（盖章）\n\n甲市财政局 甲市总工会"),
        ("<table><tr><td>单位<td>甲市公安局<tr><td>甲市财政局<td>甲市总工会</table>", "| 单位 | 甲市公安局 |\n| --- | --- |\n| 甲市财政局 | 甲市总工会 |"),
        ("<table><tr><td><h2>题</h2><td>文</table>", "## 题\n\n文"),
        ("<table><tr><td colspan=2>题<tr><td>时间<td>点击<tr><td colspan=2>甲：<br>乙。<br>丙。<br>丁</table>", "题\n\n时间\n\n点击\n\n甲：\n\n乙。\n\n丙。\n\n丁"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "\\<script>alert(1)\\</script>"),
        ("<p>*甲* _乙_ `丙` [丁](http://x) &amp;lt; 戊\\己</p>", "\\*甲\\* \\_乙\\_ \\`丙\\` \\[丁](http://x) \\&lt; 戊\\\\己"),
        ("<p>- 甲</p><p>&gt; 乙</p><p>--- </p><p>5 &lt; 6 &amp; 7</p><h2>丙 #</h2>", "\\- 甲\n\n\\> 乙\n\n\\---\n\n5 < 6 & 7\n\n## 丙 \\#"),
    ])
    def test_in_order(self, html, text):
        assert text_of(f"<div class=TRS_Editor>{html}</div>") == text + "\n"

    def test_a_document_pasted_as_one_paragraph_is_plain_text(self):
        raw = of(f"<p>{'第一条 为了规范某事。' * 300}</p><p># 1*</p>")
        assert not raw.is_markdown and raw.text.endswith("某事。\n\n# 1*\n")
        assert of(f"<h2>题</h2><p>{'第一条 为了规范某事。' * 300}</p>").is_markdown

    def test_table_with_merged_cells_and_bars(self):
        html = "<table><tr><th colspan=2>甲<th>乙<tr><td rowspan=2>丙<td>丁|戊<td>己<tr><td><p>庚</p><p>辛</p><td>壬</table>"
        assert text_of(html) == "| 甲 |  | 乙 |\n| --- | --- | --- |\n| 丙 | 丁\\|戊 | 己 |\n|  | 庚 辛 | 壬 |\n"

    def test_absurd_spans(self):
        assert "甲" in text_of("<table><tr><td colspan=99999999 rowspan=99999999>甲<td>乙<tr><td>丙</table>")


class TestContent:
    @pytest.mark.parametrize("holder", [
        "class=TRS_Editor", "class='view TRS_UEDITOR trs_paper_default'", "id=UCAP-CONTENT", "class=pages_content", "id=zoom", "class=article-content",
        "id=vsb_content_2", "class=xl-cont", "class=detail-content", "class=nobody-knows",
    ])
    def test_holder(self, holder):
        menu = "".join(f"<li><a href='{i}'>栏目名称{i}</a></li>" for i in range(30))
        html = f"<div><ul>{menu}</ul></div><div><div {holder}><p>{WORDS}</p><p>{WORDS}</p></div><div><a>相关一</a><a>相关二</a></div></div><p>主办</p>"
        assert text_of(html) == f"{WORDS}\n\n{WORDS}\n"

    def test_a_sure_name_holds_even_a_short_document(self):
        around = "".join(f"<div><p>{WORDS}</p></div>" for _ in range(3))
        assert text_of(f"{around}<div class=TRS_Editor><p>同意。</p><p>{WORDS}</p></div>{around}") == f"同意。\n\n{WORDS}\n"

    def test_a_document_in_two_boxes_of_one_name_is_kept_whole(self):
        boxes = "".join(f"<div class=TRS_Editor><p>第{i}部分：{WORDS}</p></div>" for i in "一二")
        assert text_of(f"<div>{boxes}</div><div><p>说明</p></div>").count(WORDS) == 2

    def test_text_that_a_script_would_show(self):
        html = f"<h1>甲的通知</h1><div style='visibility: hidden; opacity: 0'><section>{WORDS * 2}</section></div><p style='display:none'>摘要</p>"
        assert text_of(html) == f"# 甲的通知\n\n{WORDS * 2}\n"

    def test_article_in_several_paragraph_boxes_is_kept_whole(self):
        html = "".join(f"<div><p>第{i}段：{WORDS}</p></div>" for i in range(5))
        assert text_of(html).count(WORDS) == 5

    def test_one_long_paragraph_does_not_hide_the_short_ones(self):
        assert text_of(f"<div id=zoom><p>标题</p><p>{WORDS * 20}</p><p>教育部</p></div>").split("\n\n")[::2] == ["标题", "教育部\n"]


class TestFacts:
    def test_meta_tags(self):
        html = f"""<meta name="ArticleTitle" content="甲的通知"><meta name="PubDate" content="2025-03-02 10:20:30">
            <meta name="ContentSource" content="办公厅"><meta name="ColumnName" content="通知"><p>{WORDS}</p>"""
        assert of(html).facts == {"title": "甲的通知", "published_on": date(2025, 3, 2), "source": "办公厅", "column": "通知"}
        assert of(html).text.startswith("# 甲的通知\n\n为深入")

    @pytest.mark.parametrize("block", [
        "<table><tr><td>索 引 号：</td><td>A/1</td></tr><tr><td>发文字号：</td><td>国发〔2021〕29号</td><td>成文日期：</td><td>2021年12月12日</td></tr></table>",
        "<ul><li>索引号：A/1</li><li>发文字号：国发〔2021〕29号</li><li>成文日期：2021-12-12</li></ul>",
        "<dl><dt>索引号</dt><dd>A/1</dd><dt>发文字号</dt><dd>国发〔2021〕29号</dd><dt>成文日期</dt><dd>2021.12.12</dd></dl>",
        "<p>【索引号】:A/1 【主题词】： 【发文字号】：国发〔2021〕29号　【成文日期】：2021/12/12</p>",
    ])
    def test_information_block(self, block):
        raw = of(f"<title>甲_中国政府网</title>{block}<div><p>{WORDS}</p></div>")
        assert raw.facts == {"title": "甲", "index_number": "A/1", "number": "国发〔2021〕29号", "issued_on": date(2021, 12, 12)}
        assert raw.text == f"# 甲\n\n{WORDS}\n"

    @pytest.mark.parametrize("line", [
        "2021年3月10日 09:30 来源：办公厅", "2021-03-10 09:30:15", "2021/3/10  来源：办公厅", "（2021.3.10 9:30）",
    ])
    def test_day_of_publication_below_the_title(self, line):
        assert of(f"<h1>甲的通知</h1><div>{line}</div><div id=zoom><p>{WORDS}</p></div>").facts.get("published_on") == date(2021, 3, 10)

    @pytest.mark.parametrize("line", ["来源：甲局 | 时间：2021-03-10 | 【打印】", "信息来源：甲局｜日期：2021年3月10日", "来源：甲局 时间：2021/3/10 点击：3"])
    def test_source_and_day_on_one_line(self, line):
        facts = of(f"<h1>甲的通知</h1><div>{line}</div><div id=zoom><p>{WORDS}</p></div>").facts
        assert (facts.get("source"), facts.get("published_on")) == ("甲局", date(2021, 3, 10))

    @pytest.mark.parametrize("line", ["来源：甲局。时间：2021-03-10", "数据来源：甲局 时间：2021-03-10至2021-04-10，共计三十天，逾期不再受理，请相互转告，因逾期造成的后果由申报单位自行承担，特此说明，并请各单位遵照执行。", "来源：甲局 会议时间：2021-03-10"])
    def test_a_source_in_the_text_says_no_day(self, line):
        assert "published_on" not in of(f"<p>{WORDS}</p><p>{line}</p>").facts

    @pytest.mark.parametrize("line", ["2021年3月10日", "2021年3月10日 9:30在北京召开会议", "会议于2021-03-10 09:30召开"])
    def test_a_day_in_the_text_is_no_day_of_publication(self, line):
        assert "published_on" not in of(f"<p>{WORDS}</p><p>{line}</p>").facts

    def test_title_without_the_name_of_the_site_where_the_page_prints_it(self):
        html = "<title>甲条例 - 国家行政法规库</title><div>甲条例</div><div id=zoom><p>{}</p></div>"
        assert of(html.format(WORDS)).facts["title"] == "甲条例"

    @pytest.mark.parametrize("block, source", [
        ("<p>发布机构：甲市教育局</p>", "甲市教育局"), ("<dl><dt>发布机构<dd>甲市教育局<dt>公开方式<dd>主动公开</dl>", "甲市教育局"), ("<p>发布机构：甲市教育局　来源：乙局</p>", "乙局"), ("<p>2021-03-10 来源：甲市教育局　【字体：大 中 小】</p>", "甲市教育局"),
        ("<p>作者：甲股　浏览：56人　来源：甲市教育局　日期：2019年8月8日 16时03分</p>", "甲市教育局"), ("<p>来源：甲市教育局 丨 发布时间：2022-12-02 17:20 丨 打印</p>", "甲市教育局"),
        ("<p>发布机构：2024-1</p>", None), ("<p>发布机构负责解释。</p>", None),
    ])
    def test_who_put_the_page_up_is_its_source_where_none_is_said(self, block, source):
        assert of(f"{block}<div><p>{WORDS}</p></div>").facts.get("source") == source

    @pytest.mark.parametrize("block, facts", [
        ("<div><span>发文字号</span><span>国发〔2021〕29号</span></div><div><span>成文日期</span><span>2021年12月12日</span></div>", {"number": "国发〔2021〕29号", "issued_on": date(2021, 12, 12)}),
        ("<p><b>公布日期</b>2021-12-12</p><p><b>文号</b>国发〔2021〕29号</p>", {"number": "国发〔2021〕29号", "published_on": date(2021, 12, 12)}),
        ("<p>文号：国发〔2021〕29号 | 日期：2021-12-12 | 部门：甲办</p>", {"number": "国发〔2021〕29号"}), ("<p>文号：见附件</p>", {}),
        ("<p>依据<span>文号</span>和<span>成文日期</span>办理</p>", {}), ("<p><b>成文日期不明</b>2021-12-12</p>", {}),
    ])
    def test_labels_without_a_colon_in_elements_of_their_own(self, block, facts):
        assert of(f"{block}<div><p>{WORDS}</p></div>").facts == facts

    @pytest.mark.parametrize("html, is_list", [
        ("".join(f"<li><a href={n}>关于开展第{n}次技能培训的通知</a>2024-05-06" for n in "123"), True),
        ("<li><a href=1>关于甲的通知</a><li><a href=2>关于乙的通知</a>", False), (f"<p>{WORDS}</p><a href=1>甲</a><br><a href=2>乙</a><br><a href=3>丙</a>", False),
    ])
    def test_a_list_of_pages_is_told(self, html, is_list):
        assert any("列表页" in note for note in of(html).notes) is is_list

    def test_empty_values_and_a_lone_label_say_nothing(self):
        raw = of(f"<table><tr><td>发文字号：<td><td>主题词：<td><td>生成日期：<td>无</table><p>{WORDS * 8}</p><p>来源：新华社</p>")
        assert raw.facts == {}

    @pytest.mark.parametrize("value", ["2025-13-45", "昨天", "0000-00-00", "2025"])
    def test_a_date_that_is_none_is_left_out(self, value):
        assert of(f"<meta name=PubDate content='{value}'><p>{WORDS}</p>").facts == {}


def test_the_name_of_the_window_is_no_lost_text_wherever_damage_puts_it():
    raw = read("a.html", "<9html><head><title>甲市借书办法_甲市政府网</title></head><body><p>第一条 为了借书，制定本办法。</p></body>".encode())
    assert not any("既没有读入" in note for note in raw.notes)
