"""Plain factories with defaults: a test names only what it is about."""
from itertools import count

from django.utils import timezone

from documents.citations.titles import title_key
from documents.importing.slugs import words_slug
from documents.models import Citation, Column, Document, DocumentBody, IssuingBody, Section, State, Topic, Work
from documents.rendering import render

_numbers = count(1)


def make_topic(name="主题甲", **values):
    return Topic.objects.get_or_create(name=name, defaults={"slug": words_slug(name), **values})[0]


def make_column(name="栏目甲", **values):
    return Column.objects.get_or_create(name=name, defaults={"slug": words_slug(name), **values})[0]


def make_body(name="机关甲", **values):
    return IssuingBody.objects.get_or_create(name=name, defaults={"slug": words_slug(name), **values})[0]


def make_work(name=None, key=None, **values):
    """A work that is known by its ``name``, such as a law; without one a work of its own."""
    name, is_known = name or f"著作{next(_numbers)}", name is not None
    defaults = {"title": name, "slug": words_slug(name), "is_known_by_name": is_known, **values}
    return Work.objects.get_or_create(key=key or title_key(name), defaults=defaults)[0]


def make_document(title=None, *, bodies=(), topics=(), column=None, sections=(), markdown="正文一段。", work=None, **values):
    """A published document. ``bodies``, ``topics``, ``column``, ``work`` are names; ``sections`` dictionaries of their values."""
    number = next(_numbers)
    title = title or f"文件{number}"
    values = {
        "slug": title, "state": State.PUBLISHED, "content_hash": f"{number}", "text_hash": f"{number}",
        "column": make_column(column) if column else None, "work": make_work(work),
        "collected_at": None if values.get("state") == State.DRAFT else timezone.now(), **values,
    }
    document = Document.objects.create(title=title, markdown=markdown, **values)
    for position, name in enumerate(bodies):
        DocumentBody.objects.create(document=document, body=make_body(name), position=position, signed_as=name)
    document.topics.set([make_topic(name) for name in topics])
    rows = [make_section(document, position=position, **section) for position, section in enumerate(sections)]
    document.html = render(markdown, rows)
    document.save()
    return document


def make_section(document, position=0, level=1, label="", heading="", anchor=None, text=""):
    anchor = anchor or f"h-{position}"
    return Section.objects.create(
        document=document, position=position, level=level, label=label, heading=heading, anchor=anchor, text=text
    )


def make_citation(citing, cited=None, text="《被引文件》", kind="mention", start=0, **values):
    work = cited.work if cited else None
    values = {"sentence": f"依据{text}。", "key": text, "resolution": "one" if cited else "none", "work": work, **values}
    return Citation.objects.create(
        citing=citing, cited=cited, text=text, kind=kind, start=start, end=start + len(text), **values
    )
