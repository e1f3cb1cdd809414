"""Text in pictures."""
import struct
import zlib

import pytest

from documents import formats
from documents.analysis import Source, analyse, read
from documents.formats import RawText, Refused, ocr, supported
from documents.formats import scans as scanned

from . import scans
from .portable import article, pdf

pytestmark = pytest.mark.site

PNG = b"\x89PNG\r\n\x1a\n"
EMPTY_PAGE = pdf("")


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_that_claims(width: int, height: int) -> bytes:
    return PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def refusal(name: str, data: bytes, **more) -> str:
    with pytest.raises(Refused) as caught:
        read(Source(name, data, **more))
    return str(caught.value)


def joined(*documents: bytes) -> bytes:
    """The pages of several PDFs as one."""
    import io

    import pypdfium2

    whole, buffer = pypdfium2.PdfDocument.new(), io.BytesIO()
    for document in documents:
        whole.import_pages(pypdfium2.PdfDocument(document))
    whole.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def recognition():
    scans.needed()


def test_where_lines_that_are_not_sure_stand_is_told_in_parts_of_the_page(recognition):
    from documents.formats.ocr.layout import unsure_lines
    from documents.formats.ocr.lines import Lines, Recognised

    lines = [Recognised("清楚", 50, 150, 700, 12, 0.99), Recognised("不清", 59.5, 119, 421 - 0.36 * 20, 20, 0.5)]
    (line,) = unsure_lines({1: Lines(lines[:1], 595, 842), 3: Lines(lines, 595, 842)})
    assert (line.page, line.text) == (3, "不清")
    assert [round(part, 3) for part in (line.left, line.width, line.top + line.height / 2, line.height)] == [0.1, 0.1, 0.5, 0.036]


class TestWithoutLeave:
    """In a web request nothing is recognised."""

    @pytest.mark.parametrize("name, data", [("a.png", PNG + bytes(30)), ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(30)), ("a.tif", b"II*\0" + bytes(30)), ("a.pdf", EMPTY_PAGE)])
    def test_the_ways_that_there_are_are_named(self, monkeypatch, name, data):
        monkeypatch.setattr(scanned, "missing", lambda: "")
        said = refusal(name, data)
        assert "import_documents" in said or scanned.INSTALL in said  # the sandbox's process knows nothing of a test

    def test_what_is_missing_is_named(self, monkeypatch):
        monkeypatch.setattr(scanned, "missing", lambda: scanned.INSTALL)
        assert "make ocr" in str(scanned.scanned())
        with pytest.raises(Refused, match="make ocr"):
            ocr.recognise(".png", PNG)

    def test_pictures_are_offered_where_they_can_be_recognised(self):
        assert (".png" in supported()) is not bool(scanned.missing()) and ".png" not in supported(at_once=True)


def test_what_was_recognised_says_so(monkeypatch):
    monkeypatch.setattr(formats, "recognised", lambda name, data: RawText("甲市办法\n", notes=("可能有错字",), is_recognised=True))
    analysed = analyse(Source("a.png", PNG + bytes(30), recognise=True), frozenset())
    assert analysed.is_recognised and analysed.title == "甲市办法" and "可能有错字" in analysed.warnings
    assert not analyse(Source("a.txt", "甲市办法".encode(), recognise=True), frozenset()).is_recognised


