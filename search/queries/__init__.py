"""Understanding what people type: text → the tree of a plan. Pure: no index, no database."""
from .fields import Field
from .understanding import Understood, understand
from .variants import of_sections
from .vocabulary import Vocabulary

__all__ = ["Field", "Understood", "Vocabulary", "of_sections", "understand"]
