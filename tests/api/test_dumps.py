"""The corpus as files: whole, true to their checksums, served in parts, without what is not public, and loaded as the same site."""
import csv
import gzip
import hashlib
import json
import re
from datetime import date
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from api.dumps import folder, writing
from documents.importing import (
    Source,
    import_source,
    load_registry,
    load_sample,
    record_table_status,
    set_state,
    update,
)
from documents.models import Document, State, Work
from search.indexing.rebuild import rebuild

from .conftest import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.site]
LAW = """---
title: 中华人民共和国{name}
bodies: [全国人大常委会]
issued_on: {day}
effective_on: {day}
kind: 法律
---

# 中华人民共和国{name}

## 第一章 总则

### 第一条

为了{aim}，根据《乙法》第三条，制定本法。

### 第二条

有下列情形之一的，应当：

（一）登记；

（二）公开。
"""


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path
    return tmp_path


def rows_in(table):
    with gzip.open(folder.current() / f"{table}.jsonl.gz", "rt") as lines:
        return [json.loads(line) for line in lines]


def test_every_table_in_every_format_with_checksums_and_a_dictionary(corpus):
    made, count = folder.make()
    assert count == 3
    package = json.loads((made / writing.DICTIONARY).read_text())
    assert len(package["resources"]) == 21 and all(one["description"] for r in package["resources"] for one in r["schema"]["fields"])
    for line in (made / writing.CHECKSUMS).read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((made / name).read_bytes()).hexdigest() == digest
    for table in {one["path"].partition(".")[0] for one in package["resources"]}:
        rows = rows_in(table)
        names = [one["name"] for one in next(r for r in package["resources"] if r["path"].startswith(f"{table}."))["schema"]["fields"]]
        assert rows and all(list(row) == names for row in rows), table
        as_csv = list(csv.reader(StringIO(gzip.decompress((made / f"{table}.csv.gz").read_bytes()).decode(), newline="")))
        assert as_csv[0] == names and len(as_csv) == len(rows) + 1
        assert len(duckdb.read_parquet(str(made / f"{table}.parquet")).fetchall()) == len(rows)
    document = next(row for row in rows_in("documents") if row["slug"] == "甲法")
    assert (document["bodies"], document["issued_on"], document["repealed_on"]) == (["全国人大"], "2020-01-01", "2040-01-01")


def test_nothing_unpublished_is_in_any_file(corpus):
    made, _ = folder.make()
    for path in made.iterdir():
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert SECRET.encode() not in content, path.name
    assert {row["name"] for row in rows_in("topics")} == {"学籍"} and len(rows_in("works")) == 3


def test_a_dump_is_the_same_for_the_same_corpus(corpus):
    first = (folder.make()[0] / writing.CHECKSUMS).read_text().splitlines()
    again = (folder.make()[0] / writing.CHECKSUMS).read_text().splitlines()
    assert [line for line in first if ".gz" in line] == [line for line in again if ".gz" in line]
    assert len(list(folder.root().iterdir())) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_withdrawn_is_in_no_file_from_then_on(corpus):
    folder.make()
    update(corpus.hidden[0], note="草稿的编者注")
    assert folder.current()
    set_state(corpus.measure, State.WITHDRAWN)
    assert folder.current() is None and Client().get("/dumps/documents.jsonl.gz").status_code == 404
    assert "没有数据包" in Client().get("/dumps/").content.decode()
    folder.make()
    assert [row["slug"] for row in rows_in("documents")] == ["甲法-2010", "甲法"] and rows_in("citations") == []


