"""What the corpus is made of."""
from documents.vocabulary.enums import UNDECIDED_STATES, State, UploadState, Validity, ValidityBasis

from .bodies import BodyAlias, DocumentBody, IssuingBody
from .citations import Citation, DocumentName
from .decisions import CitationDecision
from .document import Document, document_url
from .events import StatusEvent
from .inserting import insert
from .merges import HeadingMerge
from .notices import Notice
from .passages import Fingerprint, SharedPassage
from .revisions import Proposal, Revision, Text
from .samples import LoadedSample
from .section import Section
from .sketches import SketchValue
from .taxonomy import Column, ProposedHeading, Topic
from .tombstones import Tombstone
from .uploads import Batch, Remark, Upload, Worker
from .works import ShortName, Work

__all__ = [
    "Batch", "BodyAlias", "Citation", "CitationDecision", "Column", "Document", "DocumentBody", "DocumentName", "Fingerprint", "HeadingMerge", "IssuingBody",
    "LoadedSample", "Notice", "Proposal", "ProposedHeading", "Remark", "Revision", "Section", "SharedPassage", "ShortName", "SketchValue", "State", "StatusEvent", "Text",
    "Tombstone", "Topic", "UNDECIDED_STATES", "Upload", "UploadState", "Validity", "ValidityBasis", "Work", "Worker", "document_url", "insert",
]
