"""Files are understood with the registry of issuing bodies as editors have it at that moment."""
from django.db.models import Q, QuerySet

from documents import analysis, parsing
from documents.analysis import Analysed, Source
from documents.importing.taxonomy import with_known_headings
from documents.models import BodyAlias, IssuingBody, LoadedSample


def understand(source: Source) -> Analysed:
    """What an import of ``source`` would store; raises ``formats.Refused``."""
    return with_known_headings(analysis.analyse(source, known_bodies()))


def known_bodies() -> frozenset[str]:
    """The names of issuing bodies that texts are read with: those of the registry, in three queries.

    Names that come with the portal count as long as they were never loaded; from then on they are what editors have
    made of them. A body that an import found as a signature counts when an editor has confirmed it: one misread
    signature would otherwise be read the same way ever after, and what is read would depend on what was read before.
    """
    bodies = _names(IssuingBody.objects.filter(is_confirmed=True))
    loaded = _names(LoadedSample.objects.filter(Q(name__startswith="bodies/") | Q(name__startswith="aliases/") | Q(name__startswith="successions/")))
    unloaded = parsing.seed_bodies() - {name.partition("/")[2] for name in loaded}
    return parsing.more_bodies() | unloaded | bodies | _names(BodyAlias.objects.all())


def _names(rows: QuerySet) -> set[str]:
    return set(rows.order_by().values_list("name", flat=True))
