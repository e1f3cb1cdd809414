"""Topics proposed for documents by the rules of the editors: a person takes them, nobody else."""
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from documents.models import Document, Topic
from documents.parsing import ParsedDocument
from documents.parsing.topics import Proposal, Rules, propose, read_rules


@dataclass(frozen=True)
class TopicRules:
    """``rules`` of the topics that have any, by their names, and the ``parents`` of those that have one."""

    rules: Mapping[str, Rules]
    parents: Mapping[str, str]

    @classmethod
    def stored(cls) -> "TopicRules":
        """As the editors have them now, in one query."""
        rows = list(Topic.objects.order_by("position", "name").values_list("name", "rules", "parent__name"))
        return cls({name: read_rules(rules) for name, rules, _ in rows if rules}, {name: parent for name, _, parent in rows if parent})

    def proposals(self, known: Document | ParsedDocument) -> list[Proposal]:
        """The topics that ``known`` has not, and seems to be about: with each that of which it is a part."""
        titles = (known.title, known.full_title)
        found = propose(titles, known.fact("bodies"), known.markdown, self.rules)
        return self._with_parents(found, set(known.fact("topics")))

    def _with_parents(self, found: list[Proposal], held: Collection[str]) -> list[Proposal]:
        by_name = {proposal.topic: proposal for proposal in found}
        for proposal in found:
            if parent := self.parents.get(proposal.topic, ""):
                by_name.setdefault(parent, Proposal(parent, f"“{proposal.topic}”属于它"))
        return [proposal for name, proposal in by_name.items() if name not in held]
