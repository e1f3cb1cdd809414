"""How gunicorn runs the site; it reads this file by itself, and its command line goes before it."""
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

sys.path.insert(0, str(Path(__file__).parent))
try:
    from portal import settings
except ImproperlyConfigured as error:
    sys.exit(str(error))

threads = 4
timeout = 90
# What is being answered when the server is told to stop is answered.
graceful_timeout = 60
# Gunicorn itself takes the prefix off the addresses; where the file of settings gives it, it has to be told.
os.environ["SCRIPT_NAME"] = settings.FORCE_SCRIPT_NAME or ""


if settings.METRICS_DIR:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(settings.METRICS_DIR)  # read where prometheus_client is imported


def on_starting(server):
    """What the processes of the start before have counted is over: counters begin at nothing."""
    if settings.METRICS_DIR:
        settings.METRICS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        for kind in ("counter", "histogram", "gauge"):  # and nothing else that lies there: the folder is named by hand
            for path in settings.METRICS_DIR.glob(f"{kind}_*.db"):
                path.unlink(missing_ok=True)
