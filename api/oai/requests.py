"""What a harvester asked, checked against the protocol."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import Enum

MOMENT = "%Y-%m-%dT%H:%M:%SZ"
DAY = "%Y-%m-%d"
_LISTING = frozenset({"metadataPrefix", "from", "until", "set"})
_NAME = r"[A-Za-z0-9\-_.!~*'()]+"
SYNTAX = {
    "metadataPrefix": re.compile(_NAME), "set": re.compile(f"{_NAME}(?::{_NAME})*"),
    "identifier": re.compile(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"),
}
"""Of arguments, as the schema of the protocol has it: an answer repeats what was asked, and must be valid."""


class Code(Enum):
    """The errors of the protocol, 3.6."""

    BAD_ARGUMENT = "badArgument"
    BAD_TOKEN = "badResumptionToken"
    BAD_VERB = "badVerb"
    NO_FORMAT = "cannotDisseminateFormat"
    NO_ID = "idDoesNotExist"
    NO_RECORDS = "noRecordsMatch"


class OaiError(Exception):
    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Verb:
    """``exclusive``: the argument that, if given, is the only one."""

    name: str
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    exclusive: str = ""


VERBS = {
    verb.name: verb
    for verb in (
        Verb("Identify"),
        Verb("ListMetadataFormats", optional=frozenset({"identifier"})),
        Verb("ListSets", exclusive="resumptionToken"),
        Verb("ListIdentifiers", frozenset({"metadataPrefix"}), _LISTING - {"metadataPrefix"}, "resumptionToken"),
        Verb("ListRecords", frozenset({"metadataPrefix"}), _LISTING - {"metadataPrefix"}, "resumptionToken"),
        Verb("GetRecord", frozenset({"identifier", "metadataPrefix"})),
    )
}


def read(given: Mapping[str, Sequence[str]]) -> tuple[str, dict[str, str]]:
    """The verb and its arguments, each once. Raises ``OaiError``."""
    if any(len(values) > 1 for values in given.values()):
        raise OaiError(Code.BAD_ARGUMENT, "An argument is repeated.")
    arguments = {name: values[0] for name, values in given.items() if values}
    verb = VERBS.get(arguments.pop("verb", ""))
    if verb is None:
        raise OaiError(Code.BAD_VERB, "The verb is missing or is none of the protocol.")
    if verb.exclusive and verb.exclusive in arguments:
        if len(arguments) > 1:
            raise OaiError(Code.BAD_ARGUMENT, f"{verb.exclusive} is exclusive.")
        return verb.name, arguments
    if missing := verb.required - arguments.keys():
        raise OaiError(Code.BAD_ARGUMENT, f"Missing: {', '.join(sorted(missing))}.")
    if arguments.keys() - verb.required - verb.optional:
        raise OaiError(Code.BAD_ARGUMENT, f"{verb.name} has no such argument.")
    if wrong := [name for name, value in arguments.items() if name in SYNTAX and not SYNTAX[name].fullmatch(value)]:
        raise OaiError(Code.BAD_ARGUMENT, f"{wrong[0]} is not written so.")
    return verb.name, arguments


def read_range(arguments: Mapping[str, str]) -> tuple[datetime | None, datetime | None]:
    """From when on, and before when; both ends as the request has them, in one granularity."""
    first, last = (_moment(arguments[name]) if name in arguments else None for name in ("from", "until"))
    if first and last and (first[1] != last[1] or first[0] > last[0]):
        raise OaiError(Code.BAD_ARGUMENT, "from and until differ in granularity, or from is later.")
    return first[0] if first else None, last[0] + last[1] if last else None


def _moment(text: str) -> tuple[datetime, timedelta]:
    for form, granularity in ((MOMENT, timedelta(seconds=1)), (DAY, timedelta(days=1))):
        try:
            moment = datetime.strptime(text, form).replace(tzinfo=timezone.utc)
        except ValueError:
            continue
        if moment.year < datetime.max.year and moment.strftime(form).zfill(len(text)) == text:
            return moment, granularity
    raise OaiError(Code.BAD_ARGUMENT, "A date is written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
