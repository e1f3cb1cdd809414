"""The settings are really active, not only written down."""
import stat

import pytest
from django.conf import settings
from django.db import connection

from tests.databases import only_sqlite


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_pragmas_are_active():
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    # An in-memory test database cannot be in WAL; the file database of a real start is.
    assert pragmas["journal_mode"] in ("wal", "memory")
    assert (pragmas["synchronous"], pragmas["foreign_keys"]) == (1, 1)
    assert connection.transaction_mode == "IMMEDIATE"


def test_secret_key_is_local_long_and_private():
    path = settings.DATA_DIR / "secret_key"
    assert path.read_text().strip() == settings.SECRET_KEY
    assert len(settings.SECRET_KEY) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_debug_is_off_unless_asked_for():
    assert settings.DEBUG is False


def test_policy_allows_nothing_inline():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = [source for sources in directives.values() for source in sources]
    assert not any("unsafe" in str(source) or "nonce" in str(source) for source in allowed)
    assert directives["default-src"] == ["'none'"]
