"""What a page prints above and below its document is left out by its place and its links, whatever the names of its elements."""
from datetime import date

import pytest

from documents.formats.readers.html import read_html

TEXT = "<p>各单位：</p><p>现就有关事项通知如下，请认真执行。</p><p>丁市水务局</p><p>2024年6月17日</p>"
KEPT = "各单位：\n\n现就有关事项通知如下，请认真执行。\n\n丁市水务局\n\n2024年6月17日"


def of(html: str):
    return read_html(html.encode())


class TestKept:
    @pytest.mark.parametrize("line", [
        "依据<a href=x>《中华人民共和国水法》</a>制定。", "附件：<a href=a.docx>1.申报表</a>", "<a href=/d?id=1>附件1 申报表</a>",
        "<a href=x.pdf>申报表.pdf</a>", "<a href=x>1.丁市节水办法</a>", "（联系人：张某，电话：123）", "（此件公开发布）", "<a name=_Toc1>丁市水务局办公室</a>",
        "相关部门", "大中小学", "未经许可不得取水。", "欢迎社会各界监督。", "今天是世界水日。", "版权登记依法办理。", "打印机管理", "返回式卫星办公室", "编辑部", "意见反馈表", "下载中心办公室", "发文日期：2024-03-05",
    ])
    def test_line_of_the_document_below_its_day(self, line):
        plain = of(f"<p>{line}</p>").text.strip()
        assert of(f"{TEXT}<p>{line}</p>").text == f"{KEPT}\n\n{plain}"

    @pytest.mark.parametrize("line", ["更多信息请见下文。", "打印份数：三份", "会议时间：2024年3月5日 9:00", "2024年3月5日9:00开会。", "编辑：甲市志，应当真实。"])
    def test_line_inside_the_text(self, line):
        assert line.replace("&gt;", ">") in of(f"{TEXT}<p>{line}</p>{TEXT}").text

    def test_page_of_links_alone(self):
        assert of("<p><a href=x>关于甲的通知</a></p><p><a href=y>关于乙的通知</a></p>").text == "关于甲的通知\n\n关于乙的通知"

    def test_title_that_is_a_link(self):
        assert of(f"<p><a href=x>丁市水务局关于节水的通知</a></p>{TEXT}").text.startswith("丁市水务局关于节水的通知\n")


