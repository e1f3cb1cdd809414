"""What a reader keeps in the browser; no server knows of it."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page that a script fills."""
    return render(request, "documents/kept.html")
