"""A Word file in the layout of official documents: GB/T 9704—2012《党政机关公文格式》, without the red head.

A4 with a type area of 156 × 225 mm, 22 lines a page (5.2.1, 5.2.3); the title in 2号小标宋, the text in 3号仿宋, its headings
一、 in 黑体 and （一） in 楷体 (7.3.1, 7.3.3); page numbers in 4号宋体 between dashes, outside (7.5).
"""
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.vocabulary.characters import clean_xml

from .blocks import Block, BlockType, Run
from .paper import Paper
from .plain import body, colophon, has_notice

TITLE_FONT, TEXT_FONT, FIRST_FONT, SECOND_FONT, NUMBER_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
SIZE_2, SIZE_3, SIZE_4 = Pt(22), Pt(16), Pt(14)
LINE = Pt(28.9)
FONTS_OF_LEVELS = {2: FIRST_FONT, 3: SECOND_FONT}
_CENTRED = {BlockType.NOTICE_HEAD, BlockType.TITLE}


def word(paper: Paper) -> bytes:
    """A .docx whose headings make an outline, with its title and author in its properties."""
    document = docx.Document()
    _lay_out(document)
    _properties(document, paper)
    if not has_notice(paper):
        _title(document, paper.title)
        if paper.number:
            _centred(document, paper.number)
        document.add_paragraph()
    for place, block in enumerate(body(paper)):
        _add(document, block, place)
    document.add_paragraph()
    for line in colophon(paper):
        _paragraph(document, (Run(line),), size=SIZE_4).paragraph_format.first_line_indent = Pt(0)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_out(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    normal = document.styles["Normal"]
    normal.font.size = SIZE_3
    _set_font(normal, TEXT_FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = LINE
    normal.paragraph_format.space_after = Pt(0)
    for level in range(1, 6):
        style = document.styles[f"Heading {level}"]
        style.font.size, style.font.color.rgb, style.font.bold = SIZE_3, None, False
        _set_font(style, FONTS_OF_LEVELS.get(level + 1, TEXT_FONT))
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _properties(document: Any, paper: Paper) -> None:
    known, when = document.core_properties, datetime.combine(paper.modified_on, time()) if paper.modified_on else None
    known.title, known.author, known.language = clean_xml(paper.title)[:255], clean_xml("、".join(paper.bodies))[:255], "zh-CN"
    known.comments, known.identifier = "", paper.address[:255]
    if when:
        known.created = known.modified = when


def _add(document: Any, block: Block, place: int) -> None:
    if block.type is BlockType.TABLE:
        return _table(document, block)
    if block.type is BlockType.HEADING:
        heading = document.add_heading(clean_xml(block.text), level=min(max(block.level - 1, 1), 5))
        if block.is_chapter:
            heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            heading.paragraph_format.first_line_indent = SIZE_3 * 2
        return None
    if block.type in _CENTRED:
        is_title = block.type is BlockType.TITLE or place == 0
        paragraph = _title(document, block.text) if is_title else _centred(document, block.text)
        paragraph.paragraph_format.page_break_before = block.type is BlockType.TITLE and place > 0
        return None
    lead = (Run(f"{block.lead}　", is_bold=True),) if block.lead else ()
    paragraph = _paragraph(document, lead + block.runs)
    if block.type is BlockType.ADDRESSEE:
        paragraph.paragraph_format.first_line_indent = Pt(0)
    elif block.type is BlockType.SIGNATURE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = SIZE_3 * 2
    return None


def _title(document: Any, text: str) -> Any:
    paragraph = document.add_heading(level=1)
    run = paragraph.add_run(clean_xml(text))
    run.font.size = SIZE_2
    _set_font(run, TITLE_FONT)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(36)
    return paragraph


def _centred(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph(clean_xml(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _paragraph(document: Any, runs: tuple[Run, ...], size: Pt = SIZE_3) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = size * 2
    for run in runs:
        added = paragraph.add_run(clean_xml(run.text))
        added.font.bold, added.font.size = run.is_bold or None, size
    return paragraph


def _table(document: Any, block: Block) -> None:
    if block.text:
        _centred(document, block.text)
    columns = max((len(row) for row in block.rows), default=0)
    if not columns:
        return
    table = document.add_table(rows=len(block.rows), cols=columns)
    table.style = "Table Grid"
    for cells, values in zip(table.rows, block.rows, strict=True):
        for cell, value in zip(cells.cells, values, strict=False):
            cell.text = clean_xml(value)


def _number_pages(footer: Any, alignment: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = paragraph.add_run(text)
        run.font.size = SIZE_4
        _set_font(run, NUMBER_FONT)
        if field:
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            run._r.addprevious(simple)
            simple.append(run._r)


def _set_font(styled: Any, name: str) -> None:
    """For Chinese and Latin characters alike."""
    styled.font.name = name
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
