"""An unexpected exception on what was sent: where it was raised, for the person who sent the file, and all of it, for the log."""
import logging
import re
import secrets
import traceback
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

from .refusal import Failed

PACKAGE = Path(__file__).resolve().parents[1]
LONGEST_TRACEBACK = 20_000  # characters
KIND = re.compile(r"[A-Za-z_]\w{0,60}", re.A)
FILE = re.compile(rf"{PACKAGE.name}(?:/\w{{1,40}}){{1,6}}\.py", re.A)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """``kind``: class of the exception. ``file``, ``line``: the innermost place in our own code, ``""`` where there is none."""

    kind: str
    file: str
    line: int
    traceback: str

    @property
    def cause(self) -> str:
        """``IndexError，documents/formats/readers/docx/numbering.py 第 88 行``: as much of it as can be what it claims to be."""
        kind = self.kind if KIND.fullmatch(self.kind) else ""
        place = f"{self.file} 第 {self.line} 行" if FILE.fullmatch(self.file) and 0 < self.line < 100_000 else ""
        return "，".join(filter(None, (kind, place)))


def failure_of(error: Exception) -> Failure:
    """What is sent back of ``error``."""
    below = traceback.extract_tb(error.__traceback__)[1:]  # who calls this is not to blame
    ours = [frame for frame in below if Path(frame.filename).is_relative_to(PACKAGE)]
    file, line = ("", 0) if not ours else (Path(ours[-1].filename).relative_to(PACKAGE.parent).as_posix(), ours[-1].lineno or 0)
    return Failure(type(error).__name__, file, line, "".join(traceback.format_exception(error)))


def logged(failure: Failure, subject: str) -> Failed:
    """The refusal that names the entry in the log, which is written here. ``subject``: the name of what was worked on."""
    reference = secrets.token_hex(4)
    # Indented and cut: who took over the process might write anything.
    details = indent(failure.traceback[-LONGEST_TRACEBACK:], "    ", lambda line: True)
    log.error("%s: failed on %r\n%s", reference, subject, details)
    cause = f"（{failure.cause}）" if failure.cause else ""
    rest = f"，文件可能已损坏或不合格式规范。详情已记入日志，编号 {reference}"
    return Failed(f"读取程序出错{cause}{rest}", f"读取程序出错{rest}", reference)
