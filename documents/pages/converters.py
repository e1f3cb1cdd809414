"""What may stand for a name in an address."""
from django.urls import register_converter
from django.urls.converters import StringConverter


class NameConverter(StringConverter):
    """Words in any script; control characters are in no name, and some databases fail on them."""

    regex = r"[^/\x00-\x1f\x7f]+"


register_converter(NameConverter, "name")
