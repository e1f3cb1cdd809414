"""Documents whose texts are nearly the same know of each other."""
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count

from documents.analysis.sketch import sketch
from documents.importing.likeness import likeness
from documents.importing.near_duplicates import COMPARED, NEARLY_SAME

AT_ONCE = 500


def tie_what_is_held(apps, schema_editor):
    Document, SketchValue = apps.get_model("documents", "Document"), apps.get_model("documents", "SketchValue")
    tied = Document.near_duplicates.through.objects
    for document in Document.objects.order_by("pk").only("markdown").iterator(AT_ONCE):
        values = sketch(document.markdown)
        close = SketchValue.objects.filter(value__in=values).values("document").annotate(shared=Count("value"))
        close = close.filter(shared__gte=max(1, len(values) // 2)).order_by("-shared", "document")[:COMPARED]
        for other in Document.objects.filter(pk__in=[row["document"] for row in close]).only("markdown").order_by("pk"):
            if likeness(other.markdown, document.markdown).share >= NEARLY_SAME:
                pairs = ((document.pk, other.pk), (other.pk, document.pk))
                tied.bulk_create(tied.model(from_document_id=one, to_document_id=two) for one, two in pairs)
        SketchValue.objects.bulk_create(SketchValue(document_id=document.pk, value=value) for value in values)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0019_prolonged_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='near_duplicates',
            field=models.ManyToManyField(editable=False, to='documents.document', verbose_name='正文近同的文件'),
        ),
        migrations.CreateModel(
            name='SketchValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField(db_index=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sketch', to='documents.document')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'value'), name='one_value_once_a_document')],
            },
        ),
        migrations.RunPython(tie_what_is_held, migrations.RunPython.noop),
    ]
