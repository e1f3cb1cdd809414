"""Links to pages that are not public: signed, and good for a week."""
from django.core import signing

DAYS = 7
SALT = "documents.preview"


class Expired(Exception):
    """The link is too old, or was never one."""


def token_for(document_id: int) -> str:
    """What the address of a preview of the document ends in."""
    return signing.dumps(document_id, salt=SALT)


def document_of(token: str) -> int:
    """The key of the document that ``token`` was made for. Raises ``Expired``."""
    try:
        return int(signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600))
    except (signing.BadSignature, ValueError) as error:
        raise Expired from error
