"""Damaged files of every format are read or refused in a sentence, within the limits, with every character accounted for.

``make test`` tries a few of each, always the same; ``make test-long`` others, for ten minutes in all.
"""
import os
import time
from collections import Counter

import pytest

from documents.formats import RawText, Refused, read
from documents.formats.accounting import SAID
from documents.formats.discovery import discover
from documents.formats.reading import LIMITS

from . import office
from .fuzzing import mutants

pytestmark = pytest.mark.site

IS_LONG = bool(os.environ.get("WENLAN_TEST_LONG"))
FEW, FEW_CONVERTED, SECONDS = 10, 1, 600
FORMATS = sorted({reader.extensions[0]: reader for reader in discover().values() if not reader.is_slow})
SLACK = 10  # seconds beside those of the sandbox: the machine may be busy


def outcome(extension: str, data: bytes) -> RawText | Refused:
    """What reading gives; anything but a text or a refusal raises, and ends the test."""
    began = time.monotonic()
    try:
        return read(f"样本{extension}", data)
    except Refused as refused:
        return refused
    finally:
        assert time.monotonic() - began < LIMITS.seconds + SLACK


@pytest.mark.parametrize("extension", FORMATS)
def test_damaged_files(extension):
    is_converted = bool(discover()[extension].convert)
    if is_converted:
        office.needed()
    seed = int(time.time()) if IS_LONG else 1
    end, few = time.monotonic() + SECONDS / len(FORMATS), FEW_CONVERTED if is_converted else FEW
    counts = Counter[str]()
    for number, data in enumerate(mutants(extension, seed)):
        if time.monotonic() > end if IS_LONG else number >= few:
            break
        found = outcome(extension, data)
        named = f"seed {seed}, mutant {number} of {extension}"
        counts[type(found).__name__] += 1
        if isinstance(found, Refused):
            assert str(found).startswith("“样本") and str(found).endswith("。") and "Traceback" not in str(found), named
        else:
            assert found.text.strip() and not any(SAID in note for note in found.notes), named
    print(f"{extension}, seed {seed}: {dict(counts)}")
