"""Files that show pictures of text and have none: how those who read text refuse them, and whether they can be recognised."""
from importlib.util import find_spec

from .text import Refused

SCANNED = "没有文字层，是图片或扫描件"
"""What such a refusal says, by which it is known."""
PICTURES_ALONE = "只有图片，没有文字"
"""What a note says of pages that show pictures in a file that has text on others."""
INSTALL = "本机没有安装文字识别（OCR），请管理员运行 make ocr 安装"
NOT_HERE = "文字识别每页约需十秒，网页上不做，请由后台程序（manage.py run_worker）或命令 manage.py import_documents 读取"


def missing() -> str:
    """What has to be installed, in Chinese; empty where it is."""
    return "" if find_spec("rapidocr") and find_spec("onnxruntime") else INSTALL


def scanned() -> Refused:
    """The refusal of what has no text."""
    return Refused(f"{SCANNED}。{missing() or NOT_HERE}")
