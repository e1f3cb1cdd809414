"""The pages of a file as pictures of one resolution."""
import io
from collections.abc import Iterator
from typing import Any

import numpy
from PIL import Image, ImageOps, ImageSequence

from documents.formats.readers.pdf.glyphs import opened
from documents.formats.text import Refused

Picture = Any  # height × width × 3 bytes, blue first, as OpenCV has them
DPI, POINTS = 200, 72
LONGEST = 2_600  # pixels: an A4 page at 200 dpi has 2,339
MOST_PIXELS = 60_000_000
KINDS = ("PNG", "JPEG", "TIFF", "BMP")


def pictures_in(extension: str, data: bytes, most: int, without: frozenset[int] = frozenset()) -> Iterator[Picture | None]:
    """One picture a page, ``None`` for those whose numbers are in ``without``. Raises ``Refused`` for what cannot be opened, or
    has more pages than ``most`` beside them."""
    return pages_of_pdf(data, most, without) if extension == ".pdf" else frames_of(data, most)


def pages_of_pdf(data: bytes, most: int, without: frozenset[int]) -> Iterator[Picture | None]:
    document = opened(data)
    if len(document) - len(without) > most:
        raise Refused(f"扫描件超过 {most} 页，请分成几份")
    for number in range(len(document)):
        if number + 1 in without:
            yield None
            continue
        page = document[number]
        longest = max(page.get_size())
        if longest <= 0:
            raise Refused(f"文件已损坏（第 {number + 1} 页）")
        yield page.render(scale=min(DPI / POINTS, LONGEST / longest)).to_numpy()[:, :, :3]
        page.close()


def frames_of(data: bytes, most: int) -> Iterator[Picture]:
    try:
        image = Image.open(io.BytesIO(data), formats=KINDS)
        if getattr(image, "n_frames", 1) > most:
            raise Refused(f"扫描件超过 {most} 页，请分成几份")
        for frame in ImageSequence.Iterator(image):
            if frame.width * frame.height > MOST_PIXELS:
                raise Refused(f"图片超过 {MOST_PIXELS // 10_000} 万像素")
            yield in_colour(frame)
    except (Refused, MemoryError):
        raise
    except Exception:  # the library raises anything on what is damaged
        raise Refused("图片已损坏") from None


def in_colour(frame: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(frame).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright)
    paper.thumbnail((LONGEST, LONGEST))
    return numpy.asarray(paper.convert("RGB"))[:, :, ::-1]
