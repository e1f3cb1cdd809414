"""What an editor should look at in one citation of a draft. Each hint has its proof; what cannot be proved is no hint."""
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from documents.citations.mentions import Mention
from documents.citations.titles import bodies_differ, folded, is_generic, names, title_key
from documents.citations.works import FORMER, LATEST, HeldDocument, Reference, Resolved
from documents.status import ENDINGS, status_on, written
from documents.vocabulary.enums import CitationKind, Resolution, Validity
from documents.vocabulary.numbers import NumberParts, find_numbers, number_parts

from .provisions import missing_provision, moved
from .quotations import quotation
from .said import says_it_ended
from .values import DraftLookups, Hint, HintKind, Repeal

_YEAR = re.compile(r"(?<=.)[〔\[［【(（﹝〈<｛{]\s*\S{2,5}?\s*年?\s*[〕\]］】)）﹞〉>｝}]")
SOON = timedelta(days=366)
_NEARLY_THE_NAME = 0.6
_OF_NO_ONE_BODY = re.compile("关于")
_FORMS = str.maketrans("「」『』“”‘’'《》〈〉<>〔〕[]—–―－─‐‑", '"' * 9 + "()" * 5 + "-" * 7)


def hints(resolved: Resolved, text: str, lookups: DraftLookups, on: date, begins: date) -> Iterator[Hint]:
    """Every hint on one citation of ``text``, which is issued ``on`` a day and ``begins`` to hold that day or later, the most serious first."""
    if resolved.resolution is Resolution.SELF:
        return
    is_said = resolved.kind is CitationKind.REPEALS or says_it_ended(resolved.mention, text)
    yield from [] if is_said else _status(resolved, on, begins)
    of_the_work = [*_edition(resolved, lookups), *([] if is_said else _repeal(resolved, lookups, on))] if resolved.resolution is Resolution.NONE else []
    yield from of_the_work or _number(resolved, lookups)
    yield from _number_form(resolved, text)
    yield from _title(resolved, lookups)
    missing = missing_provision(resolved, lookups, on)
    if missing:
        yield missing
    if change := moved(resolved, lookups, on, is_missing=bool(missing)):
        yield change
    if difference := quotation(resolved, text, lookups, on):
        yield difference


def _status(resolved: Resolved, on: date, begins: date) -> Iterator[Hint]:
    """That it no longer holds, or not yet when the draft itself begins to."""
    held = resolved.held
    if held is None:
        return
    status = status_on(held, on)
    is_of_another_day = bool(held.work and held.dates and min(held.dates) > on)  # an older edition was meant, which is not held
    is_early = status.validity is Validity.NOT_YET and status_on(held, begins).validity is Validity.NOT_YET
    if (status.validity in ENDINGS or is_early) and not is_of_another_day:
        since = f"（{'将' if status.since > on else ''}自{written(status.since)}起）" if status.since else ""
        yield Hint(HintKind.STATUS, f"{held.title}{status.label}{since}", proof=status.proof)
    if status.ahead and status.ahead.on and status.ahead.on - on <= SOON and not is_of_another_day:
        yield Hint(HintKind.STATUS, f"{held.title}{status.ahead.label}", proof=status.ahead.proof)


def _edition(resolved: Resolved, lookups: DraftLookups) -> Iterator[Hint]:
    """That the edition which the draft names is not held, while others of its work are."""
    reference = resolved.reference
    if resolved.kind is CitationKind.REPEALS:
        return
    editions = [held for held in lookups.by_key(reference.key) if held.work] if reference.key else []
    if editions and (reference.year or reference.is_former or reference.is_latest):
        years = "、".join(f"{year}年" for year in sorted({min(held.dates).year for held in editions if held.dates}))
        named = f"{reference.year}年" if reference.year else FORMER if reference.is_former else LATEST
        yield Hint(HintKind.EDITION, f"没有收录《{reference.title}》{named}的版本", proof=f"收录的是{years}的版本" if years else "")


def _repeal(resolved: Resolved, lookups: DraftLookups, on: date) -> Iterator[Hint]:
    """That a work which is not held was repealed by a text that is: by its number, or by a title that no other body's text bears."""
    reference = resolved.reference
    if not (reference.key or reference.number):
        return
    is_anybodys = bool(_OF_NO_ONE_BODY.search(reference.title)) or bool(reference.key and lookups.by_key(reference.key))
    for repeal in lookups.repeals(reference.key, reference.number):
        is_by_number = bool(reference.number) and repeal.number == reference.number
        if not is_by_number and (is_anybodys or reference.number and repeal.number):
            continue
        if repeal.on - on <= SOON and (is_by_number or _is_of_the_edition(repeal, reference)):
            when = f"{'已' if repeal.on <= on else '将'}于{written(repeal.on)}废止"
            is_renewed = title_key(repeal.by) == reference.key
            instead = f"《{_inside(repeal.by)}》" + (f"（{repeal.by_number}）" if repeal.by_number else "") if is_renewed else ""
            yield Hint(HintKind.STATUS, f"{reference.title or reference.number}{when}", instead, f"《{_inside(repeal.by)}》：“{repeal.proof}”")
            return


