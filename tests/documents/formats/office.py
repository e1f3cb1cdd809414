"""What the tests need that run LibreOffice, and small OpenDocument texts."""
import io
import os
import zipfile

import pytest

from documents.formats import libreoffice

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:library="http://openoffice.org/2000/library"'
)
MIMETYPE = "application/vnd.oasis.opendocument.text"


def needed() -> None:
    """Skip, where LibreOffice is not installed; in CI it is."""
    if lack := libreoffice.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(lack)


def odt(body: str, before: str = "", extra: dict[str, str] | None = None) -> bytes:
    """An OpenDocument text; ``before``: what stands before its body; ``extra``: more entries."""
    content = f'<office:document-content {SPACES} office:version="1.2">{before}<office:body><office:text>{body}</office:text></office:body></office:document-content>'
    entries = {"content.xml": content, **(extra or {})}
    manifest = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in entries)
    entries["META-INF/manifest.xml"] = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>{manifest}</manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        for name, text in entries.items():
            archive.writestr(name, text)
    return buffer.getvalue()
