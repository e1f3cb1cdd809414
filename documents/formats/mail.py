"""An e-mail is a notice with its annexes, or a cover letter with a notice and its annexes: a bundle is made of it."""
import base64
import email
import email.policy
import re
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from documents import sandbox
from documents.vocabulary.kinds import OFFICIAL
from documents.vocabulary.patterns import any_of

from . import annexes, letters, mime
from .bundles import Member, bundle
from .letter_texts import HAN, SHORTEST_NOTICE, TITLE, first_lines, is_called, words_of
from .letters import Letter
from .text import RawText

EXTENSION = ".eml"
LIMITS = sandbox.Limits(seconds=40, cpu=20, answer=70 << 20)  # 50 MB of files as Base64, for which a request may wait
COVER = "邮件的附信"
COVERING = re.compile("附件|查收|请收|查阅|详见|见附|转[发去给]|发[给去送您你]|报送|呈报|奉上|attach", re.IGNORECASE)
LONGEST_COVER = 300  # Chinese characters
PAPER = re.compile(rf".*的{any_of(OFFICIAL)}(?:[（(][^（()）]{{1,20}}[）)])*")
ENDS = re.compile(r"[\s\d_.-]+$|^[\s\d_.、-]+")


def is_mail(name: str) -> bool:
    """Whether ``name`` is that of an e-mail."""
    return name.lower().strip().endswith(EXTENSION)


def bundle_of(name: str, data: bytes) -> bytes | None:
    """The bundle of what the e-mail ``data`` brings, the document first; ``None`` where it has no attachment.

    Its cover letter, and what cannot be read at all, are in it as left out. Raises ``Refused``.
    """
    packed = sandbox.call(_packed, PurePath(name).stem, data, limits=LIMITS, subject=name)
    return base64.b64decode(packed) or None


def titled(raw: RawText, data: bytes) -> RawText:
    """``raw``, the text of the e-mail ``data``, below its subject, where that is called as a document is and the text has no title."""
    message = mime.mended(email.message_from_bytes(data.lstrip(), policy=email.policy.default))
    subject = letters.subject_of(message)
    if not TITLE.fullmatch(subject) or any(map(TITLE.fullmatch, first_lines(raw.text))):
        return raw
    return replace(raw, text=f"{'# ' * raw.is_markdown}{subject}\n\n{raw.text}")


def _packed(stem: str, data: bytes) -> str:
    """The same as Base64, for the sandbox."""
    message = mime.mended(email.message_from_bytes(data.lstrip(), policy=email.policy.default))
    letter = letters.renamed(letters.read_letter(message), stem)
    members = ordered(letter)
    has_more = members not in ([], [letter.text]) and not members[0].left_out
    return base64.b64encode(bundle(members)).decode() if has_more else ""


def ordered(letter: Letter) -> list[Member]:
    """What is in ``letter``: the document, what is attached to it, what is left out of it; nothing where there is no document."""
    files = [file for file in letter.files if not file.left_out]
    left_out = [file for file in letter.files if file.left_out]
    words = _words(letter.text)
    if not files and len(letter.inner) == 1 and _may_be_cover(words):  # forwarded
        return [*ordered(letter.inner[0]), *_cover(letter.text), *left_out]
    inner = list(chain.from_iterable(map(ordered, letter.inner)))
    attached = [*files, *(member for member in inner if not member.left_out)]
    left_out += [member for member in inner if member.left_out]
    main = _main(attached, words)
    if main is not None:
        return [main, *(file for file in attached if file is not main), *_cover(letter.text), *left_out]
    return [*filter(None, [letter.text]), *attached, *left_out]


def _main(attached: list[Member], words: str) -> Member | None:
    """Which of the files the document is, to which the body with these ``words`` is but a cover; ``None``: the body is it."""
    if not attached or not _may_be_cover(words):
        return None
    unlabelled = [file for file in attached if not annexes.LABEL.match(file.name)]
    titled = [file for file in unlabelled if TITLE.fullmatch(_title(file))]
    papers = [file for file in titled if PAPER.fullmatch(_title(file))]
    certain = next((found[0] for found in (papers, titled) if len(found) == 1), None)
    if certain or len(HAN.findall(words)) >= SHORTEST_NOTICE:
        return certain
    alone = next((found[0] for found in (unlabelled, attached) if len(found) == 1), None)
    return alone or (None if words else attached[0])


def _may_be_cover(words: str) -> bool:
    """Whether a body may be no document: a few words, without a title or number, on what is attached."""
    if is_called(words):
        return False
    return not words.strip() or len(HAN.findall(words)) <= LONGEST_COVER and bool(COVERING.search(words))


def _title(file: Member) -> str:
    return ENDS.sub("", PurePath(file.name).stem)


def _cover(text: Member | None) -> list[Member]:
    return [text._replace(left_out=COVER)] if text else []


def _words(text: Member | None) -> str:
    """The words of a body, a line each."""
    if text is None:
        return ""
    source = text.data.decode("utf-8-sig")
    if text.name.endswith(".txt"):
        return source
    return words_of(source)
