"""What the bytes say they are, against what the name says."""
import puremagic

from .registry import Reader
from .text import Refused

# Kinds of file that are often misnamed, by an extension that puremagic gives for them.
KNOWN = {
    ".docx": "Office 文档或压缩包",
    ".zip": "压缩包",
    ".doc": "旧版 Word 文档（.doc）",
    ".pdf": "PDF",
    ".html": "网页",
    ".eml": "整页存档（.mht）或邮件",
    ".rtf": "RTF 文档",
    ".exe": "程序",
    ".elf": "程序",
    ".rar": "RAR 压缩包",
    ".7z": "7z 压缩包",
    ".gz": "GZ 压缩包",
    ".png": "图片",
    ".jpg": "图片",
    ".gif": "图片",
    ".tif": "图片",
}
HEAD = 4096  # bytes looked at
SURE = 4  # bytes: ordinary text may begin with a shorter signature
SIGNATURES = [row for row in puremagic.magic_header_array if row.extension in KNOWN and len(row.byte_match) >= SURE]
MORE = {b"MIME-Version:": ".eml", b"\xff\xd8\xff": ".jpg"}  # which the library does not know, or which are short
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


def check(data: bytes, extension: str, reader: Reader) -> None:
    """Refuse bytes that are not what ``extension`` promises; text has no signature, so it must not carry another's."""
    found = _signatures(data)
    foreign = found & KNOWN.keys() - {*reader.extensions, *reader.begins_like}
    if ".doc" in found and ENCRYPTED_OFFICE in data:
        raise Refused("文件有密码保护，请去掉密码后再传")
    if found.intersection(reader.signatures) or (not reader.signatures and not foreign):
        return
    actual = next((KNOWN[kind] for kind in KNOWN if kind in found), None)
    raise Refused(f"扩展名是 {extension}，内容却" + (f"像是“{actual}”" if actual else "不是，文件已损坏或改过扩展名"))


def _signatures(data: bytes) -> set[str]:
    """The kinds that the first bytes are a signature of. Looked up in the library's table, of which texts need only a part."""
    head = data[:HEAD].lstrip()
    found = {row.extension for row in SIGNATURES if head.startswith(row.byte_match, row.offset)}
    return found | {extension for start, extension in MORE.items() if head.startswith(start)}
