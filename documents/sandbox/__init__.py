"""Work on what strangers send, in a process of its own, with limits of the kernel's. No Django here.

    call(function, *arguments, limits=USUAL, answer=None, subject="")
        What ``function``, of a module, returns there. Raises ``Refused``, which it may raise too, and ``OverLimit``
        where it takes too long or too much memory, ``Failed`` where it raises anything else: that is logged as an error
        with its traceback, under a reference that the message gives, with ``subject``, the name of the file. Its return
        annotation says what may come back: dataclasses, tuples, ``Mapping[str, …]``, ``date``, enums and plain values.
        Where ``answer`` is given, the function has as its last argument a callable ``ask(question)``, which puts it
        through to ``answer`` on this side.
    Session(limits=USUAL)
        The same for many calls, one at a time and in one process, until ``close``.
"""
from .calls import Session, call
from .limits import USUAL, Limits
from .refusal import Failed, OverLimit, Refused

__all__ = ["USUAL", "Failed", "Limits", "OverLimit", "Refused", "Session", "call"]
