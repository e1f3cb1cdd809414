from django.db import migrations, models


def part_events(apps, schema_editor):
    """What texts said of validity becomes dates of its own; what versions said is their term, and no status of a day."""
    documents = apps.get_model("documents", "Document").objects
    nothing = {"validity": "unmarked", "validity_since": None, "validity_proof": "", "validity_basis": ""}
    since, proof = models.F("validity_since"), models.F("validity_proof")
    told = documents.filter(validity_basis="citation")
    told.filter(validity="repealed").update(repealed_on=since, repeal_proof=proof)
    told.filter(validity="amended").update(amended_on=since, amendment_proof=proof)
    told.update(**nothing)
    by_versions = documents.filter(validity_basis="versions")
    begins = models.functions.Coalesce("effective_on", "issued_on")
    by_versions.filter(validity="amended").update(superseded_on=since, validity_since=begins, validity="in-force")
    by_versions.filter(validity="not-yet").update(validity="in-force")


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_loaded_samples'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='document',
            name='validity_is_known',
        ),
        migrations.AddField(
            model_name='document',
            name='amended_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='修改日期'),
        ),
        migrations.AddField(
            model_name='document',
            name='amendment_proof',
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name='修改依据'),
        ),
        migrations.AddField(
            model_name='document',
            name='expires_on',
            field=models.DateField(blank=True, help_text='从这一天起不再有效。', null=True, verbose_name='失效日期'),
        ),
        migrations.AddField(
            model_name='document',
            name='expiry_proof',
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name='失效依据'),
        ),
        migrations.AddField(
            model_name='document',
            name='repeal_proof',
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name='废止依据'),
        ),
        migrations.AddField(
            model_name='document',
            name='repealed_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='废止日期'),
        ),
        migrations.AddField(
            model_name='document',
            name='superseded_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='新版本施行日期'),
        ),
        migrations.AlterField(
            model_name='document',
            name='validity',
            field=models.CharField(choices=[('unmarked', '未标注'), ('in-force', '现行有效'), ('amended', '已修改'), ('repealed', '已废止'), ('expired', '已失效'), ('not-yet', '尚未生效')], default='unmarked', help_text='编辑判定的时效优先于各文件条文和日期所说的。', max_length=20, verbose_name='时效（编辑判定）'),
        ),
        migrations.AlterField(
            model_name='document',
            name='validity_basis',
            field=models.CharField(blank=True, choices=[('person', '编辑判定'), ('versions', '同一文件的其他版本')], editable=False, max_length=10, verbose_name='时效由谁判定'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('validity__in', ['unmarked', 'in-force', 'amended', 'repealed', 'expired', 'not-yet'])), name='validity_is_known'),
        ),
        migrations.RunPython(part_events, migrations.RunPython.noop),
    ]
