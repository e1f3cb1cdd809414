"""The outline of a text in its review, or of a stored one: a person says what is a heading, and of which level; the text that is sent says it on."""
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from documents.admin.forms import FactsForm
from documents.formats import Refused
from documents.importing import Source, understand
from documents.parsing import ParsedDocument, ParsedSection
from documents.parsing.correcting_outline import NotChanged, OutlineChange, change_outline

LONGEST_NUMBER = 6
EXCERPT = 40


class Line(NamedTuple):
    """A section as its line shows it, all in words: a template takes long over hundreds of numbers and of texts to be cut.

    ``named``: its place and anchor, as the buttons say them.
    """

    level: str
    label: str
    heading: str
    excerpt: str
    place: str
    named: str
    is_opened: bool


@dataclass(frozen=True)
class Outline:
    """``opened``: the place of the section whose ``paragraphs`` are listed, so that it can be split at one of them."""

    sections: Sequence[ParsedSection]
    opened: int | None = None
    paragraphs: Sequence[str] = ()

    @property
    def lines(self) -> Iterator[Line]:
        for place, section in enumerate(self.sections):
            excerpt, named = section.text[:EXCERPT] + "…" * (len(section.text) > EXCERPT), f"{place} {section.anchor}"
            yield Line(str(section.level), section.label, section.heading, excerpt, str(place), named, place == self.opened)


def correct_outline(request: HttpRequest, form: FactsForm, name: str) -> None:
    """Give ``form``, as it was sent, the change of its text's outline that ``request`` asks for; why not is said.

    The button says the change, the place of its section and its anchor, by which is seen whether it is still that section.
    """
    try:
        text = changed_text(request.POST["outline"], _understood(form, name))
    except NotChanged as refusal:
        messages.warning(request, str(refusal))
        return
    data = cast(QueryDict, form.data).copy()
    data["markdown"] = text
    messages.info(request, "目次已改，还没有保存：看过之后再存为草稿、送审或发布。以后重新解析也照此不变。")
    form.data = data
    form.full_clean()


def changed_text(asked: str, parsed: ParsedDocument | None) -> str:
    """The text of ``parsed`` with the change of its outline that the button ``asked`` says. Raises ``NotChanged``."""
    try:
        change, place, anchor, *rest = asked.split(" ")
        kind, number, paragraph = OutlineChange(change), _number(place), _number(rest[0]) if rest else 0
    except ValueError as error:
        raise NotChanged("没有这样的改动。") from error
    if parsed is None or number >= len(parsed.sections) or parsed.sections[number].anchor != anchor:
        raise NotChanged("正文改动过，目次已重新读出，请再选一次。")
    return change_outline(parsed.markdown, number, kind, paragraph)


def outline_of(parsed: ParsedDocument, asked: str) -> Outline:
    """The outline of ``parsed``, opened at the section that ``asked`` says, where it says one."""
    if not _is_number(asked) or int(asked) >= len(parsed.sections):
        return Outline(parsed.sections)
    return Outline(parsed.sections, int(asked), _paragraphs(parsed.markdown, int(asked)))


def outline_shown(request: HttpRequest, form: FactsForm, parsed: ParsedDocument, name: str) -> Outline:
    """The outline of the text that ``form`` holds; as it was ``parsed`` where nothing was sent, or it cannot be read."""
    now = (_understood(form, name) if form.is_bound else None) or parsed
    return outline_of(now, request.POST.get("open", ""))


def _paragraphs(markdown: str, place: int) -> Sequence[str]:
    """The blocks below heading number ``place`` of canonical ``markdown``."""
    blocks = markdown.strip("\n").split("\n\n")
    headings = [i for i, block in enumerate(blocks) if block.startswith("##")]
    end = headings[place + 1] if place + 1 < len(headings) else len(blocks)
    return blocks[headings[place] + 1 : end]


def _understood(form: FactsForm, name: str) -> ParsedDocument | None:
    """What the text of ``form`` says, under the title that is typed; ``None`` where it has none that can be read."""
    form.is_valid()
    if "markdown" not in form.cleaned_data:
        return None
    try:
        title = form.cleaned_data.get("title")
        return understand(Source(name, b"", {"title": title} if title else {}, form.text()))
    except Refused:
        return None


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= LONGEST_NUMBER


def _number(written: str) -> int:
    if not _is_number(written):
        raise ValueError(written)
    return int(written)
