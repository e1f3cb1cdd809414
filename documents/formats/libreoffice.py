"""Word documents of other ages and makes, converted to .docx by LibreOffice: the program that reads most of them."""
import shutil
import tempfile
from pathlib import Path

from documents.sandbox import Limits, programs

from .limits import FILE_BYTES, MB
from .text import Refused

NAMES = ("soffice", "libreoffice")
LIMITS = Limits(seconds=90, cpu=60, memory=3 << 30, answer=100 * MB)
INSTALL = "本机没有安装 LibreOffice，请管理员安装（Debian、Ubuntu 上是 apt install libreoffice-writer-nogui），或另存为 .docx 后再传"
# No macro runs, no link to another file is followed, nothing is asked.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def missing() -> str:
    """Why nothing can be converted here; empty where it can."""
    return "" if program() else INSTALL


def program() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def to_docx(extension: str, data: bytes) -> bytes:
    """The .docx file that LibreOffice makes of a file with this extension. Raises ``Refused``; not for the sandbox."""
    path = program()
    if path is None:
        raise Refused(INSTALL)
    with tempfile.TemporaryDirectory(prefix="wenlan-") as name:
        folder = Path(name).resolve()
        source, settings = folder / f"source{extension}", folder / "profile/user/registrymodifications.xcu"
        source.write_bytes(data)
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, "utf-8")
        options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo", "--nolockcheck"]
        programs.run([path, *options, "--convert-to", "docx", "--outdir", str(folder / "out"), str(source)], folder, LIMITS)
        return made(folder / "out/source.docx", folder)


def made(path: Path, folder: Path) -> bytes:
    """The bytes of the file that the program left at ``path``. Of a file that took it over there might be anything."""
    if path.resolve() != folder.resolve() / "out" / path.name or not path.is_file():
        raise Refused("LibreOffice 转换不了，文件可能已损坏或有密码保护")
    if path.stat().st_size > FILE_BYTES:
        raise Refused(f"转换为 .docx 之后超过 {FILE_BYTES // MB} MB")
    return path.read_bytes()
