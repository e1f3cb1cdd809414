"""A page of a PDF or a scan as a picture, to be looked at beside what was read of it: no viewer opens the file itself."""
import base64
import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from documents import sandbox
from documents.formats.reading import checked, extension_of, naming
from documents.formats.text import Refused

SHOWN = frozenset((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
DPI, POINTS = 120, 72
LONGEST = 1_800  # pixels of the longer side
MOST_PIXELS = 60_000_000
LIMITS = sandbox.Limits(seconds=20, cpu=10)


@dataclass(frozen=True)
class PagePicture:
    """``number``: of the page, from 1, among ``count``; ``png``: the picture, in base64."""

    number: int
    count: int
    png: str


def is_pictured(name: str) -> bool:
    """Whether the pages of a file of this name can be shown as pictures."""
    return extension_of(name) in SHOWN


def page_picture(name: str, data: bytes, number: int) -> PagePicture:
    """Page ``number`` of a file, the last where it has fewer, drawn in the sandbox. Raises ``Refused``, which names the file."""
    with naming(name):
        if not is_pictured(name):
            raise Refused("这种文件不分页")
        checked(name, data)
        return sandbox.call(draw, extension_of(name), data, max(number, 1), limits=LIMITS, subject=name)


def draw(extension: str, data: bytes, number: int) -> PagePicture:
    """The same in this process, where a hostile file may hold or break the library."""
    pixels, number, count = _page_of_pdf(data, number) if extension == ".pdf" else _frame(data, number)
    return PagePicture(number, count, base64.b64encode(png(pixels)).decode())


def _page_of_pdf(data: bytes, number: int) -> tuple[Any, int, int]:
    from documents.formats.readers.pdf.glyphs import opened

    document = opened(data)
    if not len(document):
        raise Refused("文件里没有页")
    number = min(number, len(document))
    page = document[number - 1]
    longest = max(page.get_size())
    if longest <= 0:
        raise Refused(f"文件已损坏（第 {number} 页）")
    pixels = page.render(scale=min(DPI / POINTS, LONGEST / longest), rev_byteorder=True).to_numpy()
    return pixels[:, :, :3], number, len(document)


def _frame(data: bytes, number: int) -> tuple[Any, int, int]:
    try:
        import numpy
        from PIL import Image, ImageOps
    except ImportError:
        raise Refused("本机没有安装看图片的程序库，请下载原件查看") from None
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
        count = getattr(image, "n_frames", 1)
        number = min(number, count)
        image.seek(number - 1)
        if image.width * image.height > MOST_PIXELS:
            raise Refused(f"图片超过 {MOST_PIXELS // 10_000} 万像素")
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((LONGEST, LONGEST))
    except (Refused, MemoryError):
        raise
    except Exception:  # the library raises anything on what is damaged
        raise Refused("图片已损坏") from None
    return numpy.asarray(upright), number, count


def png(pixels: Any) -> bytes:
    """An array of height × width × 3 bytes (or × 1: grey) as a PNG: the four chunks that it takes need no library."""
    height, width, colours = pixels.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 2 if colours == 3 else 0, 0, 0, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
