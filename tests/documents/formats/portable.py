"""Small PDF files, with Chinese text in a font that every reader knows and no file has to hold."""
import zlib

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
    "/DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
    "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
)
CATALOG, PAGES, FONT_NUMBER, FIRST = 1, 2, 3, 4


def show(text: str, x: float, y: float, size: float = 16, turn: str = "1 0 0 1") -> str:
    return f"BT /F {size} Tf {turn} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def pdf(*contents: str | bytes, box: str = "0 0 595 842", trailer: str = "", stream: str = "", page: str = "") -> bytes:
    """A PDF with one page for each content stream. ``stream``, ``page``: more entries of their dictionaries."""
    objects = {
        CATALOG: f"<< /Type /Catalog /Pages {PAGES} 0 R >>",
        PAGES: f"<< /Type /Pages /Count {len(contents)} /Kids [{' '.join(f'{FIRST + 2 * i} 0 R' for i in range(len(contents)))}] >>",
        FONT_NUMBER: FONT,
    }
    for i, content in enumerate(contents):
        objects[FIRST + 2 * i] = (
            f"<< /Type /Page /Parent {PAGES} 0 R /MediaBox [{box}] /Resources << /Font << /F {FONT_NUMBER} 0 R >> >> "
            f"/Contents {FIRST + 2 * i + 1} 0 R {page} >>"
        )
        data = content.encode("latin-1") if isinstance(content, str) else content
        head = f"<< /Length {len(data)} {stream} >>\nstream\n".encode()
        objects[FIRST + 2 * i + 1] = head + data + b"\nendstream"
    return file_of(objects, trailer)


def file_of(objects: dict[int, str | bytes], trailer: str = "") -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + (content.encode("latin-1") if isinstance(content, str) else content) + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, size))
    return bytes(out) + f"trailer << /Size {size} /Root {CATALOG} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def deflated(data: bytes, layers: int = 1) -> bytes:
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return data


def article(*lines: tuple[str, float], top: float = 760, pitch: float = 28, size: float = 16) -> str:
    """Lines of text one below the other, each with its left edge."""
    return "".join(show(text, x, top - pitch * i, size) for i, (text, x) in enumerate(lines))
