"""The outline of an upload in its review: a person says what is a heading, and of which level; the text that is sent says it on."""
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from documents.admin.forms import FactsForm
from documents.formats import Refused
from documents.importing import Source, understand
from documents.parsing import ParsedDocument, ParsedSection
from documents.parsing.correcting_outline import NotChanged, OutlineChange, change_outline

LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Outline:
    """``opened``: the place of the section whose ``paragraphs`` are listed, so that it can be split at one of them."""

    sections: Sequence[ParsedSection]
    opened: int | None = None
    paragraphs: Sequence[str] = ()


def correct_outline(request: HttpRequest, form: FactsForm, name: str) -> None:
    """Give ``form``, as it was sent, the change of its text's outline that ``request`` asks for; why not is said.

    The button says the change, the place of its section and its anchor, by which is seen whether it is still that section.
    """
    try:
        change, place, anchor, *rest = request.POST["outline"].split(" ")
        asked, number, paragraph = OutlineChange(change), _number(place), _number(rest[0]) if rest else 0
        parsed = _understood(form, name)
        if parsed is None or number >= len(parsed.sections) or parsed.sections[number].anchor != anchor:
            raise NotChanged("正文改动过，目次已重新读出，请再选一次。")
        text = change_outline(parsed.markdown, number, asked, paragraph)
    except (NotChanged, ValueError) as refusal:
        messages.warning(request, str(refusal) if isinstance(refusal, NotChanged) else "没有这样的改动。")
        return
    data = cast(QueryDict, form.data).copy()
    data["markdown"] = text
    messages.info(request, "目次已改，还没有保存：看过之后再存为草稿、送审或发布。以后重新解析也照此不变。")
    form.data = data
    form.full_clean()


def outline_shown(request: HttpRequest, form: FactsForm, parsed: ParsedDocument, name: str) -> Outline:
    """The outline of the text that ``form`` holds; as it was ``parsed`` where nothing was sent, or it cannot be read."""
    now = (_understood(form, name) if form.is_bound else None) or parsed
    asked = request.POST.get("open", "")
    if not asked or not _is_number(asked) or int(asked) >= len(now.sections):
        return Outline(now.sections)
    return Outline(now.sections, int(asked), _paragraphs(now.markdown, int(asked)))


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
