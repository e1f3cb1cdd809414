"""Word documents that include whole files (``w:altChunk``)."""
import pytest

from documents.formats import read

from .word import KIND, p, word

HERE = "<w:altChunk r:id='c'/>"
MHT = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"=x\"\r\n\r\n--=x\r\n"
    "Content-Type: text/html; charset=\"{charset}\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
)
END = b"\r\n--=x--\r\n"
PAGE = "<html><head><title>x</title><style>p {}</style></head><body><h1>甲市办法</h1><p>第一条 为了管理。</p></body></html>"
READ = "# 甲市办法\n\n第一条 为了管理。\n"


def including(chunk: bytes | str, name: str = "chunk.bin", body: str = HERE, target: str = "", mode: str = "") -> bytes:
    relation = f'<Relationship Id="c" Type="{KIND}/aFChunk" Target="{target or name}" {mode}/>'
    return word(body, relations=relation, extra=[(f"word/{name}", chunk)])


def rtf(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def quoted(text: str) -> bytes:
    return "".join(f"={byte:02X}" for byte in text.encode()).encode()


@pytest.mark.parametrize("chunk", [
    PAGE,
    "\ufeff" + PAGE,
    PAGE.replace("<head>", "<head><meta charset='gb2312'>").encode("gbk"),
    MHT.format(charset="utf-8", encoding="quoted-printable").encode() + quoted(PAGE) + END,
    MHT.format(charset="gb2312", encoding="8bit").encode() + PAGE.encode("gbk") + END,
    word(p("甲市办法") + p("第一条 为了管理。")),
    "甲市办法\r\n第一条 为了管理。",
    "甲市办法\n第一条 为了管理。".encode("gbk"),
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}" + rtf("甲市办法") + r"\par " + rtf("第一条 为了管理。") + r"\par}",
    r"{\rtf1\ansi\uc1 \u30002?\u24066?\u21150?\u27861?\par \u31532?\u19968?\u26465? \u20026?\u20102?\u31649?\u29702?\u12290?\par}",
])
def test_a_chunk_of_any_kind_is_text_of_the_document(chunk):
    raw = read("a.docx", including(chunk))
    assert raw.text.removeprefix("# ") == READ.removeprefix("# ") and raw.notes == () and raw.characters == 12


def test_what_it_leaves_out_is_listed():
    raw = read("a.docx", including(word(p("甲市办法") + "<w:p><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>")))
    assert [(piece.what, piece.text) for piece in raw.left_out] == [("修订中删去的文字", "乙")] and raw.characters == 5
    assert raw.notes == ("略去修订中删去的文字“乙”",)


def test_it_stands_where_it_is_included():
    raw = read("a.docx", including("<p>中</p>", body=p("前") + HERE + p("后")))
    assert raw.text == "前\n\n中\n\n后\n"


def test_a_target_from_the_root_of_the_package():
    assert read("a.docx", including(PAGE, target="/word/chunk.bin")).text == READ


def test_rows_of_rtf_are_a_table():
    rows = r"{\rtf1\ansi \trowd a\cell b\cell\row \trowd c\cell d\cell\row \pard e\par}"
    assert read("a.docx", including(rows)).text == "| a | b |\n| --- | --- |\n| c | d |\n\ne\n"


def test_all_of_a_page_is_read_also_what_a_site_would_put_around_a_text():
    assert read("a.docx", including("<div class='footer'>甲</div><div>乙</div>")).text == "甲\n\n乙\n"


class TestLeftOut:
    @pytest.mark.parametrize("chunk, why", [
        (b"PK\x03\x04", "已损坏"), (b"MIME-Version: 1.0\nContent-Type: image/png\n\n", "没有网页或文字"), (b"\xff\x00\x81", "编码"),
    ])
    def test_what_cannot_be_read_is_told(self, chunk, why):
        (note,) = read("a.docx", including(chunk, body=p("前") + HERE)).notes
        assert note.startswith("内嵌的文件没有读取") and why in note

    @pytest.mark.parametrize("target, mode", [("http://127.0.0.1:9/a.html", "TargetMode='External'"), ("../../etc/passwd", ""), ("b.html", "")])
    def test_what_is_not_in_the_package_is_never_fetched(self, target, mode):
        (note,) = read("a.docx", including(PAGE, body=p("前") + HERE, target=target, mode=mode)).notes
        assert "不在文件里" in note

    def test_documents_that_include_one_another_end(self):
        chunk = word(p("底"))
        for _ in range(4):
            chunk = including(chunk, body=p("层") + HERE)
        raw = read("a.docx", chunk)
        assert raw.text.count("层") == 3 and "底" not in raw.text and raw.notes == ("内嵌的文件没有读取：嵌套过深",)
