"""OFD documents (GB/T 33190)."""
import pytest

from documents.formats import Refused, read
from documents.sandbox import Limits

from .ofd import EM, article, ofd, text

LONG = "为进一步加强档案管理工作提高档案利用水平服务经济社会发展"  # as wide as the lines of an official document
NOTICE = article(
    ("关于开展档案检查的通知", 8), ("各区档案局：", 0), (LONG[:26], 2), ("决定开展检查，现通知如下。", 0), ("一、检查时间。2024年4月。", 2),
    ("甲市档案局", 18), ("2024年3月1日", 17),
)
READ = f"关于开展档案检查的通知\n\n各区档案局：\n\n{LONG[:26]}决定开展检查，现通知如下。\n\n一、检查时间。2024年4月。\n\n甲市档案局\n\n2024年3月1日\n"


def test_lines_become_paragraphs():
    raw = read("a.ofd", ofd(NOTICE))
    assert raw.text == READ and raw.notes == ()


def test_glyphs_that_stand_alone_are_one_line():
    single = "".join(text(character, 28 + EM * place, 60) for place, character in enumerate("关于印发《办法》的通知"))
    assert read("a.ofd", ofd(single)).text == "关于印发《办法》的通知\n"


def test_text_that_is_drawn_twice_to_be_bold_is_read_once():
    assert read("a.ofd", ofd(text("甲市文件", 28, 60) * 2)).text == "甲市文件\n"


def test_order_is_that_of_the_page():
    assert read("a.ofd", ofd(text("第二行。", 28, 80) + text("第一行。", 28, 60))).text == "第一行。\n\n第二行。\n"


def test_text_of_a_template_stands_on_its_page():
    assert read("a.ofd", ofd(text("正文。", 28, 80), template=text("甲市人民政府文件", 28, 40))).text == "甲市人民政府文件\n\n正文。\n"


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_are_left_out():
    first = article(*[(LONG[:28], 0)] * 20, top=40) + text("— 1 —", 100, 285, 4)
    second = article((LONG[:10] + "。", 0), ("第二段。", 2), *[(LONG[:28], 0)] * 5, top=40) + text("— 2 —", 100, 285, 4)
    raw = read("a.ofd", ofd(first, second))
    assert raw.text.startswith(LONG[:28] * 20 + LONG[:10] + "。\n\n第二段。") and "— 1 —" not in raw.text and "页码" in raw.notes[0]


def test_pages_without_content_are_told():
    raw = read("a.ofd", ofd(NOTICE, NOTICE, missing=[1]))
    assert raw.text == READ and "第 2 页" in raw.notes[0]
    raw = read("a.ofd", ofd(NOTICE, NOTICE, extra=[("Doc_0/Pages/Page_1/Content.xml", "<broken")]))
    assert raw.text == READ and "第 2 页" in raw.notes[0]


class TestRefused:
    @pytest.mark.parametrize("data, words", [
        (b"words", "已损坏"), (b"PK\x03\x04", "已损坏"), (ofd(), "没有文字"), (ofd(""), "扫描件"), (ofd(NOTICE)[:400], "已损坏"),
        (ofd(NOTICE, extra=[("OFD.xml", "<a/>")]), "已损坏"),
        (ofd(NOTICE, extra=[("Doc_0/Document.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")]), "DTD"),
        (ofd(NOTICE, extra=[("Doc_0/Document.xml", "<a>" * 100_000 + "</a>" * 100_000)]), "没有文字"),
        (ofd(*["<x/>"] * 2_001), "超过 2000"),
    ])
    def test_what_is_none(self, data, words):
        with pytest.raises(Refused, match=words):
            read("a.ofd", data)

    def test_a_package_that_grows_without_end(self):
        with pytest.raises(Refused, match="201 MB"):
            read("a.ofd", ofd(NOTICE, extra=[("Doc_0/Res/a.png", bytes(201 << 20))]))

    def test_a_composite_that_holds_itself_ends(self, monkeypatch):
        monkeypatch.setattr("documents.formats.reading.LIMITS", Limits(cpu=2))
        unit = '<ofd:CompositeObject ResourceID="5" Boundary="0 0 9 9"/>' * 2
        resources = (
            '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="5" Width="9" Height="9">'
            f"<ofd:Content>{unit}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
        )
        document = (
            '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>'
            '<ofd:Pages><ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'
        )
        with pytest.raises(Refused, match="超时|超出"):
            read("a.ofd", ofd(unit, extra=[("Doc_0/PublicRes.xml", resources), ("Doc_0/Document.xml", document)]))
