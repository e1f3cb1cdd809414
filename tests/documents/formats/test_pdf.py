import random

import pytest

from documents.formats import Refused, limits, read, reading
from documents.sandbox import Limits

from .portable import article, deflated, file_of, pdf, show

LEFT, INDENT = 90, 122  # 16 points are one em: the text is 26 em wide
FIRST = "为深入贯彻落实党的二十大精神，现就有关事项通知如下，请"  # fills its line from INDENT
MIDDLE = "各地区各部门结合实际认真贯彻执行，切实加强组织领导，明确责任"  # one line from LEFT, longer than the rest
FULL = "各地区各部门结合实际认真贯彻执行并加强领导，明确各自责"


def text_of(*contents, **options) -> str:
    """The paragraphs, one a line."""
    return read("a.pdf", pdf(*contents, **options)).text.replace("\n\n", "\n")


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read("a.pdf", data)
    assert "“a.pdf”" in str(caught.value)
    return str(caught.value)


class TestRefused:
    def test_I10_cut_and_broken(self):
        data = pdf(article((FIRST, LEFT)))
        assert "已损坏" in refusal(data[:250])
        assert "已损坏" in refusal(b"%PDF-1.7\n" + bytes(500))

    @pytest.mark.parametrize("data, words", [(b"MZ\x90\0" + bytes(90), "程序"), (b"<!doctype html><p>", "网页"), (b"words", "已损坏")])
    def test_I11_something_else(self, data, words):
        assert words in refusal(data)

    def test_I12_encrypted(self):
        lock = f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"
        assert "密码保护" in refusal(pdf(article((FIRST, LEFT)), trailer=lock))

    def test_I23_no_text_layer(self):
        assert "没有文字层" in refusal(pdf("0 0 m 99 99 l S", ""))

    def test_I23_only_a_stamp_on_every_scanned_page(self):
        assert "没有文字层" in refusal(pdf(*[show("扫描全能王创建", 400, 30, 9)] * 4))

    def test_I23_glyphs_without_characters(self):
        assert "编码表" in refusal(pdf(article(("\ue001\ue002\ue003\ue004\ue005", LEFT), ("章", LEFT))))

    def test_I23_loop_in_the_page_tree(self):
        assert "已损坏" in refusal(file_of({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>"}))

    def test_I23_two_hundred_thousand_pages(self):
        kids = "3 0 R " * 200_000
        assert "超过 2000 页" in refusal(file_of({
            1: "<< /Type /Catalog /Pages 2 0 R >>", 2: f"<< /Type /Pages /Count 200000 /Kids [{kids}] >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        }))

    def test_I23_two_million_operators(self, monkeypatch):
        monkeypatch.setattr(reading, "LIMITS", Limits(cpu=1))
        bomb = pdf(deflated(b"BT /F 12 Tf (ab) Tj ET\n" * 2_000_000), stream="/Filter /FlateDecode")
        assert len(bomb) < 300_000 and "限额" in refusal(bomb)

    def test_I23_memory(self, monkeypatch):
        monkeypatch.setattr(reading, "LIMITS", Limits(memory=200 * limits.MB))
        bomb = pdf(deflated(b" " * 250_000_000), stream="/Filter /FlateDecode")
        assert refusal(bomb)

    @pytest.mark.parametrize("layers", [1, 3])
    def test_I23_much_out_of_little(self, layers):
        filters = "[" + "/FlateDecode " * layers + "]"
        assert "没有文字层" in refusal(pdf(deflated(b" " * 100_000_000, layers), stream=f"/Filter {filters}"))

    @pytest.mark.parametrize("entry", ["/Filter /JBIG2Decode", "/Filter /DCTDecode", "/Filter /NoSuchDecode", "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 99999999 >>"])
    def test_I23_filters_that_fail(self, entry):
        assert "没有文字层" in refusal(pdf(b"\x00" * 300, stream=entry))

    def test_I47_mutated(self):
        rng, whole = random.Random(3), pdf(article((FIRST, INDENT), (FULL, LEFT)))
        for _ in range(30):
            data = bytearray(whole)
            for _ in range(rng.randrange(1, 8)):
                data[rng.randrange(9, len(data))] = rng.randrange(256)
            try:
                assert read("a.pdf", bytes(data)).text
            except Refused as refused:
                assert "a.pdf" in str(refused)


class TestRead:
    def test_I23_script_and_broken_table_of_places_do_no_harm(self):
        data = pdf(article(("第一条", LEFT))).replace(b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Type /Catalog")
        assert read("a.pdf", data).text == "第一条\n"

    def test_a_page_without_words_is_told(self):
        picture = "q 90 0 0 90 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
        raw = read("a.pdf", pdf(article(("第一条", LEFT)), picture))
        assert raw.text == "第一条\n" and raw.notes == ("第 2 页只有图片，没有文字",)

    def test_turned_pages_and_watermarks_across(self):
        watermark = show("内部资料", 200, 300, 40, "0.7 0.7 -0.7 0.7")
        assert text_of(show("横排的文字", 300, 100, 16, "0 1 -1 0") + watermark, page="/Rotate 90") == "横排的文字\n"

    def test_glyphs_without_height(self):
        assert text_of(show("平", 90, 700, 16, "1 0 0 0") + show("正文。", 130, 700)).endswith("正文。\n")

    def test_characters_beyond_the_first_plane(self):
        assert text_of(show("𠮷野家", 90, 700)) in ("𠮷野家\n", "野家\n")


class TestParagraphs:
    def test_lines_broken_by_the_page_are_one_paragraph(self):
        lines = article((FIRST, INDENT), (FULL, LEFT), ("任。", LEFT), ("第二段。", INDENT))
        assert text_of(lines) == f"{FIRST}{FULL}任。\n第二段。\n"

    def test_paragraph_over_two_pages(self):
        assert text_of(article((FULL, INDENT), (FULL, LEFT), top=150), article((FULL, LEFT), ("任。", LEFT))) == f"{FULL * 3}任。\n"

    def test_short_lines_and_labels_stand_alone(self):
        lines = article(("一、总体要求", INDENT), ("（一）指导思想", INDENT), (FIRST, INDENT), ("行。", LEFT), ("教育部", 440), ("2025年1月2日", 400))
        assert text_of(lines).split("\n") == ["一、总体要求", "（一）指导思想", FIRST + "行。", "教育部", "2025年1月2日", ""]

    def test_drawn_in_any_order(self):
        drawn = article((FIRST, INDENT), (FULL, LEFT), (FULL, LEFT), ("任。", LEFT), ("第二段。", INDENT)).split("\n")[:-1]
        random.Random(1).shuffle(drawn)
        assert text_of("\n".join(drawn) + "\n") == f"{FIRST}{FULL}{FULL}任。\n第二段。\n"

    def test_a_label_that_sticks_out(self):
        lines = article(("1. " + FULL[:24], LEFT), (FULL[:25], INDENT), ("完。", INDENT), ("2. 又一项。", LEFT))
        assert text_of(lines).split("\n") == ["1. " + FULL[:24] + FULL[:25] + "完。", "2. 又一项。", ""]

    def test_one_line_paragraphs_that_happen_to_fill_the_line(self):
        assert text_of(article((FULL[:25], INDENT), (FULL[:25], INDENT), (FULL, LEFT))).split("\n")[0] == FULL[:25]

    def test_a_page_of_short_lines_takes_the_edges_of_the_others(self):
        names = article(*[(f"{place}人民法院", INDENT) for place in ("济南", "淄博", "泰安")])
        assert text_of(article(*[(FULL, LEFT)] * 9), names).split("\n")[1:4] == ["济南人民法院", "淄博人民法院", "泰安人民法院"]

    def test_a_title_in_two_centred_lines(self):
        title = show("教育部关于加强中小学课堂教学管理", 122, 760, 22) + show("工作的通知", 243, 725, 22)
        assert text_of(title + article((FIRST, INDENT), (FULL, LEFT), ("任。", LEFT), top=680)).split("\n")[0] == "教育部关于加强中小学课堂教学管理工作的通知"

    def test_english_words_keep_their_blanks(self):
        lines = show("The quick brown", 90, 700) + show("教育2.0 plan", 90, 640)
        assert "教育2.0" in text_of(lines)

    def test_a_narrow_blank_that_the_file_has(self):
        names = show("中共中央 ", 90, 700) + show("国务院关于", 90 + 4 * 16 + 4, 700) + show("印发的通知 ", 90 + 9 * 16 + 4, 700) + show("全文", 90 + 14 * 16 + 5, 700)
        assert text_of(names) == "中共中央 国务院关于印发的通知全文\n"

    def test_raised_figures_stay_on_their_line(self):
        note = show("执行标准", 90, 700) + show("1", 154, 708, 9) + show("的规定", 160, 700)
        assert text_of(note) == "执行标准¹的规定\n"

    def test_a_narrow_blank_that_only_shows(self):
        label = show("第六条", 122, 700) + show("为了规范某某工作，制定本办法。", 122 + 3 * 16 + 4, 700)
        title = "".join(show(glyph, 122 + 24 * i, 600) for i, glyph in enumerate("关于某某工作的通知"))
        assert text_of(label + title) == "第六条 为了规范某某工作，制定本办法。\n关于某某工作的通知\n"

    def test_a_wider_gap_parts_paragraphs(self):
        lines = article((FULL, LEFT), (FULL, LEFT), (FULL, LEFT)) + article((FULL, LEFT), top=760 - 3 * 28 - 20)
        assert text_of(lines).count("\n") == 2

    def test_cells_of_a_row_stay_on_their_line(self):
        rows = "".join(show(a, 90, y) + show(b, 330, y) for a, b, y in (("指标", "2025年", 700), ("学校数", "10", 672)))
        assert text_of(rows) == "指标 2025年\n学校数 10\n"

    def test_lines_of_a_table_of_contents_are_left_out(self):
        assert text_of(article(("一、总体要求………………………3", LEFT), ("二、任务 . . . . . . . . . 12", LEFT), ("正文。", LEFT))) == "正文。\n"


class TestMargins:
    def page(self, number: int, words: str) -> str:
        header = show("教育部文件", 250, 800, 9) + show("MINISTRY", 90, 800, 9)
        return header + article((words + "。", INDENT)) + show(f"— {number} —", 280, 40, 12)

    def test_what_repeats_at_the_edges_is_dropped(self):
        assert text_of(*[self.page(i, f"第{'一二三四五'[i]}页的正文") for i in range(5)]).split("\n")[:5] == [f"第{n}页的正文。" for n in "一二三四五"]

    def test_a_running_head_just_above_the_text_goes_and_the_heads_of_annexes_stay(self):
        pages = [show("文件汇编", 250, 712, 12) + show(f"附件{i}", 90, 690) + article((f"第{'一二三'[i]}页", INDENT), top=600) for i in range(3)]
        assert text_of(*pages) == "附件0\n第一页\n附件1\n第二页\n附件2\n第三页\n"

    @pytest.mark.parametrize("head", ["2021/3/10 上午9:30 某省政策文件", "11/22/26, 1:20 AM 某省政策文件", "2021/3/10 09:30 某省"])
    def test_what_a_browser_prints(self, head):
        foot = show("https://www.gov.cn/zhengce/2021-03/10/content", 40, 20, 8) + show("1/1", 560, 20, 8)
        assert text_of(show(head, 40, 820, 8) + article(("正文。", INDENT)) + foot) == "正文。\n"

    @pytest.mark.parametrize("number", ["— 1 —", "1", "第 1 页", "第1页 共9页", "- ii -", "1/9", "·3·"])
    def test_numbers_of_pages_in_any_style(self, number):
        assert text_of(article(("正文。", INDENT)) + show(number, 280, 40, 12)) == "正文。\n"

    def test_text_at_the_edge_that_does_not_repeat_stays(self):
        assert text_of(article(("版头。", 90), top=810), article(("末行。", 90), top=60)) == "版头。\n末行。\n"

    def test_numbers_within_the_text_stay(self):
        assert "2025" in text_of(article(("正文。", INDENT), ("2025", 280), ("后文。", INDENT), top=500))


class TestColumns:
    WORDS = "各地各校要结合实际认真贯彻执行，"

    def column(self, x: float, sign: str, top: float = 700) -> str:
        return "".join(show(sign + self.WORDS[:13], x, top - 20 * i, 12) for i in range(12))

    def test_two_columns_below_a_title(self):
        page = show("通知的标题", 240, 780, 22) + self.column(90, "左") + self.column(310, "右")
        text = text_of(page)
        assert text.startswith("通知的标题\n") and text.index("右") > text.rindex("左")

    def test_drawn_line_by_line_across(self):
        both = "".join(show(sign + self.WORDS[:13], x, 700 - 20 * i, 12) for i in range(12) for x, sign in ((90, "左"), (310, "右")))
        text = text_of(both)
        assert text.index("右") > text.rindex("左")

    def test_a_part_of_one_page_in_two_columns(self):
        page = article(*[(FULL, LEFT)] * 6, top=800, pitch=20) + self.column(90, "左", 660) + self.column(310, "右", 660)
        page += article((FULL, LEFT), ("任。", LEFT), top=390, pitch=20)
        other = article(*[(FULL, LEFT)] * 20)
        text = text_of(page, other, other, other)
        assert text.index("右") > text.rindex("左") > text.index(FULL) and text.rindex("任。") > text.rindex("右")

    def test_two_columns_of_a_table_are_rows(self):
        names, places = ["北京", "天津市区", "河北", "山西省", "内蒙古", "辽宁"], ["一", "二二", "三三三", "四", "五五", "六"]
        rows = "".join(show(a, 90, 700 - 20 * i, 12) + show(b, 310, 700 - 20 * i, 12) for i, (a, b) in enumerate(zip(names, places, strict=True)))
        assert text_of(rows).split("\n")[:2] == ["北京 一", "天津市区 二二"]


class TestTables:
    def ruled(self, xs: list[int], ys: list[int], without: str = "") -> str:
        """Thin boxes along all edges of a grid, but those named in ``without`` as ``x,y,``."""
        flat = [f"{a} {y} {b - a} 0.5 re f\n" for y in ys for a, b in zip(xs, xs[1:], strict=False)]
        upright = [f"{x} {b} 0.5 {a - b} re f\n" for x in xs for a, b in zip(ys, ys[1:], strict=False)]
        return "".join(rule for rule in flat + upright if not (without and rule.startswith(without)))

    def table(self, page: str) -> str:
        return read("a.pdf", pdf(page)).text

    def test_cells_keep_their_lines_together(self):
        words = show("序", 95, 685, 12) + show("任务", 140, 685, 12) + show("1", 95, 645, 12) + show("制定计划", 140, 650, 12) + show("并实施", 140, 636, 12)
        rules = self.ruled([90, 130, 260], [700, 670, 630])
        assert self.table(words + rules) == "| 序 | 任务 |\n| --- | --- |\n| 1 | 制定计划并实施 |\n"

    def test_merged_both_ways_and_bars(self):
        words = show("合", 95, 685, 12) + show("甲|", 95, 645, 12) + show("乙", 180, 655, 12) + show("丙", 180, 615, 12)
        rules = self.ruled([90, 170, 260], [700, 670, 640, 600], without="170 670 0.5").replace("90 640 80 0.5 re f\n", "")
        assert self.table(words + rules) == "| 合 |  |\n| --- | --- |\n| 甲\\| | 乙 |\n|  | 丙 |\n"

    def test_table_that_goes_on_over_the_page_with_its_head_again(self):
        head = show("名称", 95, 785, 12) + show("数", 180, 785, 12)
        first, second = (show(a, 95, 755, 12) + show(b, 180, 755, 12) for a, b in (("甲", "1"), ("乙", "2")))
        rules = self.ruled([90, 170, 260], [800, 770, 740])
        data = pdf(head + first + rules, head + second + rules)
        raw = read("a.pdf", data)
        assert raw.text == "| 名称 | 数 |\n| --- | --- |\n| 甲 | 1 |\n| 乙 | 2 |\n"
        assert raw.notes == ("略去第 2 页续表中重复的表头“名称 数”",)

    def test_a_box_of_one_column_is_text(self):
        words = article(("专栏1 重点工程", INDENT), ("一是推进。", INDENT))
        assert self.table(words + self.ruled([80, 520], [790, 700])) == "专栏1 重点工程\n\n一是推进。\n"

    def test_lines_around_and_below_text_are_no_table(self):
        page = article((FIRST, INDENT), ("完。", LEFT)) + "80 700 400 0.5 re f 80 690 400 0.5 re f 0 0 595 842 re S"
        assert "|" not in self.table(page)

    def test_a_drawing_of_many_paths_is_passed_over(self):
        drawing = "".join(f"{x} {y} 30 0.5 re f\n" for x in range(0, 500, 5) for y in range(0, 600, 10))
        assert self.table(article(("正文。", INDENT)) + drawing) == "正文。\n"
