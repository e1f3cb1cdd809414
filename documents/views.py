"""Reading the corpus: lists and documents."""
from django.shortcuts import get_object_or_404, render

from documents.models import Document


def documents(request, **kwargs):
    return render(request, "documents/list.html", {"documents": Document.objects.published().for_listing()})


bodies = body = topics = topic = columns = column = year = kind = cited_works = cited_work = documents


def document(request, slug):
    found = get_object_or_404(Document.objects.published(), slug=slug)
    return render(request, "documents/document.html", {"document": found})