@pytest.mark.usefixtures("recognition")
class TestRecognised:
    def test_a_page(self):
        raw = read(Source("a.png", scans.saved(scans.scan(), "PNG"), recognise=True))
        assert raw.text.split("\n\n") == [
            "甲档〔2024〕3号", "关于开展档案检查工作的通知", "各区档案局，各有关单位：", scans.PARAGRAPH, "一、检查时间（试行）", "2024年4月1日至30日。",
            "甲市档案局", "2024年3月1日\n",
        ]
        assert raw.is_recognised and "校对" in raw.notes[0]

    @pytest.mark.parametrize("kind, name", [("JPEG", "a.jpg"), ("TIFF", "a.tif"), ("PDF", "a.pdf")])
    def test_every_kind_of_picture(self, kind, name):
        head = scans.scan().crop((0, 0, 1654, 420))
        assert "甲档〔2024〕3号" in read(Source(name, scans.saved(head, kind), recognise=True)).text

    def test_a_worn_page(self):
        from evaluation.ocr.__main__ import bare, distance

        raw = read(Source("a.png", scans.saved(scans.scan(worn=True), "PNG"), recognise=True))
        wanted = bare("".join(text for text, _ in scans.lines()))
        assert distance(wanted, bare(raw.text)) <= 0.03 * len(wanted)

    def test_pages_of_one_file(self):
        page = scans.scan().crop((0, 0, 1654, 420))
        raw = read(Source("a.tif", scans.saved(page, "TIFF", save_all=True, append_images=[page]), recognise=True))
        assert raw.text.count("甲档〔2024〕3号") == 2

    def test_a_scanned_page_among_pages_of_text(self):
        scanned_page = scans.saved(scans.scan().crop((0, 0, 1654, 420)), "PDF")
        data = joined(pdf(article(("甲市档案局文件", 200), ("各区档案局：", 90))), scanned_page, pdf(article(("附件请登录网站下载。", 90))))
        (note,) = [note for note in read(Source("a.pdf", data)).notes if "只有图片" in note]
        raw = read(Source("a.pdf", data, recognise=True))
        places = [raw.text.find(words) for words in ("甲市档案局文件", "甲档〔2024〕3号", "附件请登录网站下载。")]
        assert "第 2 页" in note and -1 < places[0] < places[1] < places[2] and raw.text.count("各区档案局：") == 1
        assert raw.is_recognised and "第 2 页的文字由图片识别" in raw.notes[0] and not any("既没有读入" in note for note in raw.notes)

    def test_text_is_read_where_its_pictures_are_not(self, monkeypatch):
        def fails(name, data):
            raise Refused("扫描件超过 200 页")

        monkeypatch.setattr(formats, "recognised", fails)
        data = joined(pdf(article(("甲市档案局文件", 200))), scans.saved(scans.scan().crop((0, 0, 99, 99)), "PDF"))
        raw, analysed = read(Source("a.pdf", data, recognise=True)), analyse(Source("a.pdf", data, recognise=True), frozenset())
        assert raw.text == "甲市档案局文件\n" and "扫描件超过" in raw.notes[-1] and any("扫描件超过" in warning for warning in analysed.warnings)

    def test_an_empty_page(self):
        from PIL import Image

        assert "没有识别出文字" in refusal("a.png", scans.saved(Image.new("L", (600, 800), 255), "PNG"), recognise=True)

    @pytest.mark.parametrize("data, words", [
        (PNG + bytes(100), "已损坏"), (png_that_claims(30_000, 30_000), "万像素|已损坏"), (png_that_claims(0, 9), "已损坏"),
    ])
    def test_damaged_and_hostile(self, data, words):
        with pytest.raises(Refused, match=words):
            read(Source("a.png", data, recognise=True))

    def test_too_many_pages(self):
        from PIL import Image

        page = Image.new("1", (8, 8))
        data = scans.saved(page, "TIFF", save_all=True, append_images=[page] * ocr.MOST_PAGES)
        assert "超过 200 页" in refusal("a.tif", data, recognise=True)


@pytest.mark.usefixtures("recognition")
class TestMarks:
    @pytest.mark.parametrize("text, printed", [
        ("甲档 [2024] 3号", "甲档 [2024] 3号"), ("办法(试行),自2024-05-01起", "办法（试行），自2024-05-01起"), ("甲档 〔2024〕 3号（附件1)", "甲档〔2024〕3号（附件1）"),
        ("(一)总体要求:", "（一）总体要求："), ("a, b (c); d", "a, b (c); d"), ("时间:9:30", "时间：9:30"), ("1,234.5元", "1,234.5元"),
    ])
    def test_marks_beside_chinese_are_chinese(self, text, printed):
        from documents.formats.ocr.lines import with_chinese_marks

        assert with_chinese_marks(text) == printed
