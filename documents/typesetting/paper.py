"""A document as it is set: plain values, whatever they are set with."""
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Paper:
    """``html``: the text as ``rendering.render`` made it. ``address``: where it is read, whole.

    ``remark``: what a reader of a copy must know of its status, 已废止（自2020年1月1日起）; empty where nothing is to be said.
    """

    title: str
    html: str
    address: str
    number: str = ""
    kind: str = ""
    bodies: tuple[str, ...] = ()
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    topics: tuple[str, ...] = ()
    remark: str = ""
    modified_on: date | None = None
