"""Where a paragraph of a PDF ends, and where it goes on: labels, dates, brackets, pages, cells; writing from top to bottom."""
import pytest

from documents.formats import read

from .portable import article, pdf, show

LEFT, INDENT, RIGHT = 90, 122, 506  # 16 points are one em: the text is 26 em wide
FULL = "各地区各部门结合实际认真贯彻执行并加强领导，明确各自责"
SENTENCE = "请各单位认真执行本办法。"


def lines_of(*pages: str) -> list[str]:
    return read("a.pdf", pdf(*pages)).text.strip().split("\n\n")


def at_right(text: str, y: float, size: float = 16) -> str:
    return show(text, RIGHT - len(text) * size, y, size)


def labelled(label: str, gap: float, y: float) -> str:
    """A full line that begins with a label, and ``gap`` em behind it."""
    x = INDENT + (len(label) + gap) * 16
    return show(label, INDENT, y) + show(FULL[: int((RIGHT - x) / 16)], x, y)


class TestLabels:
    @pytest.mark.parametrize("label", ["第一条", "第十二条", "第三条之一", "第二章", "一、", "（三）", "1.", "（1）", "附件：", "第一條"])
    @pytest.mark.parametrize("gap", [0, 0.5, 1, 2, 3])
    def test_the_blank_behind_one_cuts_no_paragraph(self, label, gap):
        found = lines_of(labelled(label, gap, 700) + article((FULL, LEFT), ("任。", LEFT), top=672) + article((SENTENCE, INDENT), top=616))
        assert len(found) == 2 and found[0].startswith(label) and found[0].endswith(FULL + "任。")

    def test_cells_of_a_row_are_no_label(self):
        assert lines_of(show("单位", LEFT, 700) + show(FULL[:20], 186, 700) + article((FULL, LEFT), top=672))[1] == FULL


class TestEnds:
    @pytest.mark.parametrize("date", ["2024年12月5日", "二〇二四年十二月五日", "2024 年 12 月 5 日", "（2024年12月5日）"])
    @pytest.mark.parametrize("below", ["附件：检查表", "附件1", "（此件公开发布）", "第一条 为了规范管理，制定本办法。", "抄送：各区教育局。", "联系人：张某", "2024年工作安排"])
    @pytest.mark.parametrize("pitch", [28, 45])
    def test_the_line_of_the_date(self, date, below, pitch):
        page = article((SENTENCE, INDENT), top=700) + at_right("某市教育局", 700 - pitch) + at_right(date, 700 - 2 * pitch) + show(below, LEFT, 700 - 3 * pitch)
        assert lines_of(page)[-2:] == [date, below]

    def test_on_a_page_of_its_own(self):
        first = article((SENTENCE, INDENT), top=700) + at_right("某市教育局", 672) + at_right("2024年12月5日", 644)
        assert lines_of(first, article(("附件1", LEFT), (SENTENCE, INDENT)))[-3:] == ["2024年12月5日", "附件1", SENTENCE]

    @pytest.mark.parametrize("below", ["第三条 本办法自公布之日起施行。", "附件2", "附录："])
    def test_an_article_or_annex_begins_below_a_full_line(self, below):
        assert lines_of(article((FULL, LEFT), (below, LEFT)))[-1] == below

    @pytest.mark.parametrize("words", ["某市教育局", "主 任 张某"])
    def test_what_stands_to_the_right(self, words):
        assert lines_of(at_right(words, 700) + article((FULL, LEFT), ("任。", LEFT), top=672))[-1] == FULL + "任。"

    def test_paragraphs_that_only_their_distance_parts(self):
        """As browsers print: no indent, lines that fill the page, more room between paragraphs than inside."""
        page, y = "", 800.0
        for _ in range(4):
            for text in (FULL, FULL, FULL[:25] + "。"):
                page, y = page + show(text, LEFT, y), y - 18
            y -= 10
        assert lines_of(page) == [FULL * 2 + FULL[:25] + "。"] * 4


    @pytest.mark.parametrize("lines", [("项目的说明文字，各不相同。", "经办人："), ("违反本办法规定的，由有关部门依法处理。", "说明。"), ("附表所列的各单位。", "共计十家")])
    @pytest.mark.parametrize("of", [1, 4])
    def test_pages_of_lines_that_are_all_short(self, lines, of):
        pages = [article(*((f"{'甲乙丙丁'[i]}{line}", LEFT) for line in lines)) for i in range(of)]
        assert lines_of(*pages) == [f"{'甲乙丙丁'[i]}{line}" for i in range(of) for line in lines]


