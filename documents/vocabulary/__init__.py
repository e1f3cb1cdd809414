"""What the field calls things, each said once: kinds of document, numbers, numerals, agencies, places, the enumerations of
status and citation, classes of characters, the Markdown that texts are written in. Values and patterns only, no Django.

Every other package composes its patterns from these; none keeps a list of its own.
"""
