"""Files are read with the registry of bodies as editors have it."""
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import parsing
from documents.importing import Outcome, Source, import_paths, import_source, load_registry, understand
from documents.importing.reading import known_bodies
from documents.models import BodyAlias, Document, IssuingBody, State

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[3] / "fixtures"
NOTICE = "关于做好汛期值守的通知\n\n各单位：\n\n为做好汛期值守，现通知如下。\n\n一、落实责任。\n\n{}\n\n2025年6月3日\n"


def bodies(signature) -> tuple[str, ...]:
    return understand(Source("通知.txt", NOTICE.format(signature).encode())).bodies


def make(name, **values):
    return IssuingBody.objects.create(name=name, slug=name, **values)


def test_an_empty_registry_is_its_seed():
    assert known_bodies() == parsing.seed_bodies()
    load_registry(FIXTURES)
    assert known_bodies() == parsing.seed_bodies()


@pytest.mark.parametrize("enter", [lambda name: make(name), lambda name: make("甲台").aliases.create(name=name)], ids=["body", "alias"])
def test_the_next_file_is_read_with_a_new_name(enter):
    before = bodies("防汛先锋教育部")
    enter("防汛先锋")
    assert before != bodies("防汛先锋教育部") == ("防汛先锋", "教育部")


@pytest.mark.parametrize(
    "change",
    [
        lambda: BodyAlias.objects.filter(name="中办").delete(),
        lambda: BodyAlias.objects.filter(name="中办").update(name="中厅"),
    ],
    ids=["deleted", "renamed"],
)
def test_what_editors_take_away_is_known_no_more(change):
    load_registry(FIXTURES)
    assert bodies("中办教育部") == ("中办", "教育部")
    change()
    assert "中办" not in bodies("中办教育部")


def test_a_signature_is_no_name_of_the_registry_until_it_is_confirmed(admin_client):
    body = make("防汛先锋", is_confirmed=False)
    assert "防汛先锋" not in known_bodies()
    page = reverse("admin:documents_issuingbody_change", args=[body.pk])
    form = {"name": body.name, "parent": "", "aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    assert admin_client.post(page, form).status_code == 302
    assert "防汛先锋" in known_bodies()


def test_many_are_confirmed_at_once(admin_client):
    found = [make(name, is_confirmed=False) for name in ("防汛先锋", "抗旱先锋")]
    action = {"action": "confirm", "_selected_action": [body.pk for body in found]}
    assert admin_client.post(reverse("admin:documents_issuingbody_changelist"), action).status_code == 302
    assert {"防汛先锋", "抗旱先锋"} <= known_bodies()


def test_what_an_import_finds_waits_for_an_editor():
    import_source(Source("通知.txt", NOTICE.format("丰泽市应急局").encode()))
    assert not IssuingBody.objects.get(name="丰泽市应急局").is_confirmed
    assert "丰泽市应急局" not in known_bodies()


def test_a_body_that_comes_with_the_portal_is_confirmed_where_an_import_found_it_first():
    make("教育部", is_confirmed=False)
    load_registry(FIXTURES)
    assert IssuingBody.objects.get(name="教育部").is_confirmed


def test_a_run_of_files_asks_the_registry_once(tmp_path):
    make("防汛先锋")
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(NOTICE.replace("汛期", f"汛期第{number}轮").format("防汛先锋教育部"))
    with CaptureQueriesContext(connection) as queries:
        assert {result.outcome for result in import_paths([tmp_path], state=State.DRAFT)} == {Outcome.CREATED}
    asked = [query for query in queries if 'WHERE "documents_issuingbody"."is_confirmed"' in query["sql"]]
    assert len(asked) == 1
    assert {s.signed_as for d in Document.objects.all() for s in d.signatures.all()} == {"防汛先锋", "教育部"}


def test_a_changed_registry_reads_no_unchanged_file_again():
    source = Source("通知.txt", NOTICE.format("防汛先锋教育部").encode())
    import_source(source)
    make("防汛先锋")
    assert import_source(source).outcome is Outcome.UNCHANGED
