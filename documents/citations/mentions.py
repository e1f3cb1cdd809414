"""What is found in a text, before anyone asks what it means."""
from dataclasses import dataclass
from typing import Literal

from .editions import Edition

Form = Literal["title", "number", "name", "provision", "self"]


@dataclass(frozen=True)
class Mention:
    """One citation as it stands in the text: ``markdown[start:end] == text``.

    ``form`` is what gives the work away: its ``title`` in 《》, its ``number`` (文号) alone, the short ``name`` of a law
    or a local name, a ``provision`` alone (of the work that ``title`` names, or of one that has to be inferred), or
    ``self``: the text speaks of itself (本办法, 前款). ``title`` is without 《》, line breaks and stray blanks;
    ``number`` is canonical; ``provision`` as printed (第十二条第二款第（三）项, 前款), in a list with what it leaves out
    (第一条第二款、第三款). ``defines`` is the local name
    that the text gives the work from here on. ``sentence`` is the span of the sentence around.
    ``definition`` is the span of （以下简称…）, which belongs to the mention.
    ``owner``: the words before a provision alone that name whose it is (公司章程, 该办法, 《员工手册》).
    ``edition``: which one of its work, where the words around its title say so. ``doubtful``: may as well be a book: a
    citation only where the corpus holds a document of this title.
    """

    text: str
    start: int
    end: int
    form: Form
    sentence: tuple[int, int]
    title: str = ""
    number: str = ""
    provision: str = ""
    defines: str = ""
    definition: tuple[int, int] | None = None
    owner: str = ""
    edition: Edition = Edition()
    doubtful: bool = False
