"""What the pages of a PDF print again and again: dropped where it is no text, and said; kept where it may be."""
import random
import unicodedata
from collections import Counter
from itertools import pairwise

import pypdfium2
import pytest

from documents.formats import Refused, read
from documents.formats.left_out import LeftOut, notes_on, ranges
from documents.formats.readers.pdf import text_of
from documents.formats.readers.pdf.edges import number_in
from documents.formats.readers.pdf.glyphs import pages_of
from documents.formats.readers.pdf.order import in_reading_order
from documents.formats.readers.pdf.paragraphs import blocks

from .portable import article, pdf, show

LEFT, INDENT, TEXT_TOP = 90, 122, 735  # the text begins at 0.127 of the height of the page, as in official documents
FULL = "各地区各部门结合实际认真贯彻执行并加强领导，明确各自责"  # fills its line


def body(i: int, lines: int = 12, top: float = TEXT_TOP) -> str:
    """Lines of text that are on no other page."""
    words = [f"{'甲乙丙丁戊己庚辛'[i]}{'子丑寅卯辰巳午未申酉戌亥'[k]}项工作由有关单位办理。" for k in range(lines)]
    return article(*[(line, INDENT) for line in words], top=top)


def result(*pages: str):
    raw = read("a.pdf", pdf(*pages))
    return raw.text.split("\n\n"), raw.notes


def count(words: str, *pages: str) -> int:
    return read("a.pdf", pdf(*pages)).text.count(words)


class TestContentStays:
    @pytest.mark.parametrize("words", [
        "第八条 违反本办法的，由有关部门处理", "第二章 借阅", "第三节 期限", "一、借阅", "（二）期限", "(3) 期限", "1.借阅", "附件", "附表：", "表2 明细",
        "本表一式两份。", "下列人员应当登记：", "由申请人填写；", "单位名称（盖章）：", "单位：万元", "续表", "专栏", "负责人签字", "借阅登记表",
    ])
    @pytest.mark.parametrize("of", [2, 5])
    def test_the_first_line_of_every_page(self, words, of):
        pages = [show(words, LEFT, TEXT_TOP) + body(i, top=TEXT_TOP - 28) for i in range(of)]
        assert count(words, *pages) == of

    @pytest.mark.parametrize("words", ["经办人签字", "第十条 本办法由教育局解释", "特此说明。"])
    def test_the_last_line_of_every_page(self, words):
        assert count(words, *[body(i) + show(words, LEFT, 100) for i in range(4)]) == 4

    @pytest.mark.parametrize("size", [9, 16])
    def test_a_remark_on_forms_behind_the_text(self, size):
        forms = [show("填表须知见背面", LEFT, TEXT_TOP - 10, size) + body(i, 3, TEXT_TOP - 60) for i in range(4)]
        assert count("填表须知见背面", body(4), body(5), *forms) == 4

    def test_a_heading_larger_than_the_text(self):
        assert count("情况说明", *[show("情况说明", 230, 790, 22) + body(i) for i in range(4)]) == 4

    def test_figures_that_do_not_run_with_the_pages(self):
        heads = [show(f"编号{number}", LEFT, 800, 9) + body(i) for i, number in enumerate((17, 4, 230))]
        assert [count(f"编号{number}", *heads) for number in (17, 4, 230)] == [1, 1, 1]

    def test_pages_of_small_text(self):
        tables = [show("统计数据", LEFT, 790, 9) + "".join(show(f"{'甲乙丙丁'[i]}市{k}户", LEFT, 775 - 12 * k, 9) for k in range(9)) for i in range(4)]
        assert count("统计数据", body(5), body(6), *tables) == 4

    @pytest.mark.parametrize("years", [(2021, 2022, 2023), (1, 2, 3)])
    def test_bare_numbers_above_the_text_are_headings(self, years):
        pages = [show(str(year), LEFT, TEXT_TOP) + body(i, top=TEXT_TOP - 28) for i, year in enumerate(years)]
        assert [count(str(year), *pages) for year in years] == [1, 1, 1]

    def test_numbers_that_do_not_count_the_pages(self):
        text, notes = result(*[body(i) + show(number, 280, 60, 12) for i, number in enumerate(("— 30 —", "— 7 —", "— 52 —"))])
        assert {"— 30 —", "— 7 —", "— 52 —"} <= set(map(str.strip, text)) and not notes

    def test_slanted_characters(self):
        assert count("斜体的一段", show("斜体的一段", LEFT, 700, turn="1 0 0.33 1") + body(0, 3, 600)) == 1


