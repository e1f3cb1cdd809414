"""``prepare``: what a second one may not do, then that a server answers after the first."""
import json
import os
import re
import shutil
import time

import pytest

from .shell import manage, run

pytestmark = pytest.mark.site

ASK = """
from django.test import Client
client = Client(SERVER_NAME="localhost", raise_request_exception=False)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    code, said = manage(data, "prepare")
    assert code == 0, said
    assert "已载入 28 份文件" in said
    return data


@pytest.fixture
def copy(site, tmp_path):
    return shutil.copytree(site, tmp_path / "data")


HELD = """
from documents.models import *
counts = [model.objects.count() for model in (Document, IssuingBody, BodyAlias, Topic, Column)]
print("held", counts, Document.objects.published().count())"""


@pytest.mark.parametrize("kept", [0, 5])
def test_nothing_comes_back_to_a_site_from_before_samples_were_remembered(copy, kept):
    before = run(copy, f"""
from documents.importing import remove, set_state
from documents.models import *
for document in Document.objects.order_by("pk")[{kept}:]:
    remove(document)
if document := Document.objects.first():
    set_state(document, State.WITHDRAWN)
BodyAlias.objects.filter(name="中办").delete()
Column.objects.filter(documents=None).first().delete(){HELD}""")
    run(copy, 'call_command("migrate", "documents", "0001", verbosity=0)')
    after = run(copy, f"call_command('prepare'){HELD}")
    held_before, held_after = ([line for line in said.splitlines() if line.startswith("held")] for said in (before, after))
    assert f"held [{kept}, " in before
    assert held_before == held_after


def test_a_server_answers_after_prepare_alone(site):
    said = run(site, ASK + """
page = client.get("/")
print("status", page.status_code)
import re
for path in re.findall(r'(?:href|src)="(/static/[^"]*)"', page.content.decode()):
    print("static", path, client.get(path).status_code)
print("admin", client.get("/admin/login/").status_code)""")
    assert "status 200" in said and "admin 200" in said
    served = re.findall(r"static (\S+) (\d+)", said)
    assert len(served) > 8 and {status for _, status in served} == {"200"}
    assert all(re.search(r"\.[0-9a-f]{12}\.", path) for path, _ in served)


def test_without_static_files_a_page_says_that_the_site_is_broken(tmp_path):
    said = run(tmp_path, ASK + """
call_command("migrate", verbosity=0)
for path in ("/", "/no/such/page/", "/admin/login/"):
    answer = client.get(path)
    print(answer.status_code, "网站出错了" in answer.content.decode())""")
    assert said.count("500 True") == 3


def test_static_files_of_another_release_are_brought_up_to_date(copy):
    """However old they are: an archive may unpack files from before the last collection."""
    manifest, sheet = copy / "static/staticfiles.json", copy / "static/css/base.css"
    before = manifest.read_text()
    hashed = copy / "static" / json.loads(before)["paths"]["css/base.css"]
    manifest.write_text(before.replace(hashed.name, "base.000000000000.css"))
    hashed.unlink()
    sheet.write_text("/* of another release */")
    os.utime(sheet, (time.time() + 86400,) * 2)
    code, said = manage(copy, "prepare")
    assert code == 0, said
    assert manifest.read_text() == before and hashed.stat().st_size > 1000
