"""A dump served as files: a page that lists them, and each file whole or in part."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from . import folder
from .writing import DICTIONARY

_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
_PIECE = 1 << 16


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The files of the dump that is served, with what their columns mean."""
    package = folder.described()
    shown = [one for one in package["resources"] if one["format"] == "jsonl"] if package else []
    tables = [{**one, "files": [other for other in package["resources"] if other["title"] == one["title"]]} for one in shown] if package else []
    return render(request, "api/dumps.html", {"package": package, "tables": tables})


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file, or the bytes of it that are asked for; a download that was broken off goes on where it was."""
    path = folder.file(name)
    if path is None or not path.exists():
        raise Http404
    size, etag = path.stat().st_size, f'"{path.parent.name}"'
    part = _part(request, size, etag)
    if part is None:
        response: HttpResponseBase = FileResponse(path.open("rb"), filename=name, as_attachment=name != DICTIONARY)
    elif part[0] >= size:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = _partial(path, *part, size)
    response["Accept-Ranges"], response["ETag"], response["Last-Modified"] = "bytes", etag, http_date(path.stat().st_mtime)
    return response


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The first and the last byte that are asked for; ``None`` where that is all, or cannot be read, or was asked of another file."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or match[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    if not match[1]:
        return max(size - int(match[2][:18]), 0) if int(match[2][:18]) else size, size - 1
    first, last = int(match[1][:18]), int(match[2][:18]) if match[2] else size - 1
    return (first, min(last, size - 1)) if first <= last or not match[2] else None


def _partial(path: Path, first: int, last: int, size: int) -> HttpResponseBase:
    def pieces() -> Iterator[bytes]:
        with open(path, "rb") as file:
            file.seek(first)
            left = last - first + 1
            while left and (piece := file.read(min(left, _PIECE))):
                left -= len(piece)
                yield piece

    response = StreamingHttpResponse(pieces(), status=206, content_type="application/octet-stream")
    response["Content-Range"], response["Content-Length"] = f"bytes {first}-{last}/{size}", str(last - first + 1)
    return response
