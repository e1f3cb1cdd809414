"""Files that editors send, on this machine's disk."""
import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """What is there under a name is whole and on disk: a full disk or a power failure leaves nothing half written."""

    def _save(self, name: str, content: File) -> str:
        beside = f"{name}.{secrets.token_hex(4)}.part"
        try:
            super()._save(beside, content)  # type: ignore[misc]  # the stubs leave it out; storages are told to override it
            with open(self.path(beside), "rb") as file:
                os.fsync(file.fileno())
            return self._named(beside, name)
        finally:
            Path(self.path(beside)).unlink(missing_ok=True)

    def _named(self, beside: str, name: str) -> str:
        """Give the file its name, or the next that is free where another has just taken it."""
        while True:
            with suppress(FileExistsError):
                os.link(self.path(beside), self.path(name))
                return name
            name = self.get_available_name(name)
