"""Tests that concern one database; `.ci/run` runs the suite on both (tests/conftest.py chooses)."""
import os

import pytest
from django.db import connection

SERVER = os.environ.get("WENLAN_TEST_DATABASE_URL", "")
"""The PostgreSQL of `make test-postgresql`."""

only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="concerns SQLite")