class TestMarginsGo:
    @pytest.mark.parametrize("y", [820, 800, 760])
    @pytest.mark.parametrize("of", [2, 3, 8])
    def test_a_head_smaller_than_the_text(self, y, of):
        text, notes = result(*[show("规范性文件汇编", 230, y, 9) + body(i) for i in range(of)])
        assert not any("汇编" in line for line in text)
        assert notes == (f"略去第 1—{of} 页重复的页眉“规范性文件汇编”，共 {of} 处",)

    def test_heads_of_odd_and_even_pages_and_none_on_the_first(self):
        heads = ["", "某市教育局", "文件汇编", "某市教育局", "文件汇编", "某市教育局", "文件汇编"]
        text, notes = result(*[(show(head, 230, 800, 9) if head else "") + body(i) for i, head in enumerate(heads)])
        assert "汇编" not in "".join(text) and "教育局" not in "".join(text)
        assert notes == ("略去第 2—7 页重复的页眉“某市教育局”“文件汇编”，共 6 处",)

    def test_the_title_stays_where_the_head_repeats_it(self):
        text, notes = result(*[show("图书馆管理办法", 230, 810, 9) + (show("图书馆管理办法", 200, TEXT_TOP, 22) if i == 0 else "") + body(i, top=690) for i in range(3)])
        assert text[0] == "图书馆管理办法" and len(notes) == 1

    @pytest.mark.parametrize("y", [815, 785])
    def test_one_as_large_as_the_text_stays_once(self, y):
        text, notes = result(*[show("某市教育局", 230, y) + body(i) for i in range(3)])
        assert text.count("某市教育局") == 1 and text[0] == "某市教育局"
        assert notes == ("略去第 2—3 页重复的页眉“某市教育局”，共 2 处",)

    def test_one_as_large_that_cuts_a_paragraph(self):
        pages = [show("工作标准", 230, 716) + article(*[(FULL, LEFT)] * 12, top=688) for _ in range(3)]
        text, notes = result(*pages)
        assert text == ["工作标准", FULL * 36 + "\n"] and notes

    @pytest.mark.parametrize("form", ["— {} —", "- {} -", "第 {} 页", "第 {} 页 共 9 页", "{}/9", "{}", "·{}·"])
    @pytest.mark.parametrize("first", [1, 35])
    def test_numbers_of_pages(self, form, first):
        numbers = [form.format(first + i) for i in range(3)]
        text, notes = result(*[body(i) + show(number, 280 if i % 2 else 80, 40, 12) for i, number in enumerate(numbers)])
        assert not set(numbers) & set(map(str.strip, text)) and notes == (f"略去第 1—3 页的页码“{numbers[0]}”，共 3 处",)

    def test_numbers_that_begin_again(self):
        text, _ = result(*[body(i) + show(f"— {number} —", 280, 40, 12) for i, number in enumerate((1, 2, 3, 1, 1, 2))])
        assert "—" not in "".join(text)

    def test_number_and_head_on_one_line(self):
        text, notes = result(*[show("文件汇编", 90, 800, 9) + show(str(41 + i), 480, 800, 9) + body(i) for i in range(4)])
        assert "汇编" not in "".join(text) and notes

    def test_a_stamp_alone_is_no_text(self):
        with pytest.raises(Refused, match="没有文字层"):
            read("a.pdf", pdf(*[show("扫描全能王创建", 400, 30, 9)] * 4))