class TestLeftOut:
    @pytest.mark.parametrize("below", [
        "<p>上一篇：<a href=1>关于举办培训班的通知</a></p><p>下一篇：没有了</p>", "<div>下一条：暂无</div>", "<p>相关新闻</p><a href=1>甲</a><br><a href=2>乙</a>",
        "<b>猜你喜欢</b><ul><li><a href=1>甲</a> 2024-05-02<li><a href=2>乙</a> 2024-05-01</ul>", "<p>分享到：<a>微信</a> <a>微博</a></p>",
        "<p>【<a href=#>打印</a>】【<a>关闭</a>】</p>", "<p>责任编辑：张某　审核：李某</p>", "<p>手机扫码查看</p>", "<p>往期推荐</p><p><a href=1>新书到馆啦</a></p><p>点个在看</p>",
        "<p>END</p><p>编辑：张某</p><p>其他</p>", "<p>丁市水务局主办 | <a href=/>返回首页</a></p>",
        "<p>【友善列印】 回上一頁</p>", "<p>列印　　上一頁　　下一頁</p>", "<p>© 2023 版權所有</p>", "<h4>我要提意见</h4>", "<p>（责任编辑：张某）</p>", "<p>意见反馈</p>", "<p>下载Word版 下载PDF版 打印</p>", "<p>技术支持：某某网络</p>", "<p>回上頁　友善列印　TOP</p>", "<p>分享至：微信好友 朋友圈</p>", "<p>免责声明：部分内容来自网络，如有侵权请联系删除。</p><p>本文版权归丁市水务局所有，未经许可不得转载。</p>", "<p>我市要闻</p><p><a href=1>甲</a></p><p><a href=2>乙</a></p>",
    ])
    def test_below(self, below):
        raw = of(f"<div class=zzz>{TEXT}{below}</div>")
        assert raw.text == KEPT
        assert "正文之后的文字" in {piece.what for piece in raw.left_out}
        assert not raw.notes

    @pytest.mark.parametrize("form", [
        "<div>我要留言<input placeholder=验证码><input type=submit></div>", "<form><p>姓名：<input name=n></p><textarea></textarea></form>",
    ])
    def test_fields_that_a_reader_fills_in(self, form):
        raw = of(f"<div class=zzz>{TEXT}{form}</div>")
        assert (raw.text, {piece.what for piece in raw.left_out}) == (KEPT, {"网页上供填写的表单"})

    @pytest.mark.parametrize("around", ["<form><input type=hidden>{}<input type=submit></form>", "<div><input type=text>{}</div>"])
    def test_a_page_inside_a_form_is_kept(self, around):
        assert of(around.format(TEXT)).text == KEPT

    @pytest.mark.parametrize("above", [
        "<p>您的位置：<a href=/>首页</a> -&gt; <a href=b>政策</a> -&gt; 正文</p>", "<div><a href=/>首页</a><a href=/a>公开</a></div>", "<p>【字号：<a>大</a> <a>中</a> <a>小</a>】</p>",
        "<p>本网站使用Cookie以改善体验。继续浏览即表示同意。</p>", "<p>您好，欢迎访问丁市水务局网站！ 今天是2023年9月26日 星期二</p>", "<p>位置：首页-公告-正文</p>",
        "<p>URL: https://swj.example.cn/1.html</p><p>保存时间：2024-12-01 12:00</p>", "<p>打印时间：2024-02-20 10:10　来自：http://swj.example.cn/a.html</p>", "<p>发布时间：2024-06-18 来源：丁市水务局 浏览：38次</p>", "<ul><li><a href=1>关于甲的通知</a><li><a href=2>关于乙的通知</a></ul>",
    ])
    def test_above(self, above):
        assert of(f"<div class=zzz>{above}{TEXT}</div>").text == KEPT

    def test_menu_in_a_cell_beside_the_text(self):
        menu = "".join(f"<li><a href={n}>文件{n}</a>" for n in "123")
        assert of(f"<table><tr><td>{TEXT}<td><div>热门推荐</div><ul>{menu}</ul></table>").text == KEPT


class TestDateline:
    @pytest.mark.parametrize("line", [
        "会议时间：2024年3月5日 9:00", "2024年3月5日", "截止日期：2024-03-05", "标准自2024-03-05起执行", "2024-03-05 甲局召开会议", "2024-03-05 09:30在甲局开会", "会议于2024-03-05 09:30召开", "报名时间：2024-03-05 9:00 至 2024-03-08",
        "来源：甲局 会议时间：2024-03-05", "时间：2024-03-05 地点：三楼", "2024-03-05 09:30-11:30", "数据更新至2024-03-05 来源：统计", "2024-03-05 09:30三楼会议室", "2024-03-05 09时30分在甲局", "时间：2024年3月5日，地点：来源大厦。",
    ])
    def test_other_days(self, line):
        assert "published_on" not in of(f"<p>{line}</p>{TEXT}").facts

    @pytest.mark.parametrize("line", [
        "发布于 2024-03-05 · 阅读 56", "日期：2024年03月05日 15:40 作者：法规科 来源：本网", "录入时间:2024/3/5 9:03:22 点击:188 次", "2024-03-0509:49 来源：甲局",
        "甲府规〔2024〕3号　　发布日期：2024-03-05", "甲图书馆 甲发布 2024年3月5日 18:03", "2024-3-5 8:05:33 来源：甲局 责任编辑：教务处", "甲发布 2024-03-05 09:10 发表于甲省",
        "2024-03-05 17:40:02 养老科 阅读 220", "作者：佚名 日期：2024年3月5日 点击：15", "2024-03-05 15:21 【打印】【收藏】", "2024/3/5 阅读量 1,024",
        "发布者：教务处发布时间：2024-03-05浏览次数：2651", "2024-03-05来源：人事处", "来源： 甲网　　浏览字号： 大 中 小　　2024年03月05日 17:30:02", "admin 发表于 2024-3-5 8:44:10",
        "甲局乙发布2024年3月5日 17:30山东", "【发布时间：2024-3-5】 【来源：甲局】【阅读：12次】【字体：大 中 小】", "稿源：甲日报 2024-03-05", "作者：佚名　来源：教研室　点击数：1024　更新时间：2024-3-5 10:05:22",
        "2024年03月05日 09时12分科普部", "Date: 2024-03-05   Hits: 5520   Source: 校办", "Posted on 2024-03-05 by webmaster", "发表时间 2024-03-05 10:12:33 浏览 1,203 次 文章来源 甲站",
        "【信息时间：2024/3/5 阅读次数：12】【我要打印】【关闭】", "最後更新：2024-03-05　瀏覽人次：205",
        "浏览：12 时间：2024-3-5", "甲网 kjj.example.gov.cn 2024-03-05 来源：计划科", "日期 : 2024-03-05作者 : 来源 : 甲办点击 : [502]字体大小 : [小][中][大]", "審核：李某 發布時間：2024-03-05",
    ])
    def test_day_of_publication(self, line):
        assert of(f"<h2>关于节水的通知</h2><small>{line}</small><div>{TEXT}</div>").facts["published_on"] == date(2024, 3, 5)


