"""How fields are looked up where Django's own way would not use their index."""
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

LAST = "\U0010ffff"


class IndexedStartsWith(StartsWith):
    """``startswith``, by the index of the field and with regard to case: PostgreSQL has one for LIKE, SQLite's serves a range."""

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list]:
        field, params = self.process_lhs(compiler, connection)
        return f"({field} >= %s AND {field} < %s)", [*params, self.rhs, *params, self.rhs + LAST]
