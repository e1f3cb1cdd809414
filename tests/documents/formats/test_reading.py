import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.formats import Refused, limits, read, supported
from documents.formats.discovery import discover
from documents.formats.reading import shown
from documents.vocabulary.numerals import to_chinese

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read(name, data)
    return str(caught.value)


class TestRefused:
    @pytest.mark.parametrize("extension", supported())
    def test_I09_I10_empty(self, extension):
        assert refusal(f"附件{extension}", b"") == f"“附件{extension}”：文件为空。"

    @pytest.mark.parametrize("data", [b" \n\t\r\n ", "\u3000 \u200b".encode(), b"\xef\xbb\xbf", b"\xff\xfe"])
    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
    def test_I09_only_blanks_or_only_a_mark(self, name, data):
        assert "文件为空" in refusal(name, data)

    @pytest.mark.parametrize("name", ["a.exe", "a.docm", "a.pptx", "a", ".txt", "a.txt.", ""])
    def test_unknown_type(self, name):
        assert "不支持" in refusal(name, b"words")

    @pytest.mark.parametrize("name, advice", [("a.docm", ".docx"), ("a.ceb", "PDF"), ("a.bmp", ".png"), ("a.exe", ".txt")])
    def test_unknown_type_with_a_way_out(self, name, advice):
        assert advice in refusal(name, b"words")

    @pytest.mark.parametrize("name, data, words", [
        ("a.txt", b"%PDF-1.4\n", "PDF"),
        ("a.md", OLE, "旧版 Word"),
        ("a.txt", b"MZ\x90\0\x03\0\0\0" + bytes(60), "程序"),
        ("a.html", b"PK\x03\x04" + bytes(40), "压缩包"),
        ("a.txt", b"<!DOCTYPE html><html><p>x", "网页"),
        ("a.txt", b"{\\rtf1\\ansi x}", "RTF"),
        ("a.htm", b"\x89PNG\r\n\x1a\n" + bytes(30), "图片"),
    ])
    def test_I11_wrong_extension(self, name, data, words):
        assert words in refusal(name, data)

    def test_too_large(self, monkeypatch):
        monkeypatch.setattr("documents.formats.reading.FILE_BYTES", 2 * limits.MB)
        assert "超过 2 MB" in refusal("a.txt", b"a" * (2 * limits.MB + 1))

    def test_too_long(self, monkeypatch):
        monkeypatch.setattr("documents.formats.reading.TEXT_CHARACTERS", 10_000)
        assert "超过 1 万字" in refusal("a.txt", b"a" * 10_001)

    def test_name_in_the_message_is_harmless(self):
        message = refusal("\u202ecod.\0\n" + "长" * 300 + ".exe", b"x")
        assert "\u202e" not in message and "\n" not in message and len(message) < 250

    @pytest.mark.parametrize("extension", [".txt", ".md"])
    def test_where_a_reader_outside_the_sandbox_fails(self, monkeypatch, caplog, extension):
        monkeypatch.setitem(discover(), extension, replace(discover()[extension], function=lambda data: to_chinese(-len(data))))
        with pytest.raises(Refused) as caught:
            read(f"附件/甲{extension}", b"words")
        reference = re.fullmatch(
            rf"“附件/甲{extension}”：读取程序出错（ValueError，documents/vocabulary/numerals\.py 第 \d+ 行），.*编号 (\w{{8}})。", str(caught.value)
        )[1]
        assert caught.value.in_public == f"“附件/甲{extension}”：读取程序出错，文件可能已损坏或不合格式规范。详情已记入日志，编号 {reference}。"
        (record,) = caplog.records
        assert all(part in record.getMessage() for part in (reference, f"甲{extension}", "Traceback", "no Chinese writing for -5"))


class TestRead:
    def test_extension_in_capitals_and_path(self):
        assert read("通知/2025/A.TXT", "文件".encode()).text == "文件\n"

    def test_I02_no_mark_stays(self):
        assert read("a.txt", "\ufeff\ufeff文件".encode()).text == "文件\n"

    def test_lost_characters_are_told(self):
        assert "2 个字" in read("a.txt", "文\ufffd件\ufffd".encode()).notes[0]

    def test_I20_long_runs(self):
        for text in ("税" * 1_000_000, "a" * 1_000_000, "字词" * 500_000):
            assert read("a.txt", text.encode()).text == text + "\n"


@given(st.sampled_from(supported()), st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_I47_any_bytes_under_any_name(extension, data):
    try:
        assert read("a" + extension, data).text.strip()
    except Refused as refused:
        assert "a" + extension in str(refused)


@given(st.text(max_size=30))
def test_any_name(name):
    try:
        read(name, b"words")
    except Refused as refused:
        assert shown(name) in str(refused)
