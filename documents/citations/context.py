"""What a citing document as a whole says, read once before its mentions are resolved one after the other."""
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from .evidence import issuer
from .laws import full_name, law_names
from .lists import repealed_items
from .mentions import Mention
from .structure import Structure
from .text import Spans
from .titles import folded, title_key, whole
from .works import CitingDocument, Reference

LONGEST_LOCAL_NAME = 4
MOST_NAMED = 300
_AMENDED_WORK = re.compile(r"关于修改(?P<work>.+?)(?P<others>等[^等]{1,12})?(?:的)?决定$|^(?P<law>.+?)修正案(?:\(.{1,6}\))?$")
_RENUMBERS = re.compile(r"(?:删除|删去)[^，。；、]{0,4}第[^，。；、]{1,12}条(?!第)|增加[数一二两三四五六七八九十]+条|条文?(?:的?顺序|序号)|顺延")
_NOT_NAMED = re.compile("部分|若干|一批|有关")
_HEADING_LINE = re.compile("^#[^\n]*", re.M)
_IN_BRACKETS = re.compile(r"《([^《》]+)》")


@dataclass(frozen=True)
class Context:
    """``citing``, and what follows from it alone.

    ``own_keys``: under which it may be named itself; ``code``: the key of the code of which it is a part. ``subjects``: keys
    of the works that its title names (of an interview, of an interpretation). ``amended``: the work that its title says it
    amends; ``amends_several``: that is the first of several, or they are not named; ``keeps``: its key, where it is the only one
    and its articles keep their numbers. ``named``: the works that the text names in full, by key. ``headings`` and
    ``repealed``: the spans of heading lines, and of the items in lists of repeals.
    """

    citing: CitingDocument
    structure: Structure
    own_keys: frozenset[str]
    code: str
    subjects: frozenset[str]
    amended: Reference | None
    amends_several: bool
    keeps: str
    named: Mapping[str, Reference]
    headings: Spans
    repealed: Spans

    def around(self, mention: Mention) -> tuple[str, str]:
        """What stands before and after ``mention`` in its sentence."""
        return _around(self.citing.markdown, mention)


def read_context(citing: CitingDocument, mentions: Sequence[Mention]) -> Context:
    """The context of ``mentions``, all that were found in ``citing.markdown``."""
    own_keys = frozenset(citing.keys)
    amended, amends_several = _amended(citing.title)
    return Context(
        citing=citing,
        structure=Structure(citing.markdown, citing.anchors),
        own_keys=own_keys,
        code=whole(title_key(citing.title)),
        subjects=_subjects(citing) - own_keys,
        amended=amended,
        amends_several=amends_several,
        keeps=kept_numbers(citing.title, citing.markdown),
        named=_named_in_full(citing.markdown, mentions),
        headings=Spans([line.span() for line in _HEADING_LINE.finditer(citing.markdown)]),
        repealed=Spans([(item.start, item.end) for item in repealed_items(citing.markdown)]),
    )


def amended_alone(title: str) -> str:
    """The key of the work that a document of this ``title`` amends, where that is the only one; else ``""``."""
    amended, amends_several = _amended(title)
    return amended.key if amended and not amends_several else ""


def kept_numbers(title: str, markdown: str) -> str:
    """The key of the one work that a text amends without numbering its articles anew; else ``""``."""
    return "" if _RENUMBERS.search(markdown) else amended_alone(title)


def _around(markdown: str, mention: Mention) -> tuple[str, str]:
    first, last = mention.sentence
    return markdown[first : mention.start], markdown[mention.end : last]


def _named_in_full(markdown: str, mentions: Sequence[Mention]) -> dict[str, Reference]:
    """The works that the text gives a name too long to be a local one."""
    references = (
        Reference(title_key(m.title), m.title, m.number, issuer=issuer(_around(markdown, m)[0]))
        for m in mentions if m.form == "title" and len(m.title) > LONGEST_LOCAL_NAME
    )
    return dict(islice({reference.key: reference for reference in references}.items(), MOST_NAMED))


def _subjects(citing: CitingDocument) -> frozenset[str]:
    titles = f"{citing.title}\n{citing.full_title}"
    names = _IN_BRACKETS.findall(titles) or [full_name(name) for _, _, name in law_names(titles)]
    return frozenset(map(title_key, names))


def _amended(title: str) -> tuple[Reference | None, bool]:
    match = _AMENDED_WORK.search(folded(title))
    if match is None:
        return None, False
    key = title_key(match["work"] or match["law"])
    return Reference(key, key), bool(match["others"] or _NOT_NAMED.match(key))
