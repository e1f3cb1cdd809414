"""What is known before any document: issuing bodies, their names and what became of them, short names of works, topics, columns of the source site."""
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import yaml
from django.db import transaction

from documents.importing.rows import named
from documents.importing.samples import never_loaded, remember
from documents.models import BodyAlias, Column, IssuingBody, ShortName, Topic

HEADINGS = ("topics/", "columns/")


@transaction.atomic
def load_registry(folder: Path, with_headings: bool = True) -> None:
    """Add the bodies, aliases, short names, topics and columns of the YAML files of ``folder`` that were never loaded.

    ``with_headings=False``: topics and columns, which are of the samples alone, are declined and never loaded.

    What there is already stays as it is, and so does what editors have made of what was loaded.
    """
    entries = dict(_entries(folder))
    new = never_loaded(entries)
    for name, add in entries.items():
        if name in new and (with_headings or not name.startswith(HEADINGS)):
            add()
    remember(new)


def _entries(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Names, each with what adds its row; a parent stands before its children."""
    for entry in _read(folder / "bodies.yaml"):
        yield f"bodies/{entry['name']}", partial(_add_body, entry["name"], entry.get("parent"))
        for alias in entry.get("aliases", ()):
            yield f"aliases/{alias}", partial(_add_alias, alias, entry["name"])
    for entry in _read(folder / "successions.yaml"):
        for name in (entry["name"], *entry.get("aliases", ())):
            yield f"successions/{name}", partial(_add_former, entry, name)
    for entry in _read(folder / "short_names.yaml"):
        yield f"short_names/{entry['name']}", partial(ShortName.objects.get_or_create, name=entry["name"], defaults={"title": entry["title"]})
    for position, entry in enumerate(_read(folder / "topics.yaml"), 1):
        yield f"topics/{entry['name']}", partial(_add_topic, entry, position)
        yield f"topics/{entry['name']}/rules", partial(_add_rules, entry)
    for position, entry in enumerate(_read(folder / "columns.yaml"), 1):
        yield f"columns/{entry['name']}", partial(named, Column, **entry, position=position)


def _read(path: Path) -> list[dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or [] if path.exists() else []


def _add_body(name: str, parent: str | None) -> None:
    if not BodyAlias.objects.filter(name=name).exists():
        body = named(IssuingBody, name, parent=IssuingBody.objects.filter(name=parent).first())
        IssuingBody.objects.filter(pk=body.pk).update(is_confirmed=True)


def _add_former(entry: dict, name: str) -> None:
    """A body that is no more, under its own ``name``, and what took over; or another name of it. Its successors stand before it."""
    if name != entry["name"]:
        _add_alias(name, entry["name"])
        return
    _add_body(name, None)
    body = _called(name)
    if body and not body.ended_on:
        body.ended_on = entry["ended_on"]
        body.save(update_fields=["ended_on"])
        body.successors.set(filter(None, map(_called, entry["successors"])))


def _add_topic(entry: dict, position: int) -> None:
    named(Topic, entry["name"], description=entry.get("description", ""), position=position)


def _add_rules(entry: dict) -> None:
    """The parent and the rules of a topic to which editors have given none; its parent stands before it."""
    parent = Topic.objects.filter(name=entry.get("parent")).first()
    topic = Topic.objects.filter(name=entry["name"], parent=None, rules="").first()
    if topic:
        topic.parent, topic.rules = parent, "\n".join(entry.get("rules", ()))
        topic.save(update_fields=["parent", "rules"])


def _called(name: str) -> IssuingBody | None:
    return IssuingBody.objects.filter(name=name).first()


def _add_alias(name: str, body: str) -> None:
    """Of a body that editors have renamed or deleted nothing is said."""
    found = IssuingBody.objects.filter(name=body).first()
    if found:
        BodyAlias.objects.get_or_create(name=name, defaults={"body": found})
