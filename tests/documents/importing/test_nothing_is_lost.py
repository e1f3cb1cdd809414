"""Whatever is done to a corpus, in whatever order, no text that was ever stored becomes unreachable."""
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.importing import (
    NotRestored,
    Source,
    accept,
    decline,
    import_source,
    put_back,
    restore,
    set_state,
    trash,
    update,
)
from documents.models import Document, Revision, State, Text, Tombstone
from documents.revisions import facts_of
from documents.vocabulary.enums import RevisionStatus

pytestmark = pytest.mark.django_db


class Killed(Exception):
    pass


def text(number: int) -> str:
    """Texts of two documents, alike and better, worse or otherwise laid out than one another."""
    town, way = ("甲市", "乙市")[number % 2], number // 2
    articles = ["第一条　为了管理养犬，制定本办法。", "第二条　养犬应当登记，登记证每年查验。", "第三条　违者处罚款，拒不改正的，加倍处罚。"]
    changed = [articles, articles[:2], [*articles, "第四条　本办法由公安机关负责解释。"], [a.replace("登记", "备案") for a in articles]][way]
    return f"{town}养犬办法\n{town[0]}政发〔2021〕5号\n" + "\n".join(changed) + f"\n{town}人民政府\n2021年3月2日\n"


TEXTS = st.integers(0, 7)
PLACES = st.integers(0, 30)
STEPS = st.one_of(
    st.tuples(st.just("import"), TEXTS, st.sampled_from([None, State.DRAFT, State.PUBLISHED]), st.booleans()),
    st.tuples(st.just("killed"), TEXTS, st.booleans()),
    st.tuples(st.just("edit"), PLACES, TEXTS, st.sampled_from(["甲市", "乙市"])),
    st.tuples(st.sampled_from(["note", "trash", "put back", "publish", "withdraw", "decide", "restore"]), PLACES),
)


def brought(number, state=State.PUBLISHED, **options):
    return import_source(Source(f"{number}.txt", text(number).encode()), state=state, **options)


def killed(number, is_accepted):
    """Killed when all is written, and nothing committed."""
    with pytest.raises(Killed), transaction.atomic():
        brought(number, accept=is_accepted)
        raise Killed


def edited(document, number, town):
    facts = {"title": f"{town}养犬办法", "number": document.number, "note": f"{number}"}
    markdown = document.markdown.replace("。", f"，改{number}。", 1)
    other = Document.objects.filter(title=facts["title"], number=document.number).exclude(pk=document.pk)
    if not other.exists():
        import_source(Source("", b"", facts, markdown), into=document)


def decided(document, place):
    waiting = list(document.revisions.exclude(status=RevisionStatus.APPLIED).order_by("number"))
    if waiting:
        chosen = waiting[place % len(waiting)]
        if place % 2 and chosen.status == RevisionStatus.PROPOSED:
            decline(document, chosen.number, "editor")
        else:
            accept(document, chosen)


def restored(document, place):
    applied = list(document.revisions.filter(status=RevisionStatus.APPLIED).order_by("number"))
    restore(document, applied[place % len(applied)])


def done(step):
    way, place, *values = step
    if way == "import":
        return brought(place, values[0], accept=values[1])
    if way == "killed":
        return killed(place, *values)
    documents = list(Document.objects.order_by("pk"))
    if not documents:
        return None
    document = documents[place % len(documents)]
    acts = {
        "edit": lambda: edited(document, *values), "note": lambda: update(document, note=f"{place}"), "trash": lambda: trash(document),
        "put back": lambda: put_back(document), "publish": lambda: set_state(document, State.PUBLISHED),
        "withdraw": lambda: set_state(document, State.WITHDRAWN), "decide": lambda: decided(document, place),
        "restore": lambda: restored(document, place),
    }
    try:
        return acts[way]()
    except NotRestored:
        return None


def reachable() -> set[str]:
    return {kept.content for kept in Text.objects.filter(revisions__document__isnull=False).distinct()}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=2, max_size=9))
def test_every_text_that_was_ever_stored_is_in_a_revision(steps, tmp_path_factory, settings):
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    Document.objects.all().delete()
    for model in (Text, Tombstone):
        model.objects.all().delete()
    seen: set[str] = set()
    for step in steps:
        done(step)
        seen |= {*Document.objects.values_list("markdown", flat=True), *reachable()}
        assert seen <= reachable()
        for document in Document.objects.all():
            last = document.revisions.filter(status=RevisionStatus.APPLIED).order_by("number").last()
            assert (last.text.content, last.facts) == (document.markdown, facts_of(document))
            assert Revision.objects.filter(document=document, original="").count() == 0
