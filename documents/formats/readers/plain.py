"""Plain text."""
from documents.formats.accounting import accounted
from documents.formats.characters import clean, decode
from documents.formats.collected import without_head
from documents.formats.left_out import notes_on as notes_on_left_out
from documents.formats.registry import reads
from documents.formats.text import RawText

BROKEN = "\ufffd"  # stands in a text for characters that were lost before it came to us


@reads(".txt")
def read_plain(data: bytes) -> RawText:
    text, encoding = decode(data)
    body, facts, left_out = without_head(clean(text))
    notes = notes_on(text) + notes_on_left_out(left_out)
    return accounted(RawText(body, facts=facts, encoding=encoding, notes=notes, left_out=tuple(left_out)), text)


def notes_on(text: str) -> tuple[str, ...]:
    lost = text.count(BROKEN)
    return (f"文件里有 {lost} 个字在此前已经丢失（显示为 {BROKEN}）",) if lost else ()