class TestSaid:
    def test_what_stands_across_is_named(self):
        _, notes = result(show("内部资料", 200, 300, 40, "0.7 0.7 -0.7 0.7") + body(0))
        assert notes == ("略去第 1 页方向与正文不同的文字“内部资料”",)

    def test_lines_of_a_table_of_contents_are_named(self):
        _, notes = result(article(("一、总体要求………………3", LEFT), ("二、任务………………12", LEFT), ("正文。", LEFT)))
        assert notes == ("略去第 1 页目录中的行“一、总体要求………………3”“二、任务………………12”，共 2 处",)

    def test_vertical_writing_is_named(self):
        column = "".join(show(glyph, 400, 700 - 18 * i) for i, glyph in enumerate("第一条为了规范图书馆借阅秩序"))
        _, notes = result(column, body(0))
        assert notes == ("第 1 页是竖排，已按竖排自右至左读出，请对照原文",)

    def test_characters_that_are_lost_are_counted(self):
        _, notes = result(show("正文\ue001的一行文字。", LEFT, 700))
        assert notes == ("有 1 个字在文字层里没有对应的字符，读不出",)

    def test_notes_are_bounded(self):
        pieces = [LeftOut("重复的页眉", page, f"{chr(0x4E00 + page)}" * 500) for page in range(1, 2000, 2)]
        note, = notes_on(pieces)
        assert len(note) < 250 and "共 1000 处" in note

    @pytest.mark.parametrize("numbers, words", [([1], "1"), ([3, 2, 1], "1—3"), ([1, 2, 5, 9, 10], "1—2、5、9—10"), (range(1, 99, 2), "1、3、5、7、9、11 等")])
    def test_ranges(self, numbers, words):
        assert ranges(numbers) == words

    @pytest.mark.parametrize("text, number", [("— 3 —", 3), ("第3页 共9页", 3), ("3/9", 3), ("１２", 12), ("iv", 4), ("ix", 9), ("第三条", None), ("3.1", None), ("2025年", None)])
    def test_numbers_in_forms(self, text, number):
        assert number_in(text) == number


def characters(text: str) -> Counter:
    return Counter(character for character in unicodedata.normalize("NFKC", text) if not character.isspace())


def furnished(rng: random.Random) -> list[str]:
    """Pages with some of all that a page may print beside its text."""
    pages, head, size = [], rng.choice(["文件汇编", "第二章 借阅", "一式两份。", "登记表", ""]), rng.choice([9, 12, 16, 22])
    y, first, form = rng.choice([810, 770, TEXT_TOP]), rng.choice([1, 1, 30]), rng.choice(["— {} —", "{}", "第 {} 页", "{}/7", ""])
    for i in range(rng.randrange(1, 8)):
        page = body(i, rng.randrange(1, 13), rng.choice([TEXT_TOP, 700]))
        page += show(head, rng.choice([90, 250]), y, size) if head and rng.random() < 0.8 else ""
        page += show(form.format(first + i), 280, rng.choice([40, 40, 110]), 12) if form else ""
        page += show("内部资料", 200, 300, 40, rng.choice(["0.7 0.7 -0.7 0.7", "0 1 -1 0"])) if rng.random() < 0.3 else ""
        page += show("总则………………3", 90, 60) if rng.random() < 0.3 else ""
        pages.append(page + (table(rng) if rng.random() < 0.4 else ""))
    return pages


def table(rng: random.Random) -> str:
    xs, ys = [90, 200, 400], [170, 150, 130, 110]
    rules = [f"{a} {y} {b - a} 0.5 re f\n" for y in ys for a, b in pairwise(xs)] + [f"{x} {b} 0.5 {a - b} re f\n" for x in xs for a, b in pairwise(ys)]
    cells = [show(rng.choice(["名称", "数量", "甲", "乙"]), x + 4, y + 5, 10) for y in ys[1:] for x in xs[:2]]
    return "".join(rules + cells)


@pytest.mark.parametrize("seed", range(40))
def test_every_character_is_in_the_text_or_among_what_was_left_out(seed):
    data = pdf(*furnished(random.Random(seed)))
    printed = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    pages, left_out = text_of(in_reading_order(list(pages_of(data, 99))))
    text = "".join(block.plain_text for block in blocks(pages))
    assert characters(text + "".join(piece.text for piece in left_out)) == characters(printed)
