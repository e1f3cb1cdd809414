"""Understanding what people type: text → the tree of a plan. Pure: no index, no database."""
from .conditions import ORDER, Condition
from .fields import Field
from .understanding import Understood, understand
from .variants import of_sections
from .vocabulary import Vocabulary

__all__ = ["ORDER", "Condition", "Field", "Understood", "Vocabulary", "of_sections", "understand"]
