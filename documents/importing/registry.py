"""What is known before any document: issuing bodies and their names, topics, columns of the source site."""
from pathlib import Path

import yaml
from django.db import transaction

from documents.importing.rows import named
from documents.models import BodyAlias, Column, IssuingBody, Topic


@transaction.atomic
def load_registry(folder: Path) -> None:
    """Bring bodies, topics and columns in line with the YAML files of ``folder``; rows of others stay."""
    _load_bodies(_entries(folder / "bodies.yaml"))
    for model, name in ((Topic, "topics"), (Column, "columns")):
        for position, entry in enumerate(_entries(folder / f"{name}.yaml"), 1):
            row = named(model, entry["name"])
            for field, value in {**entry, "position": position}.items():
                setattr(row, field, value)
            row.save()


def _entries(path: Path) -> list[dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or []


def _load_bodies(entries: list[dict]) -> None:
    rows = {entry["name"]: named(IssuingBody, entry["name"]) for entry in entries}
    for entry in entries:
        body = rows[entry["name"]]
        parent = rows.get(entry.get("parent"))
        if body.parent != parent:
            body.parent = parent
            body.save(update_fields=["parent"])
        for alias in entry.get("aliases") or ():
            BodyAlias.objects.update_or_create(name=alias, defaults={"body": body})
