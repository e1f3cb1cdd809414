"""Which work a mention means, whether it is held or not. ``None`` stands for the citing document itself."""
from documents.vocabulary.enums import CitationKind

from .context import Context
from .editions import Edition, edition, is_former
from .evidence import issuer
from .joining import continues
from .kinds import read_kind
from .laws import LONGEST_SHORT_NAME as LONGEST_SHORT_NAME_OF_A_LAW
from .laws import full_name, is_law, short_name_before
from .mentions import Mention
from .owners import calls, is_agreed, is_between_parties, is_own, leads_to_a_provision, may_be_a_verb
from .progress import Progress
from .provisions import parts
from .titles import bodies, bodies_differ, is_generic, title_key, undated
from .works import Lookups, Reference

LONGEST_SHORT_NAME = 12
LONGEST_OWN_SHORT_NAME = 6
PARAGRAPH_REACH = 2000


def reference_of(mention: Mention, context: Context, progress: Progress, lookups: Lookups) -> Reference | None:
    """The work that ``mention`` means in its place; ``Reference()``, without a key, where the text does not say which."""
    if mention.form == "self":
        return _of_own_provision(mention, context)
    if mention.form == "provision" and not (mention.title or mention.number):
        return _of_bare_provision(mention, context, progress, lookups)
    if mention.form == "provision" and progress.last and _is_of_one_title(progress.last[0], mention):
        return progress.last[1]
    if mention.title:
        return _of_title(mention, context, progress, lookups)
    return None if mention.number == context.citing.number else Reference(number=mention.number, title=mention.number)


def _of_own_provision(mention: Mention, context: Context) -> Reference | None:
    """本法第五条: in this document, or in another part of the work that is held in parts (民法典 by 编)."""
    is_elsewhere = context.code and "条" in parts(mention.provision) and not context.structure.resolve(mention.provision, mention.start)
    return Reference(context.code, context.code) if is_elsewhere else None


def _of_bare_provision(mention: Mention, context: Context, progress: Progress, lookups: Lookups) -> Reference | None:
    """第五条 alone: of what the text before it names, of the law that this document amends, of itself, or of the last work."""
    if mention.owner and not may_be_a_verb(mention.owner):
        return _of_owner(mention, context, progress, lookups)
    if progress.last and _is_of_one_row(progress.last[0], mention, context):
        return progress.last[1]
    if amended := progress.amended(context):
        return amended
    if context.structure.resolve(mention.provision, mention.start):
        return None
    if mention.owner:
        return _of_owner(mention, context, progress, lookups)
    if progress.recent and _is_near(progress.recent[-1][0], mention, context):
        before, after = context.around(mention)
        is_agreed_on = is_agreed(after) or is_between_parties(context.citing.markdown, mention.start)
        return progress.recent[-1][1] if leads_to_a_provision(before) and not is_agreed_on else Reference()
    if len(context.subjects) == 1:
        (key,) = context.subjects
        return context.named.get(key, Reference(key, key))
    return None if context.structure.has_articles else Reference()


def _is_of_one_title(last: Mention, mention: Mention) -> bool:
    """Whether a provision has its work of the mention just before: 《…》第三、四条, 《…》第三条和第五条."""
    return bool(mention.title) and (last.title, last.number, last.edition) == (mention.title, mention.number, mention.edition)


def _is_of_one_row(last: Mention, mention: Mention, context: Context) -> bool:
    """Whether two provisions alone stand in a row, the first of which says whose both are: 教材第三、五章."""
    is_alone = last.form == "provision" and not (last.title or last.number)
    gap = context.citing.markdown[last.end : mention.start]
    return is_alone and (not gap or continues(last, mention, gap))


def _of_owner(mention: Mention, context: Context, progress: Progress, lookups: Lookups) -> Reference | None:
    """合同第五条, 该办法第五条: of the work that is called so by its kind; else of a paper of which nothing is known."""
    for name, reference in progress.local.items():
        if calls(mention.owner, name) and mention.owner.endswith(name):
            return reference
    if any(is_own(mention.owner, key) for key in context.own_keys):
        return None
    before = context.citing.markdown[max(0, mention.start - LONGEST_SHORT_NAME_OF_A_LAW) : mention.start]
    if short := short_name_before(before.removesuffix("的"), lookups.short_names()):
        title = lookups.short_names()[short]
        return Reference(title_key(title), title)
    for last, reference in reversed(progress.recent):
        if mention.start - last.end > PARAGRAPH_REACH or "\n" in context.citing.markdown[last.end : mention.start]:
            break
        if calls(mention.owner, reference.key or last.owner):
            return reference
    amended = progress.amended(context)
    return amended if amended and calls(mention.owner, amended.key) else Reference()


