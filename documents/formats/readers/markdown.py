"""Markdown, with or without YAML front matter.

Front matter that is not valid YAML refuses the file: taken as text, it would be published as the first paragraph.
A block between ``---`` that holds no fields is text between two rules, and stays text.
"""
import re
from dataclasses import replace
from typing import Any

import yaml

from documents.formats.accounting import accounted
from documents.formats.characters import clean, decode
from documents.formats.collected import without_head
from documents.formats.facts import gather, typed
from documents.formats.left_out import PICTURE
from documents.formats.left_out import notes_on as notes_on_left_out
from documents.formats.limits import FRONT_MATTER_CHARACTERS
from documents.formats.registry import reads
from documents.formats.text import LeftOut, RawText, Refused
from documents.vocabulary.facts import by_printed
from documents.vocabulary.markdown import COMMENT, IMAGE, plain

from .plain import notes_on

FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
EMPHASIZED = re.compile(r"\s*(?:[-*>]\s+)?\*\*")  # as no field of YAML begins, but those of programs that collect pages do


class Loader(yaml.SafeLoader):
    """Safe YAML without aliases, of which a few lines can mean gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "alias", self.peek_event().start_mark)
        return super().compose_node(parent, index)


@reads(".md", ".markdown", begins_like=(".html",))
def read_markdown(data: bytes) -> RawText:
    text, encoding = decode(data)
    fields, body = split(clean(text))
    front = clean(text).removesuffix(body)
    facts = gather((field_name(key), value) for key, value in fields.items())
    body, stated, left_out = without_head(body)
    notes = notes_on(text) + tuple(f"文首的“{key}”不是可用的字段或值，未采用" for key in ignored(fields))
    raw = RawText(body, is_markdown=True, facts=stated | facts, encoding=encoding, notes=notes + notes_on_left_out(left_out))
    front_matter = [LeftOut("文首的字段", 0, front)] if front else []
    comments = [LeftOut("注释", 0, comment[0]) for comment in COMMENT.finditer(body)]
    pictures = [LeftOut(PICTURE, 0, picture["target"] or picture["source"] or "") for picture in IMAGE.finditer(body)]
    return accounted(replace(raw, left_out=(*front_matter, *left_out, *comments, *pictures)), plain(text))


def split(text: str) -> tuple[dict, str]:
    """The fields of the front matter, and the text below it."""
    found = FRONT_MATTER.match(text[:FRONT_MATTER_CHARACTERS])
    if not found or all(map(EMPHASIZED.match, filter(str.strip, (found[1] or "-").splitlines()))):
        return {}, text
    fields = parse(found[1] or "")
    return (fields, text[found.end():]) if isinstance(fields, dict) else ({}, text)


def parse(block: str) -> Any:
    try:
        return yaml.load(block, Loader)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2  # after the opening ---
        raise Refused(f"文首的字段（front matter）第 {line} 行不合 YAML 格式") from None
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        raise Refused("文首的字段（front matter）不合 YAML 格式，或有不存在的日期") from None


def field_name(key: object) -> str:
    """The fact that ``key`` names, by its name or a label of it."""
    if not isinstance(key, str):
        return ""
    fact = by_printed().get(key)
    return fact.name if fact else key


def ignored(fields: dict) -> list[str]:
    return [
        str(key)[:50] for key, value in fields.items()
        if value is not None and typed(field_name(key), value) is None
    ]
