"""Text in pictures: scanned pages, photographs of papers. An extra, on where ``make ocr`` has installed it.

    recognise(extension: str, data: bytes) -> RawText
        The text of a picture, or of the pages of a PDF, of which those that have text are read. For the sandbox, under ``LIMITS``: a page takes some five seconds of
        processor, so this is no work for a web request.

RapidOCR reads with models that its wheel carries, offline; lines and paragraphs are made as those of a PDF are
(docs/decisions/0025).
"""
import os

from documents.formats import scans
from documents.formats.text import RawText, Refused
from documents.sandbox import Limits

MOST_PAGES = 200
LIMITS = Limits(seconds=3600, cpu=3000, memory=6 << 30)
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")  # the sandbox starts none


def recognise(extension: str, data: bytes) -> RawText:
    if lack := scans.missing():
        raise Refused(f"{scans.SCANNED}。{lack}")
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    from .layout import pages_with_text, raw_text_of
    from .lines import lines_on
    from .pictures import pictures_in

    read = pages_with_text(data) if extension == ".pdf" else {}
    pages = pictures_in(extension, data, MOST_PAGES, frozenset(read))
    return raw_text_of([read[number] if picture is None else lines_on(picture) for number, picture in enumerate(pages, 1)])
