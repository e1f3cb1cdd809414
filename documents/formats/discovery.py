"""All readers, found by looking into ``readers``."""
import importlib
import pkgutil
from functools import cache

from . import readers
from .registry import Reader, readers_by_extension


@cache
def discover() -> dict[str, Reader]:
    """Reader by extension, from all modules in ``readers``."""
    for module in pkgutil.iter_modules(readers.__path__, readers.__name__ + "."):
        importlib.import_module(module.name)
    return readers_by_extension
