"""Understanding what people type: text → the tree of a plan. Pure: no index, no database."""
from .understanding import Understood, understand
from .variants import of_sections
from .vocabulary import Vocabulary

__all__ = ["Understood", "Vocabulary", "of_sections", "understand"]
