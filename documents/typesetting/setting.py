"""The side of the sandbox: each form is loaded there when it is first wanted, and nowhere else."""
from base64 import b64encode
from importlib import import_module

from .paper import Paper

FORMS = {"docx": "word.word", "pdf": "pdf.pdf", "txt": "plain.plain_text", "akn": "akoma_ntoso.akoma_ntoso"}
"""By name, the module of this package and its function that sets a paper."""


def set_as(form: str, paper: Paper) -> str:
    """The bytes of the file in base64: what comes back from the sandbox is JSON."""
    module, name = FORMS[form].split(".")
    return b64encode(getattr(import_module(f"{__package__}.{module}"), name)(paper)).decode()
