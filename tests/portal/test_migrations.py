"""The database from nothing to now, back, and over into another one."""
import os

import psycopg
import pytest
from django.core.management import call_command

from tests.databases import SERVER

from .shell import exported, run

pytestmark = pytest.mark.site

# What other databases and encodings trip over: beyond the first plane, a quote, a long text, an empty fact.
TEXT = "# 𠮷林“㐂”办法{0}\n\n第一条 依据《𠮷林“㐂”办法0》，{0}号。\n\n第二条 " + "长" * 30_000 + "{0}。\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """→ data folder, what it exports, its rows as JSON."""
    data, files = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("files")
    for number in range(4):
        (files / f"{number}.md").write_text(TEXT.format(number))
    said = run(data, f"""
call_command("migrate", verbosity=0)
call_command("import_documents", {str(files)!r}, verbosity=0)
call_command("export_documents", all=True)
call_command("dumpdata", "documents", "search", output={str(data / "rows.json")!r})""")
    return data, exported(said), data / "rows.json"


@pytest.mark.django_db
def test_m01_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_m01_every_migration_goes_back_and_forth(site):
    said = run(site[0], """
from django.db import connection
from django.db.migrations.loader import MigrationLoader
for app in ("search", "documents"):
    names = sorted(name for label, name in MigrationLoader(connection).disk_migrations if label == app)
    for before in reversed(["zero", *names[:-1]]):
        call_command("migrate", app, before, verbosity=0)
    assert not [t for t in connection.introspection.table_names() if t.startswith(app)]
call_command("migrate", verbosity=0)
from documents.models import Document
print("left", Document.objects.count())""")
    assert "left 0" in said

@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request):
    """→ the environment of an empty database: of its own, as other tests fill that of the server."""
    if request.param == "sqlite":
        yield {}
        return
    name = f"moved_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield {"DATABASE_URL": f"{SERVER.rpartition('/')[0]}/{name}"}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_b06_m02_rows_as_json_make_the_same_site_in_an_empty_database(site, tmp_path, empty):
    _, before, rows = site
    said = run(tmp_path, f"""
call_command("migrate", verbosity=0)
call_command("loaddata", {str(rows)!r}, verbosity=0)
call_command("export_documents", all=True)
call_command("check_index", repair=True, verbosity=0)
from search.engine import search
from search.plan import Phrase, Plan
print("found", search(Plan(Phrase("㐂”办法3"))).total)
from documents.importing import Source, import_source
print(import_source(Source("新.md", "# 新办法\\n\\n第一条 新。".encode())).outcome)""", **empty)
    assert len(before) == 4 and exported(said) == before
    assert "found 1" in said and "created" in said.lower(), said  # the next number of a row is free as well
