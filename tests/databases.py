"""Tests that concern one database; `.ci/run` runs the suite on both."""
import pytest
from django.db import connection

only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="concerns SQLite")
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="concerns PostgreSQL")
