"""What a text has said up to the mention that is being resolved."""
from collections import deque
from dataclasses import dataclass, field

from documents.vocabulary.enums import CitationKind, Resolution

from .context import Context
from .mentions import Mention
from .titles import title_key
from .works import Reference, Resolved

MOST_RECENT = 20


@dataclass
class Progress:
    """``local``: what local names mean, by key; ``None``: the citing document itself. ``recent``: the last works that were
    named, each with its mention. ``amending``: the work under amendment, in a text that amends several. ``last``: the mention
    before, with the work that it meant."""

    local: dict[str, Reference | None] = field(default_factory=dict)
    recent: deque[tuple[Mention, Reference]] = field(default_factory=lambda: deque(maxlen=MOST_RECENT))
    amending: Reference = Reference()
    last: tuple[Mention, Reference | None] | None = None

    def amended(self, context: Context) -> Reference | None:
        """The work that the text amends at this place, by its title or its headings; ``None`` where it amends none."""
        return self.amending if context.amended and context.amends_several else context.amended

    def add(self, resolved: Resolved, context: Context) -> None:
        """Go past the mention that was just resolved."""
        mention, reference = resolved.mention, resolved.reference
        is_self = resolved.resolution is Resolution.SELF
        self.last = mention, None if is_self else reference
        if mention.defines:
            self.local[title_key(mention.defines)] = None if is_self else reference
        if not is_self and (mention.form != "provision" or mention.owner):
            self.recent.append((mention, reference))
            if resolved.kind is CitationKind.AMENDS or mention.start in context.headings:
                self.amending = reference