class TestGoesOn:
    @pytest.mark.parametrize("line", ["第三条的规定办理。", "第一条、第二条办理。", "附件所列单位。", "2024年12月5日前报送。"])
    def test_below_a_line_that_breaks_off(self, line):
        assert lines_of(article((FULL, INDENT - 32), (line, LEFT))) == [FULL + line]

    @pytest.mark.parametrize("x", [122, 110])
    def test_in_brackets_who_adopted_a_law(self, x):
        above, below = "（2016年11月7日第十二届全国人民代表大会常务委", "员会第二十四次会议通过）"
        assert lines_of(article((FULL, LEFT), ("任。", LEFT), top=800), show(above, x, 700) + show(below, x, 672) + article((FULL, LEFT), (FULL, LEFT), top=600))[1] == above + below

    def test_acts_in_brackets_one_a_line_stay_apart(self):
        acts = ["（1990年6月28日第七届人大常委会通过", "根据2009年8月27日第十次会议修正）"]
        assert lines_of(article((FULL, LEFT), ("任。", LEFT), *((act, LEFT) for act in acts)))[1:] == acts

    @pytest.mark.parametrize("title", ["关于开展检查的通知", "甲市公园管理办法", "目录", "总则"])
    @pytest.mark.parametrize("step", [1.3, 2, 2.5, 4])
    def test_characters_set_apart_are_one_word(self, title, step):
        spaced = "".join(show(character, 100 + i * step * 16, 760) for i, character in enumerate(title))
        assert lines_of(spaced + article((SENTENCE, INDENT), top=700))[0].replace(" ", "" if len(title) < 3 else " ") == title


class TestRowsOverThePage:
    XS = [90, 130, 290]

    def page(self, rows: list[tuple[str, list[str]]], bottom: float = 40) -> str:
        """A ruled table of two columns: a figure, and the lines of a cell 10 em wide."""
        y, page, ys = 800.0, "", [800.0]
        for figure, cell in rows:
            page += show(figure, 95, y - 18) if figure else ""
            page += "".join(show(line, 132, y - 18 - 20 * i) for i, line in enumerate(cell))
            y -= 20 * len(cell) + 10
            ys.append(y)
        flat = "".join(f"{self.XS[0]} {y} {self.XS[-1] - self.XS[0]} 0.5 re f\n" for y in ys)
        return page + flat + "".join(f"{x} {ys[-1]} 0.5 {ys[0] - ys[-1]} re f\n" for x in self.XS)

    def text(self, first: list[tuple[str, list[str]]], second: list[tuple[str, list[str]]]) -> list[str]:
        return read("a.pdf", pdf(self.page(first), self.page(second))).text.strip().split("\n")

    HEAD = ("序", ["任务"])

    def test_a_row_that_the_page_cuts_is_one(self):
        found = self.text([self.HEAD, ("1", ["制定全市工作的计划"])], [("", ["并组织实施。"]), ("2", ["检查。"])])
        assert found == ["| 序 | 任务 |", "| --- | --- |", "| 1 | 制定全市工作的计划并组织实施。 |", "| 2 | 检查。 |"]

    @pytest.mark.parametrize("last, following", [
        ("制定计划。", ("", ["又一项任务。"])), ("制定计划", ("", ["又一项任务。"])), ("制定全市工作的计划", ("2", ["检查。"])), ("制定全市工作计划。", ("", ["检查。"])),
    ])
    def test_a_row_that_begins_there_is_another(self, last, following):
        assert len(self.text([self.HEAD, ("1", [last])], [following, ("3", ["完成。"])])) == 5


class TestVertical:
    def column(self, text: str, x: float, top: float = 760, size: float = 16) -> str:
        return "".join(show(character, x, top - size * (i + 1), size) for i, character in enumerate(text))

    def test_columns_are_read_from_the_right(self):
        text = ["第一条为了规范图书馆借阅秩序制定", "本办法。", "第二条公共图书馆适用本办法。"]
        page = self.column(text[0], 480) + self.column(text[1], 452) + self.column(text[2], 424)
        raw = read("a.pdf", pdf(page))
        assert raw.text.replace("\n", "") == "".join(text) and "竖排" in raw.notes[0]

    def test_figures_that_lie_in_a_column(self):
        column = self.column("本办法自", 480) + show("2025", 484, 760 - 64, 16, "0 -1 1 0") + self.column("年起施行并由教育局负责解释。", 480, 760 - 64 - 34)
        assert "本办法自2025年起施行" in read("a.pdf", pdf(column)).text.replace(" ", "")

    def test_a_word_set_vertically_in_a_text_stays_there(self):
        raw = read("a.pdf", pdf(self.column("附注", LEFT, 500) + article((FULL, LEFT), (FULL, LEFT), ("任。", LEFT))))
        assert FULL * 2 + "任。" in raw.text and not any("竖排" in note for note in raw.notes)


@pytest.mark.parametrize("text", ["安全保护设臵", "处臵"])
def test_a_character_that_old_fonts_misname(text):
    assert lines_of(article((text + "。", LEFT))) == [text.replace("臵", "置") + "。"]
