"""The original of a document or an upload beside what was understood of it: its pages as pictures, and the file itself."""
from collections.abc import Sequence
from typing import Any

from csp.constants import SELF
from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.clickjacking import xframe_options_sameorigin

from documents.formats import Refused
from documents.formats.page_pictures import is_pictured, page_picture
from documents.formats.text import UnsureLine

LAST_PAGE = 9_999


class OriginalViews(admin.ModelAdmin):
    """A part of the admin of what has a file in ``file_field``, called as ``name_field`` says."""

    file_field: str
    name_field: str

    def get_urls(self) -> list[URLPattern]:
        named = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/original/", wrap(self.download_original), name=f"{named}_original"),
            path("<int:pk>/original/pages/", wrap(xframe_options_sameorigin(self.original_page)), name=f"{named}_original_page"),
            *super().get_urls(),
        ]

    def download_original(self, request: HttpRequest, pk: int) -> FileResponse:
        """The file as it came, to be kept, and never shown by the browser: it may hold anything."""
        file, name = self._opened(request, pk)
        return FileResponse(file, as_attachment=True, filename=name)

    def original_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One page of it as a picture, for the frame beside a form: ``?page=``, from 1."""
        file, name = self._opened(request, pk)
        wanted = request.GET.get("page", "")
        number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) <= len(str(LAST_PAGE)) else 1
        context: dict[str, Any] = {"name": name, "title": name}
        try:
            with file:
                context["picture"] = picture = page_picture(name, file.read(), number)
            context["unsure"] = [line for line in self.unsure_lines(pk) if line.page == picture.number]
        except Refused as refusal:
            context["refusal"] = refusal
        response = render(request, "admin/documents/original_page.html", context, status=422 if "refusal" in context else 200)
        response["Cache-Control"] = "private, max-age=600"
        response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # where django-csp looks for it
        return response

    def unsure_lines(self, pk: int) -> Sequence[UnsureLine]:
        """The lines of it, on whichever page, that were recognised without certainty."""
        return ()

    def _opened(self, request: HttpRequest, pk: int) -> tuple[Any, str]:
        """The file of the object ``pk``, open, and its name. Raises ``Http404`` where the person may not see it or it is lost."""
        found = self.get_object(request, str(pk))
        if found is None or not self.has_view_or_change_permission(request, found):
            raise Http404
        file, name = getattr(found, self.file_field), getattr(found, self.name_field)
        try:
            return file.open(), name or file.name
        except (FileNotFoundError, ValueError) as error:
            raise Http404 from error


def shows_pages(file: Any, name: str) -> bool:
    """Whether the pages of ``file``, called ``name``, can be shown in a frame."""
    return bool(file) and is_pictured(name)


def with_frame(response: Any) -> Any:
    """``response`` with leave to hold a frame of this site."""
    response._csp_update = {"frame-src": [SELF]}
    return response
