"""Cross-references: found in text, resolved against the corpus, shown as links."""
from .find import find
from .mentions import Mention

__all__ = ["Mention", "find"]
