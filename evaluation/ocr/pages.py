"""Pages as they come from a scanner, rendered: so what stands on them is known to the character."""
import io
import math
import random
import subprocess
from pathlib import Path
from typing import NamedTuple

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

DPI = 200
WIDTH, HEIGHT = round(8.27 * DPI), round(11.69 * DPI)
LEFT, TOP = round(1.1 * DPI), round(1.45 * DPI)
EM = 16  # points: 三号, as GB/T 9704 has it
LINE, LINES, PITCH = 28, 22, 1.75
NOT_FIRST = "，。；：、）》”？！"
# Four faces that papers are printed in, as fontconfig names them; Debian has them in fonts-noto-cjk, fonts-arphic-gkai00mp and
# fonts-arphic-gbsn00lp.
FACES = {
    "宋体": "Noto Serif CJK SC", "黑体": "Noto Sans CJK SC", "楷体": "AR PL KaitiM GB", "宋体（文鼎）": "AR PL SungtiL GB",
}


class Face(NamedTuple):
    path: str
    index: int


def face(family: str) -> Face | None:
    """Where a font lies; ``None`` where it is not installed."""
    said = subprocess.run(["fc-match", "-f", "%{family}\t%{file}\t%{index}", family], capture_output=True, text=True).stdout
    names, path, index = (said.split("\t") + ["", ""])[:3]
    return Face(path, int(index)) if family in names else None


def broken(paragraph: str) -> list[tuple[str, int]]:
    """A paragraph in lines with their indent in em, none beginning with a mark that closes."""
    lines, rest, indent = [], paragraph, 2
    while rest:
        end = LINE - indent
        while end < len(rest) and rest[end] in NOT_FIRST:
            end -= 1
        lines.append((rest[:end], indent))
        rest, indent = rest[end:], 0
    return lines


def page(lines: list[tuple[str, int]], its: Face) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw, em = ImageDraw.Draw(image), round(EM * DPI / 72)
    font = ImageFont.truetype(its.path, em, index=its.index)
    for place, (text, indent) in enumerate(lines):
        draw.text((LEFT + indent * em, TOP + round(place * em * PITCH)), text, font=font, fill="black")
    return image


def worn(image: Image.Image, seed: int) -> Image.Image:
    """The page turned by two degrees, with a red seal over its text, grain and specks."""
    chance, grain = random.Random(seed), numpy.random.default_rng(seed)
    image = image.rotate(chance.choice((-2, 2)), resample=Image.Resampling.BICUBIC, fillcolor="white")
    draw, radius = ImageDraw.Draw(image, "RGBA"), WIDTH * 0.12
    x, y, red = WIDTH * 0.68, HEIGHT * 0.62, (220, 30, 30, 140)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=10)
    turns = [-math.pi / 2 + corner * 4 * math.pi / 5 for corner in range(5)]
    draw.polygon([(x + math.cos(turn) * radius * 0.4, y + math.sin(turn) * radius * 0.4) for turn in turns], fill=red)
    dots = numpy.asarray(image).astype("int16") + grain.normal(0, 18, (HEIGHT, WIDTH, 3))
    dots[grain.random((HEIGHT, WIDTH)) < 0.002] = 0
    return Image.fromarray(dots.clip(0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(0.6))


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def texts(folder: Path, count: int) -> list[list[tuple[str, int]]]:
    """The first page of ``count`` documents of the corpus, in lines, with the marks that are printed beside Chinese."""
    from documents.formats.ocr.lines import with_chinese_marks

    found = []
    for path in sorted(folder.glob("*.md"))[:count]:
        body = path.read_text("utf-8").split("\n---\n", 1)[-1]
        paragraphs = [line.strip("#> ") for line in body.split("\n") if len(line) > 3 and not set(line) & set("|[]*\\`")]
        found.append([line for paragraph in paragraphs for line in broken(with_chinese_marks(paragraph))][:LINES])
    return found
