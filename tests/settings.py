"""The site's settings, for tests: a data folder of their own, cheap passwords."""
import atexit
import os
import shutil
import tempfile

os.environ["WENLAN_DATA"] = tempfile.mkdtemp(prefix="wenlan-test-")
os.environ["DATABASE_URL"] = os.environ.get("WENLAN_TEST_DATABASE_URL", "")

from portal.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
INDEX_IN_BACKGROUND = False

atexit.register(shutil.rmtree, os.environ["WENLAN_DATA"], ignore_errors=True)
