"""A document set for taking away. No Django here; what sets a text runs in the sandbox, where it may take any time.

    paper = Paper(title=…, html=…, address=…)
    typeset("pdf", paper) → its bytes. Raises ``sandbox.Refused``, whose words say why in Chinese.
"""
from base64 import b64decode

from documents import sandbox

from .paper import Paper
from .setting import FORMS, set_as

__all__ = ["FORMS", "Paper", "typeset"]

# The longest law, 239 pages, takes a quarter of a minute of the processor, and longer where others want it too.
LIMITS = sandbox.Limits(seconds=180, cpu=60, memory=2 << 30)


def typeset(form: str, paper: Paper) -> bytes:
    """``paper`` in the form of that name, of ``FORMS``."""
    return b64decode(sandbox.call(set_as, form, paper, limits=LIMITS, subject=paper.title))
