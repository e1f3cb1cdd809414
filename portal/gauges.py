"""What is so at the moment: how much waits, for how long, and whether anybody works on it."""
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from documents.models import Upload, UploadState
from documents.uploading import live_workers
from search.indexing import upkeep

QUEUED = (UploadState.WAITING, UploadState.READING, UploadState.ACCEPTED, UploadState.STORING)


class Gauges(Collector):
    """Asked of disk and database at each scrape; of a database that is away no more is told than that."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield GaugeMetricFamily("wenlan_data_free_bytes", "Free on the disk of the data folder", shutil.disk_usage(self._data).free)
        try:
            found, is_up = list(_of_database()), 1
        except DatabaseError:
            found, is_up = [], 0
        finally:
            connection.close()
        yield GaugeMetricFamily("wenlan_database_up", "Whether the database answers", is_up)
        yield from found


def _of_database() -> Iterator[GaugeMetricFamily]:
    queued = Upload.objects.filter(state__in=QUEUED).aggregate(count=Count("pk"), oldest=Min("created_at"))
    waited = (timezone.now() - queued["oldest"]).total_seconds() if queued["oldest"] else 0
    index = upkeep.status()
    yield GaugeMetricFamily("wenlan_uploads_queued", "Files that wait for a worker, or are with one", queued["count"])
    yield GaugeMetricFamily("wenlan_oldest_upload_seconds", "Since the oldest of them was sent", waited)
    yield GaugeMetricFamily("wenlan_workers", "Workers that are alive", live_workers())
    yield GaugeMetricFamily("wenlan_index_up", "Whether there is an index", int(index["index"] == "ok"))
    yield GaugeMetricFamily("wenlan_index_pending", "Changes that the index has yet to take up", float(str(index["pending"])))
    yield GaugeMetricFamily("wenlan_index_behind_seconds", "Since the oldest of these changes", float(str(index["oldest_pending_seconds"])))


def registry(counted: Path, data: Path) -> CollectorRegistry:
    """All that is told of the site: what its processes have counted in the folder ``counted``, and the gauges."""
    found = CollectorRegistry()
    MultiProcessCollector(found, path=str(counted))
    found.register(Gauges(data))
    return found
