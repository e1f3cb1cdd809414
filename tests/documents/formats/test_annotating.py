"""Comments in a Word document, at their words: first what is refused and what must not change."""
import io
import subprocess
import zipfile
from base64 import b64decode
from datetime import datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.formats import Refused, annotating, libreoffice
from documents.formats.reading import text_of

from . import office

NOW = datetime(2026, 1, 2, tzinfo=timezone.utc)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert len(set(zipped.namelist())) == len(zipped.namelist())
        return {name: zipped.read(name) for name in zipped.namelist()}


def commented(data, *remarks):
    return b64decode(annotating.annotated(data, remarks, NOW))


def comments(data):
    """Each comment's text, and the words between its marks."""
    files = parts(data)
    name = next(name for name in files if "comments" in name)
    assert name.encode() in files["[Content_Types].xml"]
    said = {c.get(f"{W}id"): "\n".join("".join(p.itertext()) for p in c.iter(f"{W}p")) for c in etree.fromstring(files[name])}
    words, opened = {}, []
    for element in etree.fromstring(files["word/document.xml"]).iter():
        if element.tag == f"{W}commentRangeStart":
            opened.append(element.get(f"{W}id"))
        elif element.tag == f"{W}commentRangeEnd":
            opened.remove(element.get(f"{W}id"))
        elif element.tag == f"{W}t":
            for number in opened:
                words[number] = words.get(number, "") + (element.text or "")
    assert opened == []
    return [(words.get(number, ""), text) for number, text in said.items()]


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", annotating.plain("x")[:200]])
def test_no_word_document(data):
    with pytest.raises(Refused):
        annotating.annotated(data, [("甲", "乙")], NOW)


def test_without_remarks_the_text_stays():
    assert text_of("a.docx", commented(annotating.plain("甲 乙\n丙"))).text == text_of("a.docx", annotating.plain("甲 乙\n丙")).text


def test_libreoffice_shows_the_comments_of_a_file_that_had_no_relationships(tmp_path):
    office.needed()
    path = tmp_path / "甲.docx"
    path.write_bytes(commented(annotating.plain("依照《甲法》第一条办理。\n《乙法》。"), ("《甲法》第一条", "一"), ("《乙法》", "二")))
    command = [libreoffice.program(), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "fodt", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    shown = etree.parse(path.with_suffix(".fodt")).iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation")
    assert ["".join(one.itertext()).split()[-1] for one in shown] == ["一", "二"]


def test_each_comment_stands_at_its_words_in_order():
    data = commented(annotating.plain("依照《甲法》第一条，又依照《甲法》。\n《乙法》办理。"), ("《甲法》第一条", "一"), ("《甲法》", "二\n三"), ("《乙法》", "四"))
    assert comments(data) == [("《甲法》第一条", "一"), ("《甲法》", "二\n三"), ("《乙法》", "四")]
    assert text_of("a.docx", data).text == text_of("a.docx", annotating.plain("依照《甲法》第一条，又依照《甲法》。\n《乙法》办理。")).text


def test_words_in_several_runs_with_blanks_and_formats():
    runs = "<w:r><w:rPr><w:b/></w:rPr><w:t>依照《甲</w:t></w:r><w:hyperlink><w:r><w:t> 法</w:t></w:r></w:hyperlink><w:r><w:t>》第一</w:t><w:tab/><w:t>条。</w:t></w:r>"
    files = parts(annotating.plain("x"))
    document = files["word/document.xml"].decode().replace('<w:r><w:t xml:space="preserve">x</w:t></w:r>', runs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, document if name == "word/document.xml" else content)
    data = commented(out.getvalue(), ("《甲法》第一", "看"))
    assert comments(data) == [("《甲 法》第一", "看")]
    assert parts(data)["word/document.xml"].count(b"<w:b/>") == 2 and text_of("a.docx", data).text == text_of("a.docx", out.getvalue()).text


def test_comments_of_others_stay_and_are_marked_again():
    first = commented(annotating.plain("依照《甲法》。"), ("《甲法》", "一"))
    assert comments(commented(first, ("《甲法》", "二"))) == [("《甲法》", "一"), ("《甲法》", "二")]


def test_what_is_not_found_is_said_at_the_first_paragraph():
    assert comments(commented(annotating.plain("甲\n乙"), ("丙", "没有"))) == [("甲", "“丙”：没有")]
    assert comments(commented(annotating.plain(""), ("丙", "没有"))) == [("", "“丙”：没有")]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=4))
def test_any_text_and_remarks(text, remarks):
    data = commented(annotating.plain(text), *remarks)
    assert len(comments(data)) == len(remarks) if remarks else data