def _is_of_the_edition(repeal: Repeal, reference: Reference) -> bool:
    """Whether a repeal is of the edition that is cited: one of no year, or of the same.

    Where the citation gives no year, what a text of another name ends as it takes its place (2001年的《…》同时废止) had no later one.
    """
    if repeal.year in (None, reference.year):
        return True
    return reference.year is None and "同时废止" in repeal.proof and title_key(repeal.by) != reference.key


def _number(resolved: Resolved, lookups: DraftLookups) -> Iterator[Hint]:
    """That title and number do not belong together: by a document that has the one and not the other."""
    reference, mention = resolved.reference, resolved.mention
    if not (mention.number and reference.key and mention.form == "title"):
        return
    named = [held for held in lookups.by_key(reference.key) if held.number and not bodies_differ(reference.title, held.title)]
    numbered = lookups.by_number(reference.number)
    if len({held.number for held in named}) != 1 or any(held.number == reference.number for held in named):
        return
    right = named[0]
    others = [held for held in numbered if reference.key not in names(held.title, held.work)]
    if others or not numbered and _is_a_slip(reference.number, right.number):
        proof = f"{reference.number}是《{others[0].title}》的文号" if others else f"收录的《{right.title}》"
        yield Hint(HintKind.NUMBER, f"《{right.title}》的文号是{right.number}", right.number, proof)


def _is_a_slip(number: str, right: str) -> bool:
    """Whether two numbers differ in one of their parts alone: 教科技〔2020〕4号 and 教科技〔2020〕3号."""
    one, other = number_parts(number), number_parts(right)
    if not (one and other):
        return False
    return sum(_differs(one, other)) == 1 and (one.code == other.code or _one_letter_apart(one.code, other.code))


def _differs(one: NumberParts, other: NumberParts) -> tuple[bool, bool, bool]:
    return one.code != other.code, one.year != other.year, one.serial != other.serial


def _one_letter_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _number_form(resolved: Resolved, text: str) -> Iterator[Hint]:
    """That a 文号 is not written as GB/T 9704-2012, 7.2.5, has it: the year in 〔〕, no 第, no zeros in front."""
    mention = resolved.mention
    if not mention.number:
        return
    behind = mention.definition[1] if mention.definition else mention.end
    for found in find_numbers(text[mention.start : behind]):
        printed = text[mention.start + found.start : mention.start + found.end]
        if found.number == mention.number and (year := _YEAR.search(printed)):
            right = found.number[found.number.find("〔") :]
            if "".join(printed[year.start() :].split()) != right:
                yield Hint(HintKind.NUMBER_FORM, printed, found.number, "《党政机关公文格式》（GB/T 9704—2012）7.2.5")


def _title(resolved: Resolved, lookups: DraftLookups) -> Iterator[Hint]:
    """That a title in 《》 is not that of the document, which its number tells, or not written so. Short titles of laws, bodies before 关于 and local names are as usual."""
    mention, held = resolved.mention, resolved.held
    if held is None or mention.form != "title" or not _is_in_marks(mention) or held.work and mention.edition:
        return
    one, other = _from_its_subject(mention.title), _from_its_subject(held.title)
    is_spelled_otherwise = folded(one) == folded(other) and _spelled(one) != _spelled(other)
    if is_spelled_otherwise or _is_misnamed(resolved, held, lookups):
        yield Hint(HintKind.TITLE, mention.title, f"《{_inside(held.title)}》", f"收录的标题是《{_inside(held.title)}》")


def _is_in_marks(mention: Mention) -> bool:
    """Whether its title stands in 《》, first or behind its number."""
    number = next((found for found in find_numbers(mention.text) if found.start == 0), None)
    return mention.text[number.end if number else 0 :].lstrip("文件 　").startswith("《")


def _is_misnamed(resolved: Resolved, held: HeldDocument, lookups: DraftLookups) -> bool:
    """Whether ``held``, which bears the number that is cited, is called nearly so and not so, and neither name is a part of the other.

    One number may stand for a notice and for all that it prints: what is called quite otherwise, or more, may be one of those.
    """
    number, key = resolved.reference.number, title_key(resolved.mention.title)
    if not number or held.number != number or is_generic(key) or lookups.by_key(key):
        return False
    theirs = names(held.title, held.work)
    is_whole = "关于" in resolved.mention.title and "关于" in held.title  # no short title: 关于加强… of 关于大力加强…
    if any(name in key or key in name and not (is_whole and name.endswith(key)) for name in theirs):
        return False
    return any(_likeness(key, name) >= _NEARLY_THE_NAME for name in theirs)


def _likeness(one: str, other: str) -> float:
    """The share of the pairs of neighbouring characters that two names have in common (Dice)."""
    pairs, others = ({name[at : at + 2] for at in range(len(name) - 1)} for name in (one, other))
    return 2 * len(pairs & others) / (len(pairs) + len(others) or 1)


def _inside(title: str) -> str:
    """A title as it stands in 《》: those of others inside it are in 〈〉."""
    return title.replace("《", "〈").replace("》", "〉")


def _from_its_subject(title: str) -> str:
    """``title`` without the bodies before 关于, which are often left out."""
    return title[max(title.find("关于"), 0) :].removeprefix("中华人民共和国")


def _spelled(title: str) -> str:
    """``title`` with its marks, each in one form: kinds of quotes, dashes and brackets, width and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", title).translate(_FORMS).split())
