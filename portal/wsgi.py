"""The WSGI application, for gunicorn: ``gunicorn portal.wsgi``."""
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()

from search import answering, engine  # noqa: E402 (needs what the line above sets up)

engine.warm_up()
answering.warm_up()
