"""Small OFD documents (GB/T 33190)."""
import io
import zipfile
from collections.abc import Sequence

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDTH, HEIGHT, EM = 210, 297, 5.6  # mm; 三号


def text(words: str, x: float, y: float, size: float = EM) -> str:
    """``words`` with their base line at ``y`` mm from the top."""
    delta = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="{abs(hash((words, x, y))) % 10**6}" Boundary="{x} {y - size} {WIDTH} {size * 1.3}" Font="1" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" {delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def article(*lines: tuple[str, float], top: float = 40, pitch: float = 10) -> str:
    """Lines one below the other, each with its left edge in em from the left margin of 28 mm."""
    return "".join(text(words, 28 + indent * EM, top + pitch * place) for place, (words, indent) in enumerate(lines))


def ofd(*pages: str, template: str = "", extra: Sequence[tuple[str, str | bytes]] = (), missing: Sequence[int] = ()) -> bytes:
    """A document with these pages, the content of which is XML; ``missing``: pages without a file."""
    def content(layer: str, more: str = "") -> str:
        return f'<ofd:Page {SPACE}>{more}<ofd:Content><ofd:Layer ID="9">{layer}</ofd:Layer></ofd:Content></ofd:Page>'

    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    common = '<ofd:TemplatePage ID="t" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    entries: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {SPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": (
            f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
            f"{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
    }
    uses = '<ofd:Template TemplateID="t"/>' if template else ""
    entries |= {f"Doc_0/Pages/Page_{n}/Content.xml": content(page, uses) for n, page in enumerate(pages) if n not in missing}
    if template:
        entries["Doc_0/Tpls/Tpl_0/Content.xml"] = content(template)
    entries |= dict(extra)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, entry in entries.items():
            archive.writestr(name, entry)
    return buffer.getvalue()
