"""Word documents of other ages and makes, which LibreOffice converts."""
import subprocess
from pathlib import Path

import pytest

from documents.analysis import Source, analyse
from documents.formats import Refused, libreoffice, read, supported, zips
from documents.formats.readers.office import as_docx
from documents.sandbox import Limits

from . import office
from .test_docx_chunks import MHT
from .word import p, word

pytestmark = pytest.mark.site

SAMPLES = Path(__file__).parents[2] / "samples" / "formats" / "in"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DOC = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
EXTENSIONS = (".doc", ".wps", ".rtf", ".odt")


@pytest.fixture
def libre():
    office.needed()


@pytest.fixture
def without(monkeypatch):
    monkeypatch.setattr(libreoffice, "program", lambda: None)


@pytest.fixture
def folders(monkeypatch, tmp_path):
    """Where the folders for conversions are made."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read(name, data)
    return str(caught.value)


class TestWithoutLibreOffice:
    @pytest.mark.parametrize("name, data", [("a.doc", DOC), ("a.WPS", DOC), ("a.rtf", b"{\\rtf1 x}"), ("a.odt", office.odt(""))])
    def test_what_to_install_is_said(self, without, name, data):
        assert "apt install libreoffice-writer-nogui" in refusal(name, data) and ".docx" in refusal(name, data)

    def test_it_is_not_offered(self, without):
        assert not set(EXTENSIONS) & set(supported())


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_it_is_offered_where_it_is_installed(libre, extension):
    assert extension in supported()


@pytest.mark.parametrize("data", [
    word(p("甲市办法")), b"<html><body><p>" + "甲市办法".encode("gbk") + b"</body></html>",
    MHT.format(charset="utf-8", encoding="8bit").encode() + "<p>甲市办法</p>".encode() + b"\r\n--=x--",
])
def test_what_only_calls_itself_doc_is_read_as_what_it_is(data, without):
    assert read("a.doc", data).text == "甲市办法\n"


def test_an_import_reads_it_under_its_own_name(libre):
    data = (SAMPLES / "old_notice.doc").read_bytes()
    analysed = analyse(Source("【某省人民政府】《关于促进高质量发展的意见》（某政发〔2021〕12号）.doc", data), frozenset())
    assert analysed.number == "某政发〔2021〕12号" and "第一条" in analysed.markdown


class TestHostile:
    def test_no_link_is_followed(self, libre, tmp_path):
        secret = tmp_path / "secret.txt"
        secret.write_text("SECRET")
        linked = office.odt(
            f'<text:p>正文</text:p><text:section text:name="a"><text:section-source xlink:href="{secret.as_uri()}" text:filter-name="Text"/></text:section>'
        )
        field = f"{{\\rtf1 text {{\\field{{\\*\\fldinst INCLUDETEXT \"{secret}\"}}{{\\fldrslt old}}}}\\par}}"
        assert "SECRET" not in read("a.odt", linked).text and "SECRET" not in read("a.rtf", field.encode()).text

    def test_no_macro_runs(self, libre):
        macro = 'Sub Main\nThisComponent.Text.String = "MACRO"\nEnd Sub'
        library = '<?xml version="1.0"?><{0} xmlns:library="http://openoffice.org/2000/library" {1}</{0}>'
        before = (
            '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" '
            'xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document" xlink:type="simple"/>'
            "</office:event-listeners></office:scripts>"
        )
        data = office.odt("<text:p>正文</text:p>", before, {
            "Basic/script-lc.xml": library.format("library:libraries", '><library:library library:name="Standard" library:link="false"/>'),
            "Basic/Standard/script-lb.xml": library.format("library:library", 'library:name="Standard"><library:element library:name="Module1"/>'),
            "Basic/Standard/Module1.xml": f'<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{macro}</script:module>',
        })
        assert read("a.odt", data).text == "正文\n"

    @pytest.mark.parametrize("name, data", [("a.doc", DOC), ("a.odt", b"PK\x03\x04" + bytes(60)), ("a.wps", DOC + "甲市".encode() * 900), ("a.wps", OLE + b"\xff" * 5000)])
    def test_damaged(self, libre, folders, name, data):
        assert "损坏" in refusal(name, data)
        assert list(folders.iterdir()) == []

    def test_an_odt_that_grows_without_end(self, monkeypatch):
        monkeypatch.setattr(zips, "ARCHIVE_BYTES", 1 << 20)
        with pytest.raises(Refused, match="1 MB"):
            as_docx(".odt", office.odt("<text:p/>", extra={"Pictures/a": "0" * (1 << 20)}))

    def test_what_takes_too_long_ends_with_all_it_made(self, libre, folders, monkeypatch):
        monkeypatch.setattr(libreoffice, "LIMITS", Limits(seconds=0.5, cpu=60, memory=3 << 30, answer=100 << 20))
        assert "超时" in refusal("a.odt", office.odt("<text:p>正文</text:p>"))
        assert list(folders.iterdir()) == []
        assert str(folders) not in subprocess.run(["ps", "ax", "-o", "args"], capture_output=True, text=True).stdout

    @pytest.mark.parametrize("make", [
        lambda path: path.symlink_to("/etc/passwd"), lambda path: path.mkdir(), lambda path: subprocess.run(["mkfifo", path]),
    ])
    def test_a_result_that_is_no_file_is_none(self, tmp_path, make):
        (tmp_path / "out").mkdir()
        make(tmp_path / "out/source.docx")
        with pytest.raises(Refused):
            libreoffice.made(tmp_path / "out/source.docx", tmp_path)
