"""The forms in which a reader takes a document away, each declared once: its page, its head and its addresses follow."""
import json
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from documents.exporting.records import public_record
from documents.models import Document
from documents.vocabulary.facts import Place, shown


@dataclass(frozen=True)
class Form:
    """``name``: in addresses; ``ending``: of the file. ``write``: its bytes, of a published document with its whole address;
    ``None`` for what ``typesetting`` sets, which may take its time.
    """

    name: str
    label: str
    media_type: str
    ending: str
    write: Callable[[Document, str], bytes] | None = None


def _markdown(document: Document, address: str) -> bytes:
    """With front matter that ``import_documents`` reads."""
    facts = {fact.name: document.fact(fact.name) for fact in shown(Place.EXPORT)}
    known = {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items() if value}
    return f"---\n{yaml.safe_dump(known, allow_unicode=True, sort_keys=False)}---\n{document.markdown}".encode()


def _json(document: Document, address: str) -> bytes:
    return json.dumps(public_record(document) | {"url": address}, ensure_ascii=False, indent=1).encode()


FORMS = {
    form.name: form
    for form in (
        Form("pdf", "PDF", "application/pdf", "pdf"),
        Form("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        Form("txt", "纯文本", "text/plain; charset=utf-8", "txt"),
        Form("md", "Markdown", "text/markdown; charset=utf-8", "md", _markdown),
        Form("json", "JSON", "application/json", "json", _json),
        Form("akn", "Akoma Ntoso", "application/akn+xml", "xml"),
    )
}

