"""Word documents of other ages and makes: LibreOffice makes .docx of them, which is read as such.

Many a .doc is in truth a newer document or a page: Word opens those as well, and so do we, without LibreOffice.
"""
from documents.formats import libreoffice, zips
from documents.formats.registry import reads
from documents.formats.text import RawText, Refused

from .docx import read_docx

DISGUISED = {b"PK\x03\x04": ".docx", b"<": ".html", b"MIME-Version:": ".mht"}
RTF = b"{\\rtf"
STREAM = "WordDocument".encode("utf-16-le")  # a name in the directory of every .doc since Word 6


def as_docx(extension: str, data: bytes) -> tuple[str, bytes]:
    """Extension and bytes of what is to be read of a file with this extension. Raises ``Refused``."""
    head = data[:64].lstrip()
    if extension == ".odt":
        with zips.opened(data):  # refuses one that grows without end
            return ".docx", libreoffice.to_docx(".odt", data)
    for start, actual in DISGUISED.items():
        if head.startswith(start):
            return actual, data
    if head.startswith(RTF):
        return ".docx", libreoffice.to_docx(".rtf", data)
    if STREAM not in data:  # of other files LibreOffice would make words of their noise
        raise Refused("不是 Word 文档，文件已损坏或改过扩展名")
    return ".docx", libreoffice.to_docx(".doc", data)


@reads(".doc", ".wps", signatures=(".doc", ".rtf", ".docx", ".html", ".eml"), sandboxed=True, convert=as_docx, missing=libreoffice.missing)
@reads(".rtf", signatures=(".rtf",), sandboxed=True, convert=as_docx, missing=libreoffice.missing)
@reads(".odt", signatures=(".docx",), sandboxed=True, convert=as_docx, missing=libreoffice.missing)
def read_office(data: bytes) -> RawText:
    if not data.startswith(b"PK"):  # an attachment that was not converted
        raise Refused(libreoffice.missing() or "没有转换为 .docx，请另存为 .docx 后再传")
    return read_docx(data)
