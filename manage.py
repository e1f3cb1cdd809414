#!/usr/bin/env python
"""Django's command line for this site: ``python manage.py help``."""
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from portal.outages import is_outage, sentence

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except Exception as error:
        if "--traceback" in sys.argv or not is_outage(error):
            raise
        sys.exit(sentence(error))
