"""Which of several files belong together: a document and its attachments, as their names or the links of a page say.

Only what is certain is grouped: an attachment of which nothing says whose it is stays a file of its own.
"""
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from documents import sandbox

from . import annexes
from .bundles import EXTENSION
from .characters import decode
from .registry import PAGES
from .text import Refused

NO_ATTACHMENTS = (*PAGES, ".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".json", ".woff", ".woff2", ".ttf")
FOLDER = re.compile(r".*附件[\W\d_]*")
PARTS = re.compile("[^\\W_]+")
CHINESE = re.compile("[\u3400-\u9fff]")
SHORTEST = 6
MOST_LINKS = 2_000
MOST_PAGE_BYTES = 5 << 20
LIMITS = sandbox.Limits(seconds=20, cpu=10)
MOST_FAILED = 3  # pages that cannot be read: after them no more are looked at, and what lies near those stays apart


class Group(NamedTuple):
    """A document and what is attached to it, in order: the path of each, and the name that it is to bear."""

    main: str
    attachments: tuple[tuple[str, str], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.main, *(path for path, _ in self.attachments))


def groups(paths: Sequence[str], read: Callable[[str], bytes]) -> list[Group]:
    """The documents among ``paths`` (with ``/``) that have attachments among them. ``read`` gives the bytes of a page.

    >>> groups(["a/通知.docx", "a/附件1 表.xlsx", "b/办法.txt"], lambda path: b"")
    [Group(main='a/通知.docx', attachments=(('a/附件1 表.xlsx', '附件1 表.xlsx'),))]
    """
    files = [path for path in paths if not path.lower().endswith(EXTENSION)]
    owners = _by_name(files)
    names = {path: _name(path) for path in files}
    for path, (page, name) in _by_link(files, read).items():
        owners[path], names[path] = page, name
    found: dict[str, list[str]] = {}
    for path in files:
        if path in owners and owners[path] not in owners:
            found.setdefault(owners[path], []).append(path)
    return [Group(main, tuple((path, names[path]) for path in sorted(attached, key=lambda path: _order(names[path])))) for main, attached in found.items()]


def _by_name(files: Sequence[str]) -> dict[str, str]:
    """Whose attachments files are that are called so: of the one other file beside or above them, or of the one whose name
    theirs begins with."""
    owners: dict[str, str] = {}
    folders: dict[str, list[str]] = {}
    for path in files:
        if _suffix(path) not in NO_ATTACHMENTS or _suffix(path) in PAGES:
            folders.setdefault(_folder(path), []).append(path)
    mains = {folder: [path for path in found if not _is_attachment(path)] for folder, found in folders.items()}
    for folder, found in folders.items():
        if FOLDER.fullmatch(PurePosixPath(folder).name) and len(above := mains.get(_folder(folder), [])) == 1:
            owners |= dict.fromkeys(found, above[0])
            continue
        begun = {path: main for path in found if (main := _beginning(path, found))}
        owners |= begun
        alone = [path for path in mains[folder] if path not in begun]
        if len(alone) == 1:
            owners |= {path: alone[0] for path in found if _is_attachment(path) and path not in begun}
    return owners


def _is_attachment(path: str) -> bool:
    return bool(annexes.LABEL.match(PurePosixPath(path).stem.strip()))


def _beginning(path: str, files: Iterable[str]) -> str:
    """The file with whose name that of ``path`` begins, before 附件 (关于甲的通知-附件1): the longest."""
    stem = PurePosixPath(path).stem
    if "附" not in stem:  # of most files nothing is looked at: a folder may have thousands
        return ""
    begins = [
        other for other in files
        if len(words := PurePosixPath(other).stem) >= SHORTEST and len(stem) > len(words) and stem.startswith(words)
        and annexes.LABEL.match(stem[len(words) :])
    ]
    return max(begins, key=len, default="")


def _by_link(files: Sequence[str], read: Callable[[str], bytes]) -> dict[str, tuple[str, str]]:
    """Which page links a file that came with it, and what the link calls that; not what several pages link, or may link."""
    linked: dict[str, tuple[str, str]] = {}
    several: set[str] = set()
    pages = [path for path in files if _suffix(path) in PAGES]
    near_of = _near(pages, files)
    failed = 0
    with closing(sandbox.Session(LIMITS)) as session:  # one for all: to start one for each page takes minutes
        for page in pages:
            near = near_of[_folder(page)]
            links = () if not near else _links(session, read(page)) if failed < MOST_FAILED else None
            if links is None:
                failed += 1
                several |= set(near.values()) if failed >= MOST_FAILED else set()
            for target, words in links or ():
                if path := near.get(_folded(target)) or near.get(_folded(words)):
                    several |= {path} if linked.get(path, (page, ""))[0] != page else set()
                    linked.setdefault(path, (page, _shown(path, words)))
    return {path: found for path, found in linked.items() if path not in several}


def _near(pages: Iterable[str], files: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """For each folder of ``pages`` the files in it or below that may be attached to one, by their names with and without
    extension."""
    near: dict[str, dict[str, str]] = {_folder(page): {} for page in pages}
    for path in files:
        if _suffix(path) in NO_ATTACHMENTS:
            continue
        for folder in {_folder(path), "", *map(str, PurePosixPath(path).parents)}:
            if folder in near:
                near[folder] |= {_folded(_name(path)): path, _folded(PurePosixPath(path).stem): path}
    return near


def _links(session: sandbox.Session, page: bytes) -> tuple[tuple[str, str], ...] | None:
    """The links of a page, in the sandbox; ``None`` where it cannot be read, which its reader will say."""
    try:
        return session.call(links_in, page[:MOST_PAGE_BYTES])
    except Refused:
        return None


def links_in(page: bytes) -> tuple[tuple[str, str], ...]:
    """The links of a page in their order: the name of the file, and the words of the link. For the sandbox."""
    try:
        root = html.document_fromstring(decode(page)[0].encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # nothing is in it
        return ()
    anchors = list(islice((anchor for anchor in root.iter("a") if anchor.get("href")), MOST_LINKS))
    return tuple((_target(anchor.get("href") or ""), _words(anchor)) for anchor in anchors)


def _target(address: str) -> str:
    try:
        return PurePosixPath(unquote(urlsplit(address).path)).name
    except ValueError:
        return ""


def _words(anchor: html.HtmlElement) -> str:
    return " ".join((anchor.get("download") or anchor.text_content() or anchor.get("title") or "").split())[:200]


def _shown(path: str, words: str) -> str:
    """What an attachment is to be called: by the link, where that names a file and the file's own name says nothing."""
    is_told = annexes.LABEL.match(words) or words.lower().endswith(_suffix(path))
    if CHINESE.search(PurePosixPath(path).stem) or not (is_told and CHINESE.search(words)):
        return _name(path)
    stem = words.removesuffix(_suffix(path))
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", stem)[:100] + _suffix(path)


def _order(name: str) -> tuple[int, str]:
    number = annexes.number_of(name)
    return (number if number is not None else 1_000, name)


def _folded(name: str) -> str:
    return "".join(PARTS.findall(name)).casefold()


def _name(path: str) -> str:
    return PurePosixPath(path).name


def _folder(path: str) -> str:
    folder = str(PurePosixPath(path).parent)
    return "" if folder == "." else folder


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
