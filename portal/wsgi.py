"""The WSGI application, for gunicorn: ``gunicorn portal.wsgi``."""
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 (needs what the line above sets up)
from django.urls import set_script_prefix  # noqa: E402

from search import answering, engine  # noqa: E402

set_script_prefix(settings.FORCE_SCRIPT_NAME or "/")  # a request sets it, and what is learnt here holds addresses too
engine.warm_up()
answering.warm_up()