@pytest.mark.parametrize(("asked", "status", "first", "last"), [
    ("bytes=0-9", 206, 0, 9), ("bytes=5-", 206, 5, None), ("bytes=-7", 206, -7, None), ("bytes=3-999999999", 206, 3, None),
    ("bytes=999999999-", 416, 0, 0), ("bytes=-0", 416, 0, 0), ("bytes=9-3", 200, 0, None), ("bytes=0-1,4-5", 200, 0, None), ("lines=0-9", 200, 0, None),
    ("bytes=-", 200, 0, None), ("bytes=" + "9" * 400 + "-", 416, 0, 0), ("", 200, 0, None),
])
def test_a_file_is_served_in_parts(db, tmp_path, monkeypatch, asked, status, first, last):
    path, whole = tmp_path / "documents.jsonl.gz", bytes(range(256)) * 9
    path.write_bytes(whole)
    monkeypatch.setattr(folder, "file", lambda name: path)
    response = Client().get("/dumps/documents.jsonl.gz", headers={"Range": asked, "Accept-Encoding": "gzip"})
    assert response.status_code == status and response["Accept-Ranges"] == "bytes"
    if status != 416:
        assert "Content-Encoding" not in response
        part = whole[first:] if last is None else whole[first : last + 1]
        assert response.getvalue() == part and int(response["Content-Length"]) == len(part)
    if status == 206:
        start = first if first >= 0 else len(whole) + first
        assert response["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(whole)}"


def test_a_part_of_another_dump_is_not_given(corpus):
    folder.make()
    old = Client().get("/dumps/works.csv.gz")["ETag"]
    assert Client().get("/dumps/works.csv.gz", headers={"Range": "bytes=0-9", "If-Range": old}).status_code == 206
    folder.make()
    assert Client().get("/dumps/works.csv.gz", headers={"Range": "bytes=0-9", "If-Range": old}).status_code == 200
    page = Client().get("/dumps/").content.decode()
    assert "documents.parquet" in page and "发文字号" in page


def test_no_other_file_is_served(corpus):
    folder.make()
    for name in ("slugs.json", "..", "../secret_key", "%2e%2e/secret_key", "documents.jsonl", ".tmp", "nothing"):
        assert Client().get(f"/dumps/{name}").status_code == 404, name


@pytest.mark.django_db(transaction=True)
def test_a_dump_loaded_into_an_empty_portal_gives_the_same_site(index, settings, tmp_path):
    fixtures = settings.BASE_DIR / "fixtures"
    load_registry(fixtures)
    for path in sorted((fixtures / "corpus").glob("*学籍管理办法*.md")):
        load_sample(Path(path))
    for name, day, aim in (("甲法", "2010-03-01", "管理"), ("甲法", "2020-03-01", "规范管理")):
        assert import_source(Source(f"{day}.md", LAW.format(name=name, day=day, aim=aim).encode()), state=State.PUBLISHED).outcome.name == "CREATED"
    repeal = "# 关于废止《中小学生学籍管理办法》的决定\n\n《中小学生学籍管理办法》（教基〔2025〕1号）自2035年1月1日起废止。\n\n教育部\n\n2030年5月1日\n"
    import_source(Source("决定.md", repeal.encode()), state=State.PUBLISHED)
    decided, told, corrected = Document.objects.order_by("-pk")[:3]
    update(decided, validity="expired", validity_since=date(2031, 1, 1), validity_basis="person", validity_proof="编者所知。")
    record_table_status(told, "amended", date(2032, 1, 1), "清理结果")
    update(corrected, number="甲〔2010〕9号", note="一条\n两条", index_number="000/1")
    Document.objects.filter(pk=corrected.pk).update(collected_at=timezone.now().replace(year=2020))
    pages = ["/", "/documents/", "/works/甲法/", *(document.get_absolute_url() for document in Document.objects.published())]
    made, count = folder.make()
    rebuild()
    before = {path.name: path.read_bytes() for path in made.glob("*.gz")}
    shown = {page: Client().get(page, follow=True).content for page in pages}
    kept = tmp_path / "kept"
    made.rename(kept)
    call_command("flush", verbosity=0, interactive=False)
    assert not Work.objects.exists()
    call_command("load_dump", str(kept))
    assert count == Document.objects.published().count() >= 5
    after = {path.name: path.read_bytes() for path in folder.make()[0].glob("*.gz")}
    for name in before:
        assert gzip.decompress(after[name]).decode() == gzip.decompress(before[name]).decode(), name
    rebuild()
    for page in pages[2:]:
        assert main_of(Client().get(page, follow=True).content) == main_of(shown[page]), page
    with pytest.raises(CommandError, match="空的文库"):
        call_command("load_dump", str(kept))


def main_of(page):
    """What stands in the middle of a page, without links to originals, which are in no dump."""
    text = re.sub(r'<p><a href="[^"]*/original/">.*?</p>', "", page.decode(), flags=re.S)
    text = re.sub(r'<(div class="wide"|li)>(?:(?!</div>|</li>).)*/original/.*?</(?:div|li)>', "", text[text.index("<main") : text.index("</main>")], flags=re.S)
    return text.split()


def test_a_damaged_dump_is_refused_whole(corpus, tmp_path):
    made, _ = folder.make()
    kept = tmp_path / "kept"
    made.rename(kept)
    Document.objects.all().delete()
    for damage in (lambda: (kept / "documents.jsonl.gz").write_bytes(b"x"), lambda: (kept / writing.CHECKSUMS).unlink()):
        damage()
        with pytest.raises(CommandError):
            call_command("load_dump", str(kept))
        assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_text_that_is_read_otherwise_today_is_loaded_as_it_was(tmp_path):
    """As one that an earlier version read: its places are those that people cite, whatever today's reading makes of it."""
    pk = import_source(Source("甲.md", LAW.format(name="甲法", day="2020-03-01", aim="管理").encode()), state=State.PUBLISHED).document_id
    Document.objects.filter(pk=pk).update(markdown="甲法\n\n# 关于印发《甲法》的通知\n\n第一条　依据《乙法》。")
    Document.objects.get(pk=pk).sections.filter(anchor="art-2").update(anchor="art-two", heading="其他")
    made, _ = folder.make()
    kept = tmp_path / "kept"
    made.rename(kept)
    call_command("flush", verbosity=0, interactive=False)
    call_command("load_dump", str(kept))
    loaded = Document.objects.get(pk=pk)
    assert loaded.markdown.startswith("甲法\n\n# 关于") and [one.anchor for one in loaded.sections.all()] == ["ch-1", "art-1", "art-two"]
    assert [loaded.markdown[one.start : one.end] for one in loaded.citations.order_by("start")][-1] == "《乙法》"
