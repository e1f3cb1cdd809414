"""Places in a stored page become links when it is read: what they lead to may have changed since it was made."""
import re
from collections.abc import Mapping

from .hiding import Link

_PLACE = re.compile(r'<a class="citation[^"]*" id="([^"]+)">')


def connect(html: str, links: Mapping[str, Link]) -> str:
    """``html`` of ``render`` in which each place whose id is a key of ``links`` opens with that link."""
    return _PLACE.sub(lambda place: links[place[1]].opening() if place[1] in links else place[0], html)
