"""What the tests of scans need: recognition, a Chinese font, and pages rendered with it."""
import os

import pytest

from documents.formats import scans

FAMILY = "Noto Serif CJK SC"
PARAGRAPH = "为进一步加强档案管理工作，提高档案利用水平，服务经济社会发展，根据有关规定，决定开展档案检查，现将有关事项通知如下。"


def needed() -> None:
    """Skip, where nothing is recognised; in CI it is."""
    if lack := scans.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(lack)
    from evaluation.ocr.pages import face

    if not face(FAMILY):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{FAMILY} is not installed")


def lines() -> list[tuple[str, int]]:
    from evaluation.ocr.pages import broken

    return [
        ("甲档〔2024〕3号", 9), ("关于开展档案检查工作的通知", 7), ("各区档案局，各有关单位：", 0), *broken(PARAGRAPH), ("一、检查时间（试行）", 2),
        ("2024年4月1日至30日。", 2), ("甲市档案局", 20), ("2024年3月1日", 19),
    ]


def scan(worn: bool = False):
    from evaluation.ocr import pages

    image = pages.page(lines(), pages.face(FAMILY))
    return pages.worn(image, 1) if worn else image


def saved(image, kind: str, **more) -> bytes:
    import io

    buffer = io.BytesIO()
    image.save(buffer, kind, **more)
    return buffer.getvalue()
