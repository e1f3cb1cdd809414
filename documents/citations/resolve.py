"""Resolving: first which work each mention means, then which document of the corpus that is, then which provision."""
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from documents.vocabulary.enums import CitationKind, Resolution

from .choose import choose
from .editions import Edition, edition, is_former, is_superseded
from .evidence import issuer
from .kinds import read_kind
from .laws import full_name, is_law, law_names
from .lists import repealed_items
from .mentions import Mention
from .owners import calls, is_own, may_be_a_verb
from .provisions import parts
from .structure import Structure
from .text import Spans
from .titles import bodies, bodies_differ, folded, is_generic, title_key, undated, whole
from .works import CitingDocument, Lookups, Reference, Resolved

LONGEST_SHORT_NAME = 12
MOST_NAMED = 300
MOST_RECENT = 20
PARAGRAPH_REACH = 2000
_AMENDED_WORK = re.compile(r"关于修改(.+?)(等[^等]{1,12})?(?:的)?决定$|^(.+?)修正案(?:\(.{1,6}\))?$")
_NOT_NAMED = re.compile("部分|若干|一批|有关")
_HEADING_LINE = re.compile("^#[^\n]*", re.M)
_IN_BRACKETS = re.compile(r"《([^《》]+)》")


def resolve(mentions: Iterable[Mention], citing: CitingDocument, lookups: Lookups) -> tuple[Resolved, ...]:
    """What became of each of ``mentions``, which ``find`` found in ``citing.markdown``, in order."""
    return tuple(_Resolver(citing, lookups, tuple(mentions)).all())


