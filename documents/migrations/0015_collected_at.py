from django.db import migrations, models
from django.db.models import F


def from_records(apps, schema_editor):
    """When a document was published first is not known: it was recorded not long before."""
    apps.get_model("documents", "Document").objects.exclude(state="draft").update(collected_at=F("created_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0014_every_document_has_a_work'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='collected_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='首次发布的时间。', null=True, verbose_name='收录时间'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['-collected_at', 'state'], name='newest_collected'),
        ),
        migrations.RunPython(from_records, migrations.RunPython.noop, elidable=True),
    ]
