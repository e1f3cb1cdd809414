"""Documents in forms that readers take away and that other programs read.

``FORMS`` are the files of one document; ``made`` gives those that are set, from what was made before where it is still true.
"""
from .forms import FORMS, Form
from .legislation import legislation
from .making import TooMany, made
from .papers import entry, paper, provision_label
from .records import as_records, public_record

__all__ = ["FORMS", "Form", "TooMany", "as_records", "entry", "legislation", "made", "paper", "provision_label", "public_record"]