@pytest.mark.parametrize("above, title", [
    ("<div class=q1>丁市水务局关于节水的通知</div>", "丁市水务局关于节水的通知"),
    ("<span><b>丁市水务局关于节水的通知</b></span>", "丁市水务局关于节水的通知"),
    ("<div class=q1><a href=x>丁市水务局关于节水的通知</a></div>", "丁市水务局"),
    ("<div class=q1>丁市水务局关于节水的通知发布会举行</div>", "丁市水务局"),
    ("<div class=q1>节水宣传</div>", "丁市水务局"), ("<b>丁市节水办法</b>", "丁市节水办法"), ("<div style='text-align: center'>丁市节水办法</div>", "丁市节水办法"),
    ("<div class=q1>丁市节水办法</div>", "丁市水务局"), ("<div class=q1>丁市水务局 - 关于节水的通知</div>", "丁市水务局 - 关于节水的通知"), ("<b>丁市节水方案通过审查</b>", "丁市水务局"),
])
def test_title_above_the_text_in_an_element_of_any_name(above, title):
    assert of(f"<title>丁市水务局</title>{above}<div class=zzz>{TEXT * 3}</div>").facts.get("title") == title


@pytest.mark.parametrize("line, is_head", [
    ("丁水〔2024〕9号", True), ("丁水〔2024〕9号　　发布日期：2024-06-18", True), ("（2024年6月17日丁市第九届人民代表大会第二次会议通过）", True),
    ("（2024年6月17日）", False), ("依据丁水〔2023〕2号办理", False), ("<a href=x>丁水〔2023〕2号</a>", False), ("节水宣传", False),
])
def test_head_of_the_text_above_its_box(line, is_head):
    text = of(f"<div class=q1>丁市水务局关于节水的通知</div><div class=q2>{line}</div><div class=zzz>{TEXT * 3}</div>").text
    assert (line.split("\u3000")[0] in text) is is_head and text.startswith("# 丁市水务局关于节水的通知\n")


def test_a_day_with_its_hour_below_the_text_signs():
    raw = of("<h1>关于停课的通知</h1><p>各学校：</p><p>现就停课通知如下，请落实。</p><p>丁市教育局</p><p>2024年6月17日20:30</p>")
    assert raw.text.endswith("2024年6月17日20:30") and "published_on" not in raw.facts


def test_what_stands_above_the_line_of_the_day_is_a_heading():
    page = f"<title>丁大学信息公开网</title><table><tr><td class=q>丁大学动物管理规定</td></tr><tr><td>发布日期：2018-04-11 浏览：</td></tr><tr><td>{TEXT * 3}</td></tr></table>"
    assert of(page).facts.get("title") == "丁大学动物管理规定"
