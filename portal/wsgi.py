"""The WSGI application, for gunicorn: ``gunicorn portal.wsgi``."""
import ctypes
import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 (needs what the line above sets up)
from django.urls import set_script_prefix  # noqa: E402

from search import answering, engine  # noqa: E402

set_script_prefix(settings.FORCE_SCRIPT_NAME or "/")  # a request sets it, and what is learnt here holds addresses too
with suppress(OSError, AttributeError):  # not every C library has it
    # One place for the memory of all threads (M_ARENA_MAX): what a search in one has freed was kept from the others, an eighth of a busy process.
    ctypes.CDLL(None).mallopt(-8, 1)
engine.warm_up()
answering.warm_up()
