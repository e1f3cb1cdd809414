import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.formats import Refused
from documents.formats.characters import clean, decode

SENTENCE = "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：为深入贯彻党中央决策部署，现就有关工作通知如下。"
TRADITIONAL = "各級教育行政部門應當加強對學校的指導，並將實施情況報告上級機關，以利後續檢討與改進。"
ENCODINGS = ("gb18030", "gbk", "gb2312", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


class TestRefused:
    @pytest.mark.parametrize("data", [SENTENCE.encode("gbk")[:-1], (SENTENCE * 20).encode("gbk")[:-1]])
    def test_I05_gbk_cut_in_a_character_names_the_place(self, data):
        with pytest.raises(Refused, match=f"第 {len(data)} 字节"):
            decode(data)

    def test_I05_utf8_cut_in_a_character_or_broken_within(self):
        data = SENTENCE.encode()
        with pytest.raises(Refused, match=f"第 {len(data) - 2} 字节"):
            decode(data[:-1])
        with pytest.raises(Refused, match="第 61 字节"):
            decode(data[:60] + b"\xff" + data[60:])

    @pytest.mark.parametrize("parts", [("gbk", "utf-8"), ("utf-8", "gbk")])
    def test_I05_gbk_and_utf8_mixed(self, parts):
        with pytest.raises(Refused, match="字节"):
            decode(b"".join((SENTENCE * 3).encode(encoding) for encoding in parts))

    def test_one_sentence_of_utf8_in_a_long_gbk_text_is_noticed(self):
        with pytest.raises(Refused):
            decode((SENTENCE * 50).encode("gbk") + "教育部文件".encode() + (SENTENCE * 50).encode("gbk"))

    @pytest.mark.parametrize("data", [bytes(range(128, 256)) * 4, b"\x90\x01\xff\xfe\x00" * 40, b"\xff" * 100])
    def test_bytes_that_are_no_text(self, data):
        with pytest.raises(Refused, match="编码"):
            decode(data)

    def test_an_encoding_of_another_country_is_not_guessed_at(self):
        with pytest.raises(Refused):
            decode(("これは日本語の文書です。よろしくお願いします。" * 4).encode("shift_jis"))


class TestDecode:
    @pytest.mark.parametrize("encoding", ENCODINGS)
    @pytest.mark.parametrize("length", [10, 30, 1000])
    def test_I01_I02_I03_exact(self, encoding, length):
        text = (SENTENCE * 20)[:length]
        assert decode(text.encode(encoding))[0] == text

    @pytest.mark.parametrize("length", [10, 30, 400])
    def test_I04_big5_exact(self, length):
        text = (TRADITIONAL * 10)[:length]
        assert decode(text.encode("big5")) == (text, "big5")

    def test_I08_rare_characters_exact(self):
        text = SENTENCE + "㐂𠮷€𫝀𰀀"
        for encoding in ("gb18030", "utf-8", "utf-16-le", "utf-16"):
            assert decode(text.encode(encoding))[0] == text

    def test_ascii_in_utf16_without_mark(self):
        assert decode("Plain words, no Chinese at all.".encode("utf-16-le"))[0] == "Plain words, no Chinese at all."

    def test_I07_stray_controls_do_not_make_another_encoding_of_it(self):
        assert decode(f"教\0育\x07部{SENTENCE}".encode())[1] == "utf-8"

    @pytest.mark.parametrize("text", ["人民法院", "第一条", "教育部"])
    def test_I03_a_few_characters_are_read_or_refused_never_garbled(self, text):
        for encoding in ("utf-16-le", "utf-16-be", "gb18030"):
            try:
                assert decode(text.encode(encoding))[0] == text
            except Refused as refused:
                assert "编码" in str(refused)

    def test_what_the_file_declares_decides_where_the_bytes_allow_it(self):
        assert decode("教育".encode("gbk"), declared="GB2312") == ("教育", "gb18030")

    def test_I06_a_wrong_declaration_is_not_believed(self):
        assert decode(SENTENCE.encode(), declared="gbk") == (SENTENCE, "utf-8")
        assert decode(SENTENCE.encode("gbk"), declared="utf-8") == (SENTENCE, "gb18030")

    @given(st.text(st.sampled_from(SENTENCE + "教育信息化2.0行动计划（2018—2022年）\n"), min_size=30, max_size=300))
    def test_round_trip_or_refusal_never_other_words(self, text):
        for encoding in ("gb18030", "utf-16-le", "utf-16-be", "utf-8"):
            try:
                assert decode(text.encode(encoding))[0] == text
            except Refused:
                assert encoding != "utf-8"

    @given(st.binary(max_size=200))
    def test_any_bytes_give_text_or_a_refusal(self, data):
        try:
            assert isinstance(decode(data)[0], str)
        except Refused as refused:
            assert str(refused)


class TestClean:
    @pytest.mark.parametrize("harmful", ["\0", "\x07", "\ufffe", "\ud800", "\u202e", "\u200b", "\ufeff", "\x9f", "\U0001fffe"])
    def test_I07_harmful_characters_go(self, harmful):
        assert clean(f"教{harmful}育") == "教育"

    @pytest.mark.parametrize("kept", ["\t", "\u3000", "𠮷", "㐂", "\ue000", "€", "①", "〔2025〕", "\ufffd"])
    def test_I08_others_stay(self, kept):
        assert clean(kept) == kept

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
    def test_line_ends_become_newlines(self, end):
        assert clean(f"甲{end}乙") == "甲\n乙"

    def test_composes(self):
        assert clean("e\u0301") == "é"

    @given(st.text())
    def test_is_idempotent_and_encodable(self, text):
        assert clean(clean(text)) == clean(text)
        clean(text).encode("utf-8")


def test_radicals_that_look_like_characters_become_them():
    assert clean("⼈⺠政府⾏政⻓，⼀⻔⾯⻰") == "人民政府行政长，一门面龙"
    assert clean("⺮⼃") == "⺮丿"  # a part of a character that is none itself stays