class _Resolver:
    """What the text has said so far: local names, works named in full, the last work of the sentence."""

    def __init__(self, citing: CitingDocument, lookups: Lookups, mentions: tuple[Mention, ...]):
        self.citing, self.lookups, self.mentions = citing, lookups, mentions
        self.structure = Structure(citing.markdown, citing.anchors)
        self.heading_lines = Spans([line.span() for line in _HEADING_LINE.finditer(citing.markdown)])
        self.own_keys = citing.keys
        self.code = whole(title_key(citing.title))
        self.local: dict[str, Reference] = {}
        self.named = self._named_in_full()
        self.about = self._about()
        self.repealed = Spans([(item.start, item.end) for item in repealed_items(citing.markdown)])
        self.amended, self.amends_several = self._amended()
        self.last: tuple[Mention, Reference] | None = None
        self.recent: deque[tuple[Mention, Reference]] = deque(maxlen=MOST_RECENT)
        self.headed = Reference()
        self.chosen: dict = {}

    def all(self) -> Iterator[Resolved]:
        for mention in self.mentions:
            reference, is_self = self._reference(mention)
            if mention.defines:
                self.local[title_key(mention.defines)] = Reference() if is_self else reference
            resolved = self._own(mention) if is_self else self._other(mention, reference)
            yield resolved
            if not is_self and (mention.form != "provision" or mention.owner):
                self.last = mention, reference
                self.recent.append(self.last)
                if resolved.kind is CitationKind.AMENDS or self._is_in_heading(mention):
                    self.headed = reference

    def _is_in_heading(self, mention: Mention) -> bool:
        return mention.start in self.heading_lines

    def _named_in_full(self) -> dict[str, Reference]:
        """Every work that the text gives a name too long to be a short one, by key."""
        full = (
            Reference(title_key(m.title), m.title, m.number, issuer=issuer(self._around(m)[0]))
            for m in self.mentions if m.form == "title" and len(m.title) > 4
        )
        return dict(islice({reference.key: reference for reference in full}.items(), MOST_NAMED))

    def _about(self) -> set[str]:
        """Keys of the works that the title names: of an interview, of an interpretation of a law."""
        titles = f"{self.citing.title}\n{self.citing.full_title}"
        named = _IN_BRACKETS.findall(titles) or [name for _, _, name in law_names(titles)]
        return {title_key(name) for name in named} - self.own_keys

    def _amended(self) -> tuple[Reference | None, bool]:
        """The work that this document amends by its title, and whether it is the first of several or they are not named."""
        told = _AMENDED_WORK.search(folded(self.citing.title))
        key = title_key(told[1] or told[3]) if told else ""
        return (Reference(key, key) if told else None), bool(told and (told[2] or _NOT_NAMED.match(key)))

    def _reference(self, mention: Mention) -> tuple[Reference, bool]:
        """The work that ``mention`` means, and whether it is the citing document itself."""
        if mention.form == "self":
            return self._of_own_provision(mention)
        if mention.form == "provision" and not (mention.title or mention.number):
            return self._of_bare_provision(mention)
        if not mention.title:
            return Reference(number=mention.number, title=mention.number), mention.number == self.citing.number
        key = title_key(mention.title)
        if key in self.local and not mention.number:
            return self.local[key], self.local[key] == Reference()
        full = title_key(full_name(key))
        around = self._around(mention)
        if is_superseded(around[0]):
            return Reference(title=mention.title), False
        told = edition(*around)
        if mention.form != "title" and told.is_first:  # 2015年5月1日行政诉讼法施行: a day, not the law's
            told = Edition()
        reference = Reference(
            full, mention.title, mention.number, told.year, told.is_first and full not in self.own_keys,
            issuer(around[0]) if mention.form == "title" else "", mention.doubtful,
        )
        if full in self.own_keys:
            return reference, not self._is_another_edition(mention, reference)
        return self._of_short_name(reference)

    def _around(self, mention: Mention) -> tuple[str, str]:
        first, last = mention.sentence
        return self.citing.markdown[first : mention.start], self.citing.markdown[mention.end : last]

    def _is_another_edition(self, mention: Mention, reference: Reference) -> bool:
        """Whether a work of the citing document's own title is another: other bodies, number or year, or repealed by it."""
        own = self.citing.full_title or self.citing.title
        if bodies_differ(reference.title, own):
            return True
        if reference.number and reference.number != self.citing.number and (self.citing.number or bodies(reference.title) and not bodies(own)):
            return True
        if reference.year and self.citing.dates and reference.year not in {day.year for day in self.citing.dates}:
            return True
        before, after = self._around(mention)
        return is_former(before) or read_kind(before, after) is CitationKind.REPEALS

    def _of_own_provision(self, mention: Mention) -> tuple[Reference, bool]:
        """本法第五条: in this document, or in another part of the work that is held in parts (民法典 by 编)."""
        code = self.code
        if code and "条" in parts(mention.provision) and not self.structure.resolve(mention.provision, mention.start):
            return Reference(code, code), False
        return Reference(), True

    def _of_bare_provision(self, mention: Mention) -> tuple[Reference, bool]:
        """第五条 alone: of what the words before it name, of the law that this document amends, of itself, or of the last work."""
        if mention.owner and not may_be_a_verb(mention.owner):
            return self._of_owner(mention)
        if self.amended:
            return (self.headed if self.amends_several else self.amended), False
        if self.structure.resolve(mention.provision, mention.start):
            return Reference(), True
        if mention.owner:
            return self._of_owner(mention)
        if self.last and self._is_near(self.last[0], mention):
            return self.last[1], False
        if len(self.about) == 1:
            (key,) = self.about
            return self.named.get(key, Reference(key, key)), False
        return Reference(), self.structure.has_articles

    def _of_owner(self, mention: Mention) -> tuple[Reference, bool]:
        """合同第五条, 该办法第五条: of the work that these words call by its kind; else of a paper of which nothing is known."""
        for name, reference in self.local.items():
            if calls(mention.owner, name) and mention.owner.endswith(name):
                return reference, reference == Reference()
        if any(is_own(mention.owner, key) for key in self.own_keys):
            return Reference(), True
        for last, reference in reversed(self.recent):
            if mention.start - last.end > PARAGRAPH_REACH or "\n" in self.citing.markdown[last.end : mention.start]:
                break
            if calls(mention.owner, reference.key or last.owner):
                return reference, False
        if self.amended and calls(mention.owner, self.headed.key if self.amends_several else self.amended.key):
            return (self.headed if self.amends_several else self.amended), False
        return Reference(), False

    def _is_near(self, last: Mention, mention: Mention) -> bool:
        """In the same sentence; where the text has no articles of its own, in the same paragraph. No other title stands between."""
        if self.citing.markdown.find("》", max(last.end, last.definition[1] if last.definition else 0), mention.start) >= 0:
            return False
        if self.structure.has_articles or mention.start - last.end > PARAGRAPH_REACH:
            return last.sentence[0] == mention.sentence[0] or mention.start < last.sentence[1]
        return "\n" not in self.citing.markdown[last.end : mention.start]

    def _of_short_name(self, reference: Reference) -> tuple[Reference, bool]:
        """A short name that the text never defines means the one work of which it is the end: this one, or one named in full."""
        key = reference.key
        if len(key) > LONGEST_SHORT_NAME or is_law(key) or reference.number:
            return reference, False
        if not is_generic(key) and self.lookups.by_key(key):
            return reference, False
        if len(key) <= 6 and any(_ends_with(own, key) for own in self.own_keys):
            return Reference(), True
        longer = [named for named in self.named.values() if named.key != key and _ends_with(named.key, key)]
        if len(longer) == 1:
            return longer[0], False
        return (Reference(title=reference.title) if is_generic(key) else reference), False

    def _own(self, mention: Mention) -> Resolved:
        anchor = self.structure.resolve(mention.provision, mention.start) if mention.provision else ""
        return Resolved(mention, Reference(), Resolution.SELF, CitationKind.MENTION, anchor=anchor)

    def _other(self, mention: Mention, reference: Reference) -> Resolved:
        question = (reference, mention.provision)
        if question not in self.chosen:
            self.chosen[question] = choose(reference, mention.provision, self.lookups, self.citing.facts)
        resolution, held, anchor = self.chosen[question]
        return Resolved(mention, reference, resolution, self._kind(mention, reference), held, anchor)

    def _kind(self, mention: Mention, reference: Reference) -> CitationKind:
        kind = read_kind(*self._around(mention))
        if self._is_listed_as_repealed(mention) and kind is not CitationKind.AMENDS:
            return CitationKind.REPEALS
        if kind is not CitationKind.MENTION:
            return kind
        if self.amended and reference.key and reference.key == (self.headed if self.amends_several else self.amended).key:
            return CitationKind.AMENDS
        if self.citing.kind == "解读" and any(_ends_with(reference.key, name) for name in self.about):
            return CitationKind.EXPLAINS
        return kind

    def _is_listed_as_repealed(self, mention: Mention) -> bool:
        """Whether ``mention`` is the work that an item of a list of repeals names: at its beginning, or its number."""
        item = self.repealed.around(mention.start)
        return bool(item) and (mention.form == "number" or mention.form == "title" and mention.start - item[0] < 4 or "|" in self.citing.markdown[slice(*item)])


def _ends_with(full: str, short: str) -> bool:
    return full.endswith(short) or undated(full).endswith(short)
