"""What passages published documents share; a worker finds them afterwards."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0039_proposed_headings'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='passages_version',
            field=models.PositiveSmallIntegerField(db_index=True, default=0, editable=False),
        ),
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fingerprints', to='documents.document')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('value', 'document'), name='one_fingerprint_once_a_document')],
            },
        ),
        migrations.CreateModel(
            name='SharedPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('anchor', models.CharField(blank=True, max_length=100)),
                ('other_start', models.PositiveIntegerField()),
                ('other_end', models.PositiveIntegerField()),
                ('other_anchor', models.CharField(blank=True, max_length=100)),
                ('characters', models.PositiveIntegerField()),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='shared_passages', to='documents.document')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='documents.document')),
            ],
            options={
                'ordering': ['document_id', 'other_id', 'start'],
                'constraints': [models.UniqueConstraint(fields=('document', 'other', 'start', 'other_start'), name='a_passage_once_a_pair'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='passage_is_not_empty')],
            },
        ),
    ]
