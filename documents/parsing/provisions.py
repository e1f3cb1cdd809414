"""款, 项 and 目: the paragraphs and items inside an article."""
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.vocabulary.numerals import to_chinese

from . import labels

ITEMS = ("paren_cn", "cn")
SUBITEMS = ("arabic", "paren_arabic", "half_paren", "circled")


@dataclass(frozen=True)
class Provision:
    """``text == article_text[start:end]``; ``label`` is 第二款 for a paragraph, else as printed: （三）, 1."""

    anchor: str
    label: str
    text: str
    start: int
    end: int


def provisions(text: str, anchor: str) -> tuple[Provision, ...]:
    """The 款, 项 and 目 of an article, in order, from its ``text`` (one paragraph a line) and its ``anchor``.

    A line is a 款 unless it begins with the number of an item (立法法, Article 65: 款不编序号, 项的序号用中文数字加括号,
    目的序号用阿拉伯数字). Anchors are ``art-12-p2``, ``art-12-p2-i3`` and ``art-12-p2-i3-s1``.
    """
    found: list[Provision] = []
    seen: set[str] = set()
    paragraph, item, start = 0, "", 0
    for line in text.split("\n"):
        label = labels.read(line)
        if label and label.kind in ITEMS and label.number is not None and paragraph:
            item = f"{anchor}-p{paragraph}-i{label.number}"
            place, printed = item, label.printed
        elif label and label.kind in SUBITEMS and label.number is not None and paragraph:
            place, printed = f"{item or f'{anchor}-p{paragraph}'}-s{label.number}", label.printed
        else:
            paragraph, item = paragraph + 1, ""
            place, printed = f"{anchor}-p{paragraph}", f"第{to_chinese(paragraph)}款"
        if place not in seen:
            seen.add(place)
            found.append(Provision(place, printed, line, start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def with_their_parts(found: Sequence[Provision], text: str) -> tuple[Provision, ...]:
    """``found`` in ``text``, each with all that lies under it: to a 款 belong its 项, to a 项 its 目, as who cites it means it.

    >>> [one.text for one in with_their_parts(provisions("应当：\\n（一）登记；\\n（二）公开。\\n其他。", "art-1"), "应当：\\n（一）登记；\\n（二）公开。\\n其他。")][::3]
    ['应当：\\n（一）登记；\\n（二）公开。', '其他。']
    """
    whole = []
    for place, one in enumerate(found):
        end = next((later.start - 1 for later in found[place + 1 :] if not later.anchor.startswith(f"{one.anchor}-")), len(text))
        whole.append(replace(one, text=text[one.start : end], end=end))
    return tuple(whole)