def _is_near(last: Mention, mention: Mention, context: Context) -> bool:
    """In the same sentence; where the text has no articles of its own, in the same paragraph. No other title stands between."""
    markdown = context.citing.markdown
    if markdown.find("》", max(last.end, last.definition[1] if last.definition else 0), mention.start) >= 0:
        return False
    if context.structure.has_articles or mention.start - last.end > PARAGRAPH_REACH:
        return last.sentence[0] == mention.sentence[0] or mention.start < last.sentence[1]
    return "\n" not in markdown[last.end : mention.start]


def _of_title(mention: Mention, context: Context, progress: Progress, lookups: Lookups) -> Reference | None:
    key = title_key(mention.title)
    if key in progress.local and not mention.number and not (mention.edition and is_law(key)):  # 《公司法》（2005年修订） is that
        return progress.local[key]
    reference = _as_printed(mention, full_name(key, lookups.short_names()), context)
    if reference.key in context.own_keys:
        return reference if _is_another_edition(mention, reference, context) else None
    return _of_short_name(reference, context, lookups)


def _as_printed(mention: Mention, full: str, context: Context) -> Reference:
    """The work of the title or key ``full``, with all that the sentence says of it."""
    key = title_key(full)
    before, after = context.around(mention)
    printed, is_title = mention.edition or edition(before, after), mention.form == "title"
    if printed.is_first and not is_title:  # 2015年5月1日行政诉讼法施行: a day, not the law's
        printed = Edition()
    key, year = _of_one_edition(key) if printed.year is None else (key, printed.year)
    return Reference(
        key, mention.title if key == title_key(mention.title) else full, mention.number, year, printed.is_first and key not in context.own_keys,
        issuer(before) if is_title else "", mention.doubtful, printed.is_former, printed.is_latest,
    )


def _of_one_edition(key: str) -> tuple[str, int | None]:
    """公司法 and 2018 for 公司法(2018年修正): what is a law's title and what names its edition."""
    edition_in_title = edition("", key[key.rfind("(") :]) if key.endswith(")") else Edition()
    law = key[: key.rfind("(")]
    return (law, edition_in_title.year) if edition_in_title.year and is_law(law) else (key, None)


def _is_another_edition(mention: Mention, reference: Reference, context: Context) -> bool:
    """Whether a work of the citing document's own title is another: other bodies, number or year, or repealed by it."""
    citing, (before, after) = context.citing, context.around(mention)
    own = citing.full_title or citing.title
    if bodies_differ(reference.title, own):
        return True
    if reference.number and reference.number != citing.number and (citing.number or bodies(reference.title) and not bodies(own)):
        return True
    if reference.year and citing.dates and reference.year not in {day.year for day in citing.dates}:
        return True
    return is_former(before) or read_kind(before, after) is CitationKind.REPEALS


def _of_short_name(reference: Reference, context: Context, lookups: Lookups) -> Reference | None:
    """A short name that the text never defines means the one work of which it is the end: this one, or one named in full."""
    key = reference.key
    if len(key) > LONGEST_SHORT_NAME or is_law(key) or reference.number:
        return reference
    if not is_generic(key) and lookups.by_key(key):
        return reference
    if len(key) <= LONGEST_OWN_SHORT_NAME and any(ends_with(own, key) for own in context.own_keys):
        return None
    longer = [named for named in context.named.values() if named.key != key and ends_with(named.key, key)]
    if len(longer) == 1:
        return longer[0]
    return Reference(title=reference.title) if is_generic(key) else reference


def ends_with(key: str, short: str) -> bool:
    """Whether ``short`` is the end of ``key``, the years behind that aside."""
    return key.endswith(short) or undated(key).endswith(short)
