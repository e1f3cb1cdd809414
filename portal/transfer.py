"""All rows of one database into another of any kind: a backup of PostgreSQL is a file of SQLite, and a site can move."""
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import dj_database_url
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.models.sql import InsertQuery

from documents.models import Document

ROWS_AT_ONCE = 200
OTHER = "other"
NOT_MOVED = {"sessions.Session"}
"""People log in again."""


class NotMigrated(Exception):
    """A database that cannot be opened or brought to the tables of now; says why."""


class NotEmpty(Exception):
    """A database that is to be filled and has documents or accounts already."""


def moved() -> list[type[models.Model]]:
    """The models whose rows make a site."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy and model._meta.label not in NOT_MOVED]


@contextmanager
def opened(url: str) -> Iterator[str]:
    """→ the alias of a further database, brought to the tables of now, as long as the block runs. Raises ``NotMigrated``."""
    _migrate(url)
    connections.databases[OTHER] = connections.databases["default"] | {"OPTIONS": {}, "TEST": {}} | dj_database_url.parse(url)
    connections.configure_settings(connections.databases)
    try:
        yield OTHER
    finally:
        connections[OTHER].close()
        del connections[OTHER]
        del connections.databases[OTHER]


def address_of(path: Path) -> str:
    """That of the database of SQLite in a file."""
    return f"sqlite:///{quote(str(path.resolve()))}"


def _migrate(url: str) -> None:
    """In a process of its own, of which it is the only database: migrations that move rows know no other."""
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings", "WENLAN_DATA": str(settings.DATA_DIR)}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate", "--no-input", "--verbosity=0"]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)
    if done.returncode:
        raise NotMigrated((done.stderr.strip().splitlines() or ["?"])[-1])


def copy(source: str, target: str) -> int:
    """All rows of the database ``source``, as they are at one moment, in place of those that the tables of ``target`` were made with.

    → how many. Raises ``NotEmpty``; where it fails ``target`` is as it was.
    """
    with transaction.atomic(using=target), _one_moment(source):
        if is_in_use(target):
            raise NotEmpty
        for model in reversed(moved()):
            model._base_manager.using(target).all()._raw_delete(target)
        count = sum(_copy_table(model, source, target) for model in moved())
        sequences = connections[target].ops.sequence_reset_sql(no_style(), moved())
        with connections[target].cursor() as cursor:
            for statement in sequences:
                cursor.execute(statement)
    return count


def is_in_use(alias: str) -> bool:
    """Whether the database has documents or accounts; what migrations bring does not count."""
    account = apps.get_model("auth", "User")
    return Document.objects.using(alias).exists() or account._base_manager.using(alias).exists()


@contextmanager
def _one_moment(alias: str) -> Iterator[None]:
    """All that is read of the database in the block is of one moment."""
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _copy_table(model: type[models.Model], source: str, target: str) -> int:
    """Rows as they are: no signal, and no day of a change, is made anew."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    names, count = [field.attname for field in fields], 0
    rows = model._base_manager.using(source).order_by().values_list(*names).iterator(chunk_size=ROWS_AT_ONCE)
    while batch := [model(**dict(zip(names, row, strict=True))) for row in islice(rows, ROWS_AT_ONCE)]:
        for part in _parts(batch, fields, target):
            query = InsertQuery(model)
            query.insert_values(fields, part, raw=True)
            query.get_compiler(using=target).execute_sql()
        count += len(batch)
    return count


def _parts(batch: list[models.Model], fields: list[models.Field], target: str) -> Iterator[list[models.Model]]:
    """As many rows at once as the database takes parameters for."""
    size = max(1, connections[target].ops.bulk_batch_size(fields, batch))
    for start in range(0, len(batch), size):
        yield batch[start : start + size]
