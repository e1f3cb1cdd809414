"""The parts of a .docx file, opened with the caution that a zip full of XML needs."""
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from documents.formats import zips
from documents.formats.limits import MB, XML_PART_BYTES
from documents.formats.text import Refused

CONTENT_TYPES = "[Content_Types].xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
ACTIVE = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/.*|embeddings/.*\.bin)$", re.I)
# In any encoding that XML may have: the letters stand apart in UTF-16.
DTD = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")


class Package:
    """``document``: the root of the ``main`` part, which is the name of that."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        self._names = set(zipped.namelist())
        main = self._related("", "officeDocument") or "word/document.xml"
        if main not in self._names or CONTENT_TYPES not in self._names:
            raise Refused("不是 Word 文档，文件已损坏或改过扩展名")
        if any(ACTIVE.search(name) for name in self._names) or b"macroEnabled" in self._read(CONTENT_TYPES):
            raise Refused("文件含有宏或内嵌程序对象，请另存为不含宏的 .docx 后再传")
        self.main = main
        self.document = self._parsed(main)

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part that the main one calls its ``styles``, ``numbering``, ``footnotes`` …"""
        name = self.name_of(kind)
        return self._parsed(name) if name else None

    def parts(self, kind: str) -> list[etree._Element]:
        """The roots of all parts that the main one calls so: a ``header`` for each section."""
        kinds = (RELATION + kind, STRICT_RELATION + kind)
        names = dict.fromkeys(target for relation, target in self._relations(self.main) if relation.get("Type") in kinds)
        return [self._parsed(name) for name in names if name in self._names]

    def name_of(self, kind: str) -> str | None:
        """The name of that part; ``None`` where there is none."""
        name = self._related(self.main, kind)
        return name if name in self._names else None

    def chunk(self, relation_id: str) -> bytes | None:
        """The file that the main part includes under this id; ``None`` where the package does not hold it."""
        targets = (target for relation, target in self._relations(self.main) if relation.get("Id") == relation_id)
        name = next(targets, None)
        return self._read(name) if name in self._names else None

    def _related(self, source: str, kind: str) -> str | None:
        kinds = (RELATION + kind, STRICT_RELATION + kind)
        return next((target for relation, target in self._relations(source) if relation.get("Type") in kinds), None)

    def _relations(self, source: str) -> Iterator[tuple[etree._Element, str]]:
        """The relations of a part to others in the package, and the names of these."""
        folder, file = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        for relation in self._parsed(relations) if relations in self._names else ():
            if relation.get("TargetMode") != "External":
                yield relation, posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]

    def _read(self, name: str) -> bytes:
        if self._zipped.getinfo(name).file_size > XML_PART_BYTES:
            raise Refused(f"正文部分展开后超过 {XML_PART_BYTES // MB} MB")
        return self._zipped.read(name)

    def _parsed(self, name: str) -> etree._Element:
        data = self._read(name)
        if DTD.search(data):
            raise Refused("文件内部带有 DTD，疑为恶意构造")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(data.replace(STRICT, TRANSITIONAL), parser)
        except etree.XMLSyntaxError as error:
            raise Refused("结构嵌套过深" if "depth" in str(error) else "文件已损坏") from None


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    with zips.opened(data) as zipped:
        yield Package(zipped)
