"""Understanding what people type: text → the tree of a plan. Pure: no index, no database."""
from .understanding import Understood, understand
from .vocabulary import Vocabulary

__all__ = ["Understood", "Vocabulary", "understand"]
