"""Meaning beside words: texts become vectors, and vectors of like meaning stand close.

An extra (``make meaning``): where its packages are missing, ``encoder.is_installed()`` is false and search is by words alone.
"""
