import io
import random
import zipfile

import pytest

from documents.formats import Refused, limits, read
from documents.formats.readers.docx.counting import counted

from .word import TYPES, listed, numbering, p, r, word

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def text_of(body: str, **parts) -> str:
    return read("a.docx", word(body, **parts)).text


def refusal(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(Refused) as caught:
        read(name, data)
    return str(caught.value)


class TestRefused:
    def test_I10_cut_in_half(self):
        data = word(p("正文" * 100))
        assert "已损坏" in refusal(data[: len(data) // 2])
        assert "已损坏" in refusal(b"PK\x03\x04")

    def test_I10_entry_damaged(self):
        data = bytearray(word(p("".join(map(chr, range(0x4E00, 0x5000))))))
        at = data.index(b"word/document.xml") + 60
        data[at:at + 40] = bytes(40)
        assert "已损坏" in refusal(bytes(data))

    @pytest.mark.parametrize("data, words", [
        (b"<html><body>x</body></html>", "网页"), (OLE + bytes(600), "旧版 Word"), (b"%PDF-1.7", "PDF"), (b"words", "已损坏"),
    ])
    def test_I11_something_else(self, data, words):
        assert words in refusal(data)

    def test_I11_a_zip_or_a_workbook(self):
        for names in (["a.txt"], ["[Content_Types].xml", "xl/workbook.xml"]):
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as target:
                for name in names:
                    target.writestr(name, TYPES)
            assert "不是 Word 文档" in refusal(buffer.getvalue())

    def test_I12_encrypted(self):
        directory = "EncryptedPackage".encode("utf-16-le")
        assert "密码保护" in refusal(OLE + bytes(600) + directory + bytes(600))

    def test_I13_a_million_paragraphs(self):
        assert "超过 20 MB" in refusal(word("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 1_000_000))

    def test_I14_a_run_of_many_megabytes(self):
        assert "超过 20 MB" in refusal(word(p("字" * 8_000_000)))

    def test_I14_a_picture_of_a_gigabyte(self):
        buffer = io.BytesIO(word(p("正文")))
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as target, target.open("word/media/a.bmp", "w") as picture:
            for _ in range(210):
                picture.write(bytes(limits.MB))
        assert "210 MB" in refusal(buffer.getvalue())

    @pytest.mark.parametrize("dtd", [
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>', "<!DOCTYPE w:document>",
    ])
    def test_I15_I16_any_dtd(self, dtd):
        assert "DTD" in refusal(word(p("&a;"), prolog=dtd))
        utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{dtd.split("?>")[-1]}<w:x/>'.encode("utf-16")
        assert "DTD" in refusal(word(p("正文"), extra=[("word/document.xml", utf16)]))

    def test_I17_five_thousand_nested_tables(self):
        opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
        assert "嵌套过深" in refusal(word(opening * 5000 + p("底") + closing * 5000))

    def test_I17_only_pictures(self):
        assert "只有图片" in refusal(word("<w:p><w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>"))

    def test_I09_no_words(self):
        assert "为空" in refusal(word(p(" ") + "<w:p/>"))

    @pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml"])
    def test_I19_macros_and_embedded_objects(self, name):
        assert "宏" in refusal(word(p("正文"), extra=[(name, OLE)]))

    def test_I19_macro_document_under_another_name(self):
        types = TYPES.replace("officedocument.wordprocessingml", "ms-word").replace("main+xml", "macroEnabled.main+xml")
        assert "宏" in refusal(word(p("正文"), extra=[("[Content_Types].xml", types)]))
        assert "不支持 .docm" in refusal(word(p("正文")), "a.docm")

    def test_I47_mutated(self):
        rng, whole = random.Random(7), word(p("第一条") + listed("甲"), numbering=numbering(("decimal", "%1.")))
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(rng.randrange(1, 6)):
                data[rng.randrange(len(data))] = rng.randrange(256)
            try:
                assert read("a.docx", bytes(data)).text
            except Refused as refused:
                assert "a.docx" in str(refused)


class TestLeftOut:
    @pytest.mark.parametrize("inner", [
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", f"<w:moveFrom>{r('移')}</w:moveFrom>", "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        r("隐", "<w:vanish/>"), "<w:commentRangeStart w:id='1'/>",
        f"<mc:AlternateContent><mc:Fallback>{r('备')}</mc:Fallback></mc:AlternateContent>",
        "<w:r><w:ruby><w:rt><w:r><w:t>zhèng</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>", "<w:r><w:br w:type='page'/></w:r>",
    ])
    def test_words_that_are_not_read(self, inner):
        assert text_of(f"<w:p>{r('正')}{inner}{r('文')}</w:p>") == "正文\n"

    def test_automatic_contents_with_a_remark(self):
        styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
        raw = read("a.docx", word(p("总则 1", '<w:pStyle w:val="T"/>') + p("正文"), styles=styles))
        assert raw.text == "正文\n" and raw.notes == ("自动目录已略去",)

    @pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://127.0.0.1:9/"])
    def test_I16_I18_targets_of_links_and_pictures(self, scheme):
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="l" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{scheme}" TargetMode="External"/>'
            f'<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="{scheme}" TargetMode="External"/>'
            f'<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="{scheme}" TargetMode="External"/></Relationships>'
        )
        body = f"<w:p><w:hyperlink r:id='l'>{r('见链接')}</w:hyperlink></w:p>"
        assert text_of(body, extra=[("word/_rels/document.xml.rels", relations)]) == "见链接\n"


class TestNumbers:
    def test_policy_levels(self):
        levels = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))
        body = "".join(listed(text, 1, level) for text, level in (
            ("总体要求", 0), ("指导思想", 1), ("基本原则", 1), ("坚持", 2), ("甲", 3), ("任务", 0), ("重点", 1), ("一", 2), ("二", 2),
        ))
        assert text_of(body, numbering=levels).split("\n\n") == [
            "一、总体要求", "（一）指导思想", "（二）基本原则", "1. 坚持", "（1）甲", "二、任务", "（一）重点", "1. 一", "2. 二\n",
        ]

    def test_articles_run_on_through_chapters(self):
        levels = numbering(("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"))
        levels = levels.replace('<w:lvlText w:val="第%2条"/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="第%2条"/>')
        body = "".join(listed(text, 1, level) for text, level in (("总则", 0), ("甲", 1), ("乙", 1), ("分则", 0), ("丙", 1)))
        assert text_of(body, numbering=levels).split("\n\n") == ["第一章 总则", "第一条 甲", "第二条 乙", "第二章 分则", "第三条 丙\n"]

    def test_several_levels_in_one_number(self):
        levels = numbering(("chineseCounting", "%1"), ("decimal", "%1.%2")).replace('<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>')
        assert text_of(listed("甲", 1, 0) + listed("乙", 1, 1), numbering=levels) == "一 甲\n\n1.1 乙\n"

    def test_two_lists_of_one_definition_run_on_unless_started_anew(self):
        lists = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/>{more}</w:num>' for i, more in (
            (1, ""), (2, ""), (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        ))
        body = listed("甲", 1) + listed("乙", 2) + listed("丙", 3) + listed("丁", 3)
        assert text_of(body, numbering=numbering(("decimal", "%1."), lists=lists)).split("\n\n") == ["1. 甲", "2. 乙", "1. 丙", "2. 丁\n"]

    def test_bullets_unknown_lists_and_lists_turned_off(self):
        body = listed("甲") + listed("乙", 9) + listed("丙", 0) + listed("丁", 1, 7)
        assert text_of(body, numbering=numbering(("bullet", "·"))) == "甲\n\n乙\n\n丙\n\n丁\n"

    def test_an_empty_paragraph_is_counted_and_prints_its_number(self):
        cell = "<w:tc>{}</w:tc>"
        rows = "".join(f"<w:tr>{cell.format(listed(''))}{cell.format(p(words))}</w:tr>" for words in ("甲", "乙"))
        body = listed("子") + listed("") + f"<w:tbl>{rows}</w:tbl>" + listed("丑") + listed("", 2)
        lists = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i - 1}"/></w:num>' for i in (1, 2))
        bullet = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>'
        expected = "1. 子\n\n2.\n\n| 3. | 甲 |\n| --- | --- |\n| 4. | 乙 |\n\n5. 丑\n"
        assert text_of(body, numbering=numbering(("decimal", "%1."), lists=bullet + lists)) == expected

    def test_numbers_that_come_with_a_style(self):
        styles = """<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="B"><w:name w:val="my"/><w:basedOn w:val="A"/></w:style>"""
        levels = numbering(("chineseCounting", "%1、"))
        body = p("甲", '<w:pStyle w:val="A"/>') + p("乙", '<w:pStyle w:val="B"/>') + p("丙", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        assert text_of(body, styles=styles, numbering=levels) == "## 一、甲\n\n## 二、乙\n\n## 丙\n"

    @pytest.mark.parametrize("number, kind, text", [
        (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"), (20, "chineseCounting", "二十"), (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"), (1260, "chineseCountingThousand", "一千二百六十"), (1005, "chineseCountingThousand", "一千零五"),
        (3, "chineseLegalSimplified", "叁"), (20, "decimalEnclosedCircleChinese", "⑳"), (21, "decimalEnclosedCircle", "㉑"), (51, "decimalEnclosedCircle", "51"),
        (2, "ideographTraditional", "乙"), (12, "decimalFullWidth", "１２"), (7, "decimalZero", "07"), (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"),
        (2025, "ideographDigital", "二〇二五"), (3, "no such", "3"), (0, "chineseCounting", "0"), (99_999, "chineseCounting", "99999"),
    ])
    def test_formats(self, number, kind, text):
        assert counted(number, kind) == text


class TestBody:
    def test_headings_by_style_by_outline_level_and_title(self):
        styles = """<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
            <w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style><w:style w:styleId="y"><w:basedOn w:val="x"/></w:style>"""
        body = p("题", '<w:pStyle w:val="t"/>') + p("章", '<w:pStyle w:val="1"/>') + p("节", '<w:outlineLvl w:val="1"/>')
        body += p("文", '<w:outlineLvl w:val="9"/>') + p("长" * 200, '<w:outlineLvl w:val="0"/>') + p("环", '<w:pStyle w:val="x"/>')
        assert text_of(body, styles=styles).split("\n\n") == ["# 题", "## 章", "### 节", "文", "长" * 200, "环\n"]

    @pytest.mark.parametrize(("bold", "more", "headings"), [
        (("目标", "措施"), "", 2),
        (("目标",), "", 0),  # one alone is emphasis
        (("目标", "措施"), p("一、总则"), 0),  # there are labels
        (("目标。", "措施，"), "", 0),
        (("2024年3月", "2024年5月"), "", 0),
        (("长" * 30, "短" * 30), "", 0),
    ])
    def test_lines_that_are_bold_alone_are_headings_where_nothing_else_is(self, bold, more, headings):
        body = p("现提出以下意见。") + more + "".join(f"<w:p>{r(line, '<w:b/>')}</w:p>" + p("逐步落实到位。") for line in bold)
        assert text_of(body).count("## ") == headings

    def test_revisions_as_accepted(self):
        body = f"<w:p><w:ins>{r('新增')}</w:ins><w:moveTo>{r('移来')}</w:moveTo></w:p>"
        body += f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('前半')}</w:p>" + p("后半")
        assert text_of(body) == "新增移来\n\n前半后半\n"

    def test_line_breaks_end_paragraphs_but_not_in_a_centred_title(self):
        lines = "<w:r><w:t>甲的</w:t><w:br/><w:t>通知</w:t></w:r>"
        assert text_of(f"<w:p>{lines}</w:p><w:p><w:pPr><w:jc w:val='center'/></w:pPr>{lines}</w:p>") == "甲的\n\n通知\n\n甲的通知\n"

    def test_notes(self):
        body = f"<w:p>{r('甲')}<w:r><w:footnoteReference w:id='2'/></w:r>{r('乙')}<w:r><w:endnoteReference w:id='2'/></w:r></w:p>"
        notes = {kind: f"<w:{kind[:-1]} w:id='2'>{p(words)}{p('又')}</w:{kind[:-1]}>" for kind, words in (("footnotes", "脚注"), ("endnotes", "尾注"))}
        assert text_of(body, **notes) == "甲[^1]乙[^2]\n\n[^1]: 脚注 又\n\n[^2]: 尾注 又\n"

    def test_I17_ten_thousand_notes(self):
        body = "<w:p>" + "".join(f"<w:r><w:footnoteReference w:id='{i}'/></w:r>" for i in range(10_000)) + "</w:p>"
        notes = "".join(f"<w:footnote w:id='{i}'>{p('注')}</w:footnote>" for i in range(10_000))
        assert text_of(body, footnotes=notes).endswith("[^10000]: 注\n")

    def test_note_that_refers_to_itself_or_to_none(self):
        loop = "<w:footnote w:id='1'><w:p><w:r><w:t>环</w:t><w:footnoteReference w:id='1'/></w:r></w:p></w:footnote>"
        body = f"<w:p>{r('甲')}<w:r><w:footnoteReference w:id='1'/><w:footnoteReference w:id='8'/></w:r></w:p>"
        assert text_of(body, footnotes=loop) == "甲[^1][^2]\n\n[^1]: 环\n"

    def test_text_boxes_once(self):
        box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
        both = (f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
                f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>")
        assert text_of(f"<w:p>{r('正文')}<w:r>{both}</w:r>{r('后文')}</w:p>") == "正文后文\n\n框内\n"

    def test_content_controls_fields_and_formulas(self):
        body = f"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:sdt><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
        body += f"<w:fldSimple w:instr='DATE'>{r('2025年')}</w:fldSimple><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p></w:sdtContent></w:sdt>"
        assert text_of(body) == "控件2025年x+1\n"

    @pytest.mark.parametrize("inner, text", [
        ("<w:sym w:font='Wingdings 2' w:char='F0A8'/>", "□"), ("<w:sym w:font='Wingdings' w:char='F0FE'/>", "☑"), ("<w:sym w:font='x' w:char='F001'/>", ""),
        ("<w:sym w:font='仿宋_GB2312' w:char='2460'/>", "①"), ("<w:sym w:char='zz'/>", ""), ("<w:sym/>", ""), ("<w:sym w:char='D800'/>", ""),
    ])
    def test_symbols(self, inner, text):
        assert text_of(f"<w:p>{r('甲')}<w:r>{inner}</w:r>{r('乙')}</w:p>") == f"甲{text}乙\n"

    def test_raised_figures_are_no_part_of_a_number(self):
        up = '<w:vertAlign w:val="superscript"/>'
        assert text_of(f"<w:p>{r('50m')}{r('2', up)}{r('，第2')}{r('[1]', up)}</w:p>") == "50m²，第2[1]\n"

    def test_a_heading_drawn_as_word_art(self):
        assert text_of(f"<w:p><w:r><w:pict><v:shape><v:textpath string='某省人民政府文件'/></v:shape></w:pict></w:r></w:p>{p('正文')}") == "某省人民政府文件\n\n正文\n"

    def test_contents_in_a_control_of_their_own(self):
        kind = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        raw = read("a.docx", word(f"<w:sdt>{kind}<w:sdtContent>{p('目　录')}{p('一、要求 1')}</w:sdtContent></w:sdt>{p('正文')}"))
        assert raw.text == "正文\n" and raw.notes == ("自动目录已略去",)

    def test_strict_documents(self):
        data = word(p("正文"))
        strict = f"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>{p('严格')}</w:body></w:document>"
        assert read("a.docx", data).text == "正文\n"
        assert text_of("", extra=[("word/document.xml", strict)]) == "严格\n"

    def test_I07_marks_and_hidden_characters(self):
        assert text_of(p("# 甲\u202e乙\u200b") + p("| 丙")) == "\\# 甲乙\n\n\\| 丙\n"


class TestTables:
    CELL = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"

    def table(self, *rows: list[tuple[str, str]]) -> str:
        inner = "".join("<w:tr>" + "".join(self.CELL.format(how, p(words)) for words, how in row) + "</w:tr>" for row in rows)
        return f"<w:tbl>{inner}</w:tbl>"

    def test_merged_both_ways(self):
        start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        body = self.table([("甲", '<w:gridSpan w:val="2"/>'), ("乙", "")], [("丙", start), ("丁|", ""), ("戊", "")], [("不", on), ("己", ""), ("庚", "")])
        assert text_of(body) == "| 甲 |  | 乙 |\n| --- | --- | --- |\n| 丙 | 丁\\| | 戊 |\n|  | 己 | 庚 |\n"

    def test_one_column_is_a_box_of_paragraphs(self):
        assert text_of(self.table([("专栏1 工程", "")], [("1.甲", "")])) == "专栏1 工程\n\n1.甲\n"

    def test_table_in_a_cell_gives_its_words(self):
        inner = self.table([("甲", ""), ("乙", "")])
        outer = f"<w:tbl><w:tr><w:tc>{inner}{p('丙')}</w:tc><w:tc>{p('丁')}</w:tc></w:tr><w:tr><w:tc>{p('戊')}</w:tc></w:tr></w:tbl>"
        assert text_of(outer) == "| 甲 乙 丙 | 丁 |\n| --- | --- |\n| 戊 |  |\n"

    def test_a_deleted_row_is_gone(self):
        body = self.table([("甲", ""), ("乙", "")], [("丙", ""), ("丁", "")]).replace("<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space=\"preserve\">丙", "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>丙")
        assert "丙" not in text_of(body)

    def test_absurd_spans(self):
        row = [("甲", '<w:gridSpan w:val="99999999"/>'), ("乙", '<w:gridSpan w:val="-3"/>')]
        assert text_of(self.table(row, row)).startswith("| 甲 |")

    @pytest.mark.parametrize("rows", [
        [[("甲市财政局</w:t><w:br/><w:t>2020年12月3日", ""), ("甲市民政局</w:t><w:br/><w:t>2020年12月3日", "")]],
        [[("甲市财政局", ""), ("甲市民政局", "")], [("2020年12月3日", ""), ("2020年12月3日", "")]],
    ])
    def test_who_signs_with_a_day_each_stands_above_the_days(self, rows):
        assert text_of(self.table(*rows)) == "甲市财政局 甲市民政局\n\n2020年12月3日 2020年12月3日\n"

    def test_a_table_that_only_lays_out_words_is_lines(self):
        head = self.table([("某政发〔2021〕12号", ""), ("签发人：张某", "")])
        imprint = self.table([("抄送：省委各部门。", '<w:gridSpan w:val="2"/>')], [("某省人民政府办公厅", ""), ("2021年3月6日印发", "")])
        assert text_of(head + imprint).split("\n\n") == ["某政发〔2021〕12号 签发人：张某", "抄送：省委各部门。", "某省人民政府办公厅 2021年3月6日印发\n"]
