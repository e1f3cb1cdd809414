"""Every document becomes an edition of a work, and what cites it cites that work."""
from django.db import migrations
from django.db.models import OuterRef, Subquery

from documents.citations.titles import title_key

KEY_CHARACTERS = 300


def make_works(apps, schema_editor):
    Document, Work, Citation = (apps.get_model("documents", name) for name in ("Document", "Work", "Citation"))
    slugs = set(Work.objects.values_list("slug", flat=True))
    by_name: dict[str, int] = {}
    names = Document.objects.exclude(work_name="").order_by("work_name").values_list("work_name", flat=True).distinct()
    for name in list(names):
        work = _known_by_name(Work, name, slugs)
        by_name[name] = work.pk
        Document.objects.filter(work_name=name).update(work=work.pk)
    others = Document.objects.filter(work_name="").order_by("pk").values_list("pk", "slug", "title")
    for pk, slug, title in list(others):
        work = Work.objects.create(key=f"document:{slug}"[:KEY_CHARACTERS], title=title, slug=_free(slug, slugs))
        Document.objects.filter(pk=pk).update(work=work.pk)
    of_edition = Document.objects.filter(pk=OuterRef("cited")).values("work")[:1]
    Citation.objects.filter(cited__isnull=False).update(work=Subquery(of_edition))


def _known_by_name(Work, name, slugs):
    key = title_key(name)[:KEY_CHARACTERS]
    work = Work.objects.filter(key=key).first()
    if work is None:
        return Work.objects.create(key=key, title=name, slug=_free(name, slugs), is_known_by_name=True)
    Work.objects.filter(pk=work.pk).update(title=name, is_known_by_name=True)
    return work


def _free(name, slugs):
    """A slug as ``slugs.free_slug`` makes it, but for the dates: ``name`` is one already, or a law's name in words."""
    from documents.importing.slugs import words_slug

    plain = slug = words_slug(name)
    counter = 2
    while slug in slugs:
        slug, counter = f"{plain}-{counter}", counter + 1
    slugs.add(slug)
    return slug


def give_names_back(apps, schema_editor):
    """Before, a citation had a work only where nothing was held, and a work had no editions."""
    Document, Work, Citation = (apps.get_model("documents", name) for name in ("Document", "Work", "Citation"))
    name = Work.objects.filter(pk=OuterRef("work"), is_known_by_name=True).values("title")[:1]
    Document.objects.filter(work__is_known_by_name=True).update(work_name=Subquery(name))
    Document.objects.update(work=None)
    Citation.objects.filter(cited__isnull=False).update(work=None)
    Work.objects.update(merged_into=None)
    Work.objects.filter(citations__isnull=True).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0012_works'),
    ]

    operations = [
        migrations.RunPython(make_works, give_names_back),
    ]
