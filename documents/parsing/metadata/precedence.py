"""Which source of a fact is believed where several say it: docs/decisions/0024-which-source-of-a-fact-is-believed.md.

A person, then the file (front matter, the page's own table and meta tags), then the text (head, signature, 版记), then the
file's name. Two things are otherwise: a title that names a kind is better than one that does not, and the bodies that sign
are better than the first of them that a page names. What was said otherwise is told in a warning.
"""
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from documents.formats.text import RawText
from documents.parsing.document import Evidence
from documents.parsing.metadata.bodies import names_of_source, split_names
from documents.parsing.metadata.description import Description
from documents.parsing.metadata.file_name import FileName
from documents.parsing.metadata.kinds import kind_of, names_a_kind
from documents.parsing.metadata.spans import squeezed
from documents.parsing.metadata.titles import clean_title, issued_text, names_no_document
from documents.vocabulary import facts as declared
from documents.vocabulary.numbers import canonical_number

_OPENING = 800
_COMPARED = ("title", "number", "issued_on", "published_on", "effective_on")


def facts_of_file(raw: RawText, description: Description, names: frozenset[str]) -> dict[str, object]:
    """The facts of the file in canonical form, without those that the text gives better.

    A page is often titled by the notice that issues the text, or by its site or column, and may name only the first of the
    bodies that sign.
    """
    known: dict[str, Any] = dict(raw.facts)
    if known.get("number"):
        known["number"] = canonical_number(str(known["number"])) or known["number"]
    if known.get("bodies"):
        known["bodies"] = split_names("、".join(known["bodies"]), names) or known["bodies"]
        if set(known["bodies"]) < set(description.bodies):
            del known["bodies"]
    if known.get("title") and raw.is_page:
        known["title"] = clean_title(str(known["title"]))
    if known.get("title") and (_is_the_notice(known["title"], description) or raw.is_page and _is_worse(known["title"], description, names)):
        del known["title"]
    return known


def facts_of_name(said: FileName, description: Description, text: str) -> dict[str, object]:
    """What the file's name says and the ``text`` does not, or not as well: its title, where the text has at most a headline.

    A file that is named by the notice (关于印发《甲办法》的通知) and holds only what it issues has the title of that.
    """
    known: dict[str, object] = {}
    is_order = description.title and description.number.startswith(description.title)
    if not description.title or said.is_titled and (is_order or not names_a_kind(description.title)):
        issued = issued_text(said.title)
        is_issued = issued and _is_text_of_rule(text[:_OPENING], kind_of(issued))
        known |= {"title": issued, "full_title": said.title} if is_issued else {"title": said.title}
        if not description.title and not said.title:
            known["title"] = said.place
    if not description.number:
        known["number"] = said.number
    return known


def _is_text_of_rule(opening: str, kind: str) -> bool:
    """Whether a text begins with its first article, or says that it is a rule of this ``kind``: 特制定本方案."""
    if re.match(r"\s*第一[章条编]", opening):
        return True
    return bool(kind and re.search(rf"(?:制定|制订|提出)(?:了)?(?:本|以下|如下){kind}", opening)) and "本通知" not in opening


def with_bodies_beside(description: Description, said: FileName, names: frozenset[str]) -> Description:
    """``description`` with the bodies that only the file's name gives, else those that the page calls its source."""
    if description.bodies:
        return description
    source = description.evidence.get("source")
    by_source = names_of_source(description.source, names) if source else ()
    if said.bodies:
        proof = Evidence("、".join(said.bodies), None, "file")
    elif source and by_source:
        proof = source
    else:
        return description
    known = description.with_facts({"bodies": said.bodies or by_source})
    return replace(known, evidence={**description.evidence, "bodies": proof})


def doubts(taken: Description, of_name: FileName) -> tuple[str, ...]:
    """A warning on a title that is a place, and on what seems to be no public document: a title that names no kind, and no body,
    number or day."""
    if taken.title and taken.title == of_name.place:
        return (f"没有读出标题，暂以文件名中的《{taken.title}》为题，请改正。",)
    is_question = taken.title.endswith(("？", "?"))
    if not taken.title or names_a_kind(taken.title) or taken.bodies or taken.number or taken.issued_on or taken.published_on and not is_question:
        return ()
    return (f"标题“{taken.title}”没有写明公文种类，正文也未见发文机关、发文字号和日期，可能不是公文，请核对。",)


def said_otherwise(
    taken: Description, of_text: Description, of_file: Mapping[str, Any], of_name: FileName, names: frozenset[str]
) -> tuple[str, ...]:
    """A warning for each value that the text, the file or its name says, and that is not the one that was taken.

    The name of a site or column is no title of a document, and needs no word.
    """
    named: dict[str, Any] = {"number": of_name.number, "issued_on": of_name.day}
    if names_no_document(str(of_file.get("title", "")), names):
        of_file = {**of_file, "title": ""}
    texts = {name: of_text.fact(name) for name in _COMPARED if name != "title" or not names_no_document(of_text.title, names)}
    sources = (("正文", texts), ("网页或文首字段", of_file), ("文件名", named))
    return tuple(
        f"{source}的{declared.fact(name).label}是“{value}”，与所取的“{taken.fact(name)}”不同，请核对。"
        for name in _COMPARED
        for source, facts in sources
        if (value := facts.get(name)) and taken.fact(name) and not _agree(name, value, taken)
    )


def _is_the_notice(title: str, description: Description) -> bool:
    return bool(description.full_title) and squeezed(title) == squeezed(description.full_title)


def _is_worse(title: str, description: Description, names: frozenset[str]) -> bool:
    """Whether ``title`` is none of a document, is the head of its number (甲市人民政府令), leaves out the bodies that the text's
    names, or names no kind where that of the text does, of which it is no part."""
    ours, own = squeezed(title), squeezed(description.title)
    if names_no_document(title, names) or own and own != ours and description.number.startswith(ours):
        return True
    if own != ours and own.endswith(ours) and split_names(own.removesuffix(ours), names):
        return True
    return names_a_kind(description.title) and not names_a_kind(title) and ours not in own and own not in ours


def _agree(name: str, value: object, taken: Description) -> bool:
    """Whether ``value`` is the fact ``name`` as it was taken; a file may be named by any of the days of its text."""
    if name == "title":
        said = squeezed(clean_title(str(value)))
        return any(one and (said in one or one in said) for one in map(squeezed, (taken.title, taken.full_title)))
    if name == "number":
        return (canonical_number(str(value)) or value) == taken.number
    return value == taken.fact(name) or name == "issued_on" and value in (taken.effective_on, taken.published_on)
