"""What is told of the corpus, as plain values: the same for the JSON API and for agents.

Addresses (``url``) are paths; who answers a request makes them whole (``with_origin``). A ``day`` of ``None`` is today.
"""
from .basics import with_origin

__all__ = ["with_origin"]
