"""Bytes of a file become text: one module a format, found by discovery.

``read(name, data)`` is the whole face; it raises ``Refused`` with a sentence in Chinese that names the reason.
"""
from .text import RawText, Refused

__all__ = ["RawText", "Refused"]
