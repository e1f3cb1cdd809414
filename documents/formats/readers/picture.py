"""A picture of a page. It has no text to be read; ``documents.formats.ocr`` recognises what stands on it."""
from documents.formats import scans
from documents.formats.registry import reads
from documents.formats.text import RawText


@reads(".png", signatures=(".png",), missing=scans.missing, is_slow=True)
@reads(".jpg", ".jpeg", signatures=(".jpg",), missing=scans.missing, is_slow=True)
@reads(".tif", ".tiff", signatures=(".tif",), missing=scans.missing, is_slow=True)
def read_picture(data: bytes) -> RawText:
    raise scans.scanned()
