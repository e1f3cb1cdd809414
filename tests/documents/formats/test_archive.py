import io
import stat
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.formats import Refused, archive, is_archive, limits, unpack, zips


def packed(entries, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of (name or ZipInfo, bytes) pairs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as target:
        for name, data in entries:
            target.writestr(name, data)
    return buffer.getvalue()


def opened(data: bytes) -> dict[str, bytes | str]:
    return {name: str(content) if isinstance(content, Refused) else content for name, content in unpack("文件.zip", data)}


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        list(unpack("文件.zip", data))
    assert "“文件.zip”" in str(caught.value)
    return str(caught.value)


def overlapping(copies: int) -> bytes:
    """A directory in which many names share one deflated kernel of 10 MB of zeros."""
    one = packed([("a.txt", bytes(10 * limits.MB))])
    start = one.index(b"PK\x01\x02")
    local, entry, end = one[:start], one[start:one.index(b"PK\x05\x06")], bytearray(one[one.index(b"PK\x05\x06"):])
    directory = b"".join(entry.replace(b"a.txt", b"%05d" % i) for i in range(copies))
    struct.pack_into("<HHL", end, 8, copies, copies, len(directory))
    return local + directory + bytes(end)


class TestArchiveRefused:
    def test_I10_empty_and_cut(self):
        data = packed([("a.txt", b"words" * 100)])
        assert "为空" in refusal(b"")
        for part in (data[: len(data) // 2], data[:10], b"PK\x05\x06", b"no zip at all"):
            assert "已损坏" in refusal(part)

    def test_only_folders_or_nothing(self):
        assert "没有文件" in refusal(packed([("a/", b""), ("a/b/", b"")]))
        assert "没有文件" in refusal(packed([]))

    def test_I11_docx_as_zip(self):
        assert "Office" in refusal(packed([("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]))

    def test_I12_encrypted(self):
        data = bytearray(packed([("a.txt", b"words")]))
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(signature) + offset] |= 1
        assert "密码保护" in refusal(bytes(data))

    def test_I25_bomb_by_ratio(self):
        data = packed([(f"{i}.txt", bytes(10 * limits.MB)) for i in range(7)])
        assert len(data) < limits.MB and "压缩比异常" in refusal(data)

    def test_I25_more_in_all_than_is_taken(self, monkeypatch):
        monkeypatch.setattr(zips, "ARCHIVE_BYTES", 1000)
        assert "超过限额" in refusal(packed([(f"{i}.txt", b"word" * 100) for i in range(3)]))

    def test_I25_overlapping_entries(self):
        assert "重叠" in refusal(overlapping(5))
        assert "压缩比" in refusal(overlapping(1000))

    def test_archive_itself_too_large(self, monkeypatch, tmp_path):
        monkeypatch.setattr(zips, "ARCHIVE_BYTES", limits.MB)
        path = tmp_path / "a.zip"
        with path.open("wb") as file:
            file.truncate(limits.MB + 1)
        with pytest.raises(Refused, match="超过 1 MB"):
            list(unpack("文件.zip", path))

    def test_I28_too_many_entries(self):
        assert "超过 2000 个" in refusal(packed([(f"{i}.txt", b"x") for i in range(2001)]))
        assert len(opened(packed([(f"{i}.txt", b"x") for i in range(2000)]))) == 2000

    def test_a_directory_too_large_is_not_even_opened(self):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 10, 10, 0x7FFFFFFF, 0, 0)
        assert "超过 2000 个" in refusal(end)


class TestEntryRefused:
    @pytest.mark.parametrize("name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:\\a.txt", "c:/a.txt", "..\\..\\a.txt"])
    def test_I26_paths_that_lead_elsewhere(self, name):
        entries = opened(packed([(name, b"bad"), ("好.txt", b"good")]))
        assert entries.pop("好.txt") == b"good"
        assert len(entries) == 1 and "压缩包之外" in next(iter(entries.values()))

    def test_I26_symlink(self):
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        assert "链接" in opened(packed([(link, b"/etc/passwd")]))["a.txt"]

    def test_I26_name_with_nul(self):
        data = packed([("aXb.txt", b"x")]).replace(b"aXb.txt", b"a\0b.txt")
        assert all("压缩包之外" in content or "不支持" in content for content in opened(data).values())

    @pytest.mark.parametrize("name", ["长" * 80 + "/" + "名" * 180 + ".txt", " .txt"])
    def test_I26_names_too_long_or_empty(self, name):
        assert "文件名" in opened(packed([(name, b"x")]))[name]

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_I26_same_name_twice_or_but_for_case(self):
        first, second = unpack("a.zip", packed([("a.txt", b"1"), ("A.TXT", b"2")]))
        assert first == ("a.txt", b"1") and "重名" in str(second[1])
        first, second = unpack("a.zip", packed([("a.txt", b"1"), ("a.txt", b"2")]))
        assert first == ("a.txt", b"1") and "重名" in str(second[1])

    @pytest.mark.parametrize("name", ["内.zip", "b/c.ZIP", "d.rar", "e.7z", "f.tar.gz"])
    def test_I25_archives_inside(self, name):
        entries = opened(packed([(name, packed([("x.txt", b"x")])), ("a.txt", b"x")]))
        assert "压缩包里的压缩包" in entries[name] and entries["a.txt"] == b"x"

    def test_unknown_types_are_listed(self):
        entries = opened(packed([("a.exe", b"MZ"), ("无扩展名", b"x")]))
        assert all("不支持" in reason for reason in entries.values())

    def test_too_large(self, monkeypatch):
        monkeypatch.setattr(archive, "FILE_BYTES", limits.MB)
        entries = opened(packed([("a.txt", bytes(limits.MB + 1)), ("b.txt", b"x")]))
        assert "超过 1 MB" in entries["a.txt"] and entries["b.txt"] == b"x"

    @pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_compression_of_unknown_appetite(self, compression):
        assert "压缩方式" in opened(packed([("a.txt", b"x" * 100)], compression))["a.txt"]

    def test_I25_lying_about_sizes(self):
        data = bytearray(packed([("a.txt", b"x" * 100_000), ("b.txt", b"good")]))
        struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 10)
        entries = opened(bytes(data))
        assert "已损坏" in entries["a.txt"] and entries["b.txt"] == b"good"

    def test_I28_one_bad_among_a_hundred(self):
        data = packed([(f"{i:03}.txt", b"content %03d" % i) for i in range(100)], zipfile.ZIP_STORED)
        entries = opened(data.replace(b"content 050", b"c0ntent 050"))
        assert "“文件.zip 中的 050.txt”" in entries.pop("050.txt")
        assert len(entries) == 99 and all(isinstance(content, bytes) for content in entries.values())


class TestUnpack:
    def test_is_archive(self):
        assert is_archive("a/B.ZIP") and not is_archive("a.docx") and not is_archive("zip")

    def test_from_a_path_in_order(self, tmp_path):
        path = tmp_path / "a.zip"
        path.write_bytes(packed([("通知/二.txt", b"2"), ("通知/一.md", b"1")]))
        assert list(unpack("a.zip", path)) == list(unpack("a.zip", str(path))) == [("通知/二.txt", b"2"), ("通知/一.md", b"1")]

    def test_litter_and_folders_are_passed_over(self):
        names = ["a/", "__MACOSX/._a.txt", "a/.DS_Store", "Thumbs.db", "a/b.txt"]
        assert list(opened(packed([(name, b"x") for name in names]))) == ["a/b.txt"]

    @pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
    def test_I27_names_without_the_utf8_flag(self, encoding):
        name = "通知/教育部文件（一）.txt".encode(encoding)
        placeholder = b"x" * (len(name) - 4) + b".txt"
        data = packed([(placeholder.decode(), b"words")]).replace(placeholder, name)
        assert opened(data) == {"通知/教育部文件（一）.txt": b"words"}

    def test_I27_names_with_backslashes_markup_and_hidden_turns(self):
        entries = opened(packed([("甲\\乙.txt", b"1"), ("<img onerror=x>.txt", b"2"), ("\u202etxt.x\u200b.txt", b"3")]))
        assert list(entries) == ["甲/乙.txt", "<img onerror=x>.txt", "txt.x.txt"]

    def test_one_entry_is_held_at_a_time(self):
        entries = unpack("a.zip", packed([("a.txt", b"1"), ("b.txt", b"2")]))
        assert next(entries) == ("a.txt", b"1")

    @given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
    @settings(max_examples=200, deadline=None)
    def test_I47_mutated_archives(self, place, noise):
        data = bytearray(packed([("a.txt", b"words" * 20), ("目录/b.md", b"# words")]))
        place %= len(data)
        data[place:place + len(noise)] = noise
        try:
            for name, content in unpack("a.zip", bytes(data)):
                assert isinstance(name, str) and isinstance(content, bytes | Refused)
        except Refused as refused:
            assert "a.zip" in str(refused)


@pytest.mark.parametrize("compression", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_is_packed_otherwise_is_refused_and_no_page_of_it_is_looked_at(compression):
    data = bytearray(packed([("a/p.html", b"<a href='x.docx'>1</a>" * 99), ("a/x.docx", b"x" * 99)], compression))
    data[60:80] = b"\xff" * 20
    assert archive.groups_in("文件.zip", bytes(data)) == []
    assert all("压缩方式" in content for content in opened(bytes(data)).values())


def test_what_lzma_says_of_damage_is_damage():
    data = bytearray(packed([("a.txt", b"words" * 99)], zipfile.ZIP_LZMA))
    data[45:60] = b"\xff" * 15
    with pytest.raises(Refused, match="已损坏"), zips.opened(bytes(data)) as zipped:
        zipped.read("a.txt")
