"""What the corpus is made of."""
from documents.vocabulary.enums import State, Validity, ValidityBasis

from .bodies import BodyAlias, DocumentBody, IssuingBody
from .citations import Citation, CitedWork, DocumentName
from .document import Document
from .events import StatusEvent
from .revisions import Revision, Text
from .samples import LoadedSample
from .section import Section
from .taxonomy import Column, Topic
from .uploads import Upload

__all__ = [
    "BodyAlias", "Citation", "CitedWork", "Column", "Document", "DocumentBody", "DocumentName", "IssuingBody",
    "LoadedSample", "Revision", "Section", "State", "StatusEvent", "Text", "Topic", "Upload", "Validity", "ValidityBasis",
]
