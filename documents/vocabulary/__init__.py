"""The words of the field, each said once: kinds of document, numbers, numerals. Values and patterns alone, no Django.

Every other room builds its patterns from these; none keeps a list of its own.
"""
