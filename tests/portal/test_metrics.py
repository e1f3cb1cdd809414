"""What Prometheus is told: counts of all processes together, labels of our own, and what waits."""
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.http import HttpResponse
from prometheus_client import REGISTRY

from documents.models import Upload, UploadState
from portal import gauges, metrics
from search import engine
from search.models import PendingUpdate

from .shell import ROOT, environment


@pytest.mark.parametrize(("method", "label"), [("GET", "GET"), ("HEAD", "HEAD"), ("BREW\"} 1\nforged", "other")])
def test_a_request_is_counted_by_names_of_our_own(rf, method, label):
    labels = {"view": "", "method": label, "status": "429"}
    before = REGISTRY.get_sample_value("wenlan_requests_total", labels) or 0
    metrics.Metrics(lambda request: HttpResponse(status=429))(rf.generic(method, "/documents/隐私/?q=隐私"))
    assert REGISTRY.get_sample_value("wenlan_requests_total", labels) == before + 1


def test_a_folder_that_cannot_be_written_refuses_nobody(rf, monkeypatch):
    def fail(*_):
        raise OSError(30, "read-only")

    monkeypatch.setattr(metrics.requests, "labels", fail)
    assert metrics.Metrics(lambda request: HttpResponse("ok"))(rf.get("/")).content == b"ok"


@pytest.mark.parametrize(("error", "outcome"), [(engine.TooManySearches, "refused"), (engine.IndexUnavailable, "unavailable")])
def test_a_search_is_counted_by_what_became_of_it(monkeypatch, error, outcome):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(engine, "_in_turn", fail)
    monkeypatch.setattr(engine, "_cached", lambda key: None)
    monkeypatch.setattr(engine.upkeep, "resume_pending", lambda: None)
    monkeypatch.setattr(engine, "connections", {"default": Engine})
    before = REGISTRY.get_sample_value("wenlan_searches_total", {"outcome": outcome}) or 0
    with pytest.raises(error):
        engine.search(engine.Plan(engine.Words("学籍")))
    assert REGISTRY.get_sample_value("wenlan_searches_total", {"outcome": outcome}) == before + 1


class Engine:
    @classmethod
    def get_backend(cls):
        return cls

    @staticmethod
    def generation():
        return "1"

    run = None


def told(tmp_path) -> dict[str, float]:
    return {family.name: family.samples[0].value for family in gauges.Gauges(tmp_path).collect()}


@pytest.mark.django_db
def test_what_waits_is_told_with_its_age(tmp_path, settings, django_user_model, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(gauges.connection, "close", lambda: None)  # of the test
    someone = django_user_model.objects.create_user("someone")
    for state in (UploadState.WAITING, UploadState.STORED):
        Upload.objects.create(name="甲.txt", uploaded_by=someone, state=state.value, file=ContentFile(b"x", "x"))
    PendingUpdate.objects.create(document_id=1)
    found = told(tmp_path)
    assert (found["wenlan_database_up"], found["wenlan_uploads_queued"], found["wenlan_workers"], found["wenlan_index_pending"]) == (1, 1, 0, 1)
    assert 0 <= found["wenlan_oldest_upload_seconds"] < 60 and found["wenlan_data_free_bytes"] > 0


def test_a_database_that_is_away_is_told_and_nothing_made_up(tmp_path, monkeypatch):
    def fail():
        raise DatabaseError

    monkeypatch.setattr(gauges, "_of_database", fail)
    assert set(found := told(tmp_path)) == {"wenlan_data_free_bytes", "wenlan_database_up"} and found["wenlan_database_up"] == 0


@pytest.mark.parametrize(("folder", "address", "said"), [
    (None, "127.0.0.1:9100", "WENLAN_METRICS"), ("m", "9100", "主机:端口"), ("m", "127.0.0.1:99999", "不能使用"),
])
def test_a_wrong_address_is_told_in_a_sentence(settings, tmp_path, folder, address, said):
    settings.METRICS_DIR = folder and tmp_path / folder
    with pytest.raises(CommandError, match=said):
        call_command("serve_metrics", address=address)


def test_every_metric_in_the_guide_is_told():
    """By its name as Prometheus has it."""
    ours = {*re.findall(r'"(wenlan_\w+)"', Path(metrics.__file__).read_text() + Path(gauges.__file__).read_text())}
    named = {*re.findall(r"`(wenlan_\w+)", (ROOT / "docs/operations.md").read_text())}
    assert {re.sub("_total$", "", name) for name in named} == ours


SERVES = """
import runpy
configuration = runpy.run_path("gunicorn.conf.py")
if {starts}:
    configuration["on_starting"](None)
import django
django.setup()
from portal.metrics import requests
requests.labels("home", "GET", "200").inc(3)
"""


def test_all_processes_of_a_server_are_counted_together_from_its_start(tmp_path, monkeypatch):
    ours = environment(tmp_path, WENLAN_METRICS=str(tmp_path / "metrics"))

    monkeypatch.setattr(gauges.Gauges, "collect", lambda self: [])
    counts = tmp_path / "metrics"
    counts.mkdir()
    (counts / "counter_1.db").write_bytes(b"what a start before left, torn" * 9)
    (counts / "a-portal.db").touch()  # not ours
    for first in (True, False):
        subprocess.run([sys.executable, "-c", SERVES.format(starts=first)], cwd=ROOT, env=ours, check=True)
    (counts / "a-portal.db").unlink()  # it is there still
    labels = {"view": "home", "method": "GET", "status": "200"}
    assert gauges.registry(counts, tmp_path).get_sample_value("wenlan_requests_total", labels) == 6


def test_readers_have_no_address_of_the_metrics(client, db):
    assert client.get("/metrics").status_code == client.get("/metrics/").status_code == 404
