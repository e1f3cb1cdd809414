"""The lines of text on one picture, and where they stand."""
import math
import re
import unicodedata
from functools import cache
from statistics import median
from typing import Any, NamedTuple

import cv2

from .pictures import Picture

PARAMETERS = {
    "Global.log_level": "error",
    "Global.use_cls": False,  # which lines stand on their heads: pages do not
    "Global.text_score": 0.3,  # a doubtful line is shown as such, not lost
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
LONG = 5  # times as wide as high: a box whose slope is that of the page
WIDE = "WF"
FEWEST_UNITS = 4  # em of text whose width tells its size
BOX = 0.78  # the em of a line over the height of its box
BASE = 0.36  # em from the middle of a line down to its base
HAN = "\u3400-\u9fff"
# Models read marks of both widths as one; beside Chinese, Chinese ones are printed.
MARKS = str.maketrans(",;:?!()", "，；：？！（）")
BRACKETED = re.compile(rf"\((?=[^()]*[{HAN}])([^()]*)\)|(?<=[{HAN}])\(([^()]*)\)|\(([^()]*)\)(?=[{HAN}])")
UNLIKE = re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）")
AROUND = re.compile(r" *([〔〕（）《》〈〉]) *")
BESIDE = re.compile(rf"(?<=[{HAN}〕》”）]) ?[,;:?!]|[,;:?!](?=[{HAN}])")


class Recognised(NamedTuple):
    """A line with its left, right and base line in points, y upwards; ``score``: how sure the model is, from 0 to 1."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    score: float


class Lines(NamedTuple):
    """All lines of a page of this size in points."""

    lines: list[Recognised]
    width: float
    height: float


@cache
def engine() -> Any:
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    return RapidOCR(params=PARAMETERS)


def lines_on(picture: Picture) -> Lines:
    found = engine()(picture)
    height, width = picture.shape[:2]
    point = (595 if width < height else 842) / width  # an A4 page: how large others are matters to nobody
    boxes = [] if found.boxes is None else [[tuple(map(float, corner)) for corner in box] for box in found.boxes]
    slope = slope_of(boxes)
    lines = [line_of(straight(box, slope), text, float(score), point, height) for box, text, score in zip(boxes, found.txts or (), found.scores or (), strict=True)]
    return Lines([line for line in lines if line.text], width * point, height * point)


def slope_of(boxes: list) -> float:
    """How far the page is turned, in radians, by its long lines."""
    slopes = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b, _, d in boxes if math.dist(a, b) > LONG * math.dist(a, d)]
    return median(slopes) if slopes else 0.0


def straight(box: list, slope: float) -> list:
    cos, sin = math.cos(-slope), math.sin(-slope)
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in box]


def line_of(box: list, text: str, score: float, point: float, height: int) -> Recognised:
    left, right = (box[0][0] + box[3][0]) / 2, (box[1][0] + box[2][0]) / 2
    top, bottom = (box[0][1] + box[1][1]) / 2, (box[2][1] + box[3][1]) / 2
    units = sum(1 if unicodedata.east_asian_width(character) in WIDE else 0.5 for character in text)
    size = BOX * (bottom - top)
    if units >= FEWEST_UNITS:
        size = min((right - left) / units, bottom - top)
    middle = (height - (top + bottom) / 2) * point
    return Recognised(with_chinese_marks(text.strip()), left * point, right * point, middle - BASE * size * point, size * point, score)


def with_chinese_marks(text: str) -> str:
    """``text`` with full-width marks where they stand beside Chinese.

    >>> with_chinese_marks("办法(试行),自2024-05-01起")
    '办法（试行），自2024-05-01起'
    >>> with_chinese_marks("甲档 〔2024〕 3号（附件1)")
    '甲档〔2024〕3号（附件1）'
    """
    for brackets in (BRACKETED, UNLIKE):
        text = brackets.sub(lambda found: found[0][:1].translate(MARKS) + found[0][1:-1] + found[0][-1:].translate(MARKS), text)
    text = AROUND.sub(r"\1", text)
    return BESIDE.sub(lambda found: found[0].strip().translate(MARKS), text)
