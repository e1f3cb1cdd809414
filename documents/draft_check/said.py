"""What a draft itself says of a work that it cites: that it no longer holds."""
import re

from documents.citations.editions import is_former
from documents.citations.mentions import Mention
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import END, NO_MORE, REVISING

REACH = 80
_KNOWN = "(?:已经?|现已?|业已|均|都|也)"
_ENDED = f"(?:{END}|{NO_MORE})"
_IN_PARENTHESES = rf"[（(](?:[^（）()]*{_KNOWN}|原)[^（）()]*(?:{_ENDED}|{any_of(REVISING)})[^（）()]*[）)]"
# 已废止的《…》, 当时有效的《…》, 《…》（现已失效）第五条.
_SAID_BEFORE = re.compile(rf"(?:{_KNOWN}{_ENDED}|{_ENDED}前|(?:当时|彼时|届时)(?:有效|施行|实施|适用)?)的$|{_IN_PARENTHESES}$")
# 《…》（已废止）, 《…》废止后, 《…》等九部法律已经随《民法典》施行废止, 《…》已被《…》取代, 《…》自2021年起不再施行.
_SAID_BEHIND = re.compile(
    rf"""
    {_IN_PARENTHESES}
  | (?:等[^，。；《》]{{0,12}})?
    (?: [^，。；《》]{{0,8}} (?:《[^《》]*》)? [^，。；《》]{{0,6}} 废止
      | {_KNOWN}+ [^，。；《》]{{0,6}} {_ENDED}
      | {_KNOWN}? [被由为] [^，。；]{{0,40}} (?:取代|代替|替代)
      | [^，。；《》]{{0,16}} {NO_MORE} )
    """,
    re.VERBOSE,
)


def says_it_ended(mention: Mention, text: str) -> bool:
    """Whether the sentence says that what ``mention`` cites is former, repealed or replaced."""
    first, last = mention.sentence
    before = text[max(first, mention.start - REACH) : mention.start]
    return is_former(before) or bool(_SAID_BEFORE.search(before) or _SAID_BEHIND.match(text, mention.end, last))
