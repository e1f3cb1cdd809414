"""A citation keeps all that its text said of the work, so that nothing is read again when documents come and go."""
from django.db import migrations, models


def keep_doubts(apps, schema_editor):
    """What was not held and may be no document at all was ignored; ``reread_documents --citations`` finds the others."""
    apps.get_model("documents", "Citation").objects.filter(resolution="ignored").update(doubtful=True)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_confirmed_bodies'),
    ]

    operations = [
        migrations.AddField(
            model_name='citation',
            name='doubtful',
            field=models.BooleanField(default=False, verbose_name='可能不是公文'),
        ),
        migrations.AddField(
            model_name='citation',
            name='is_first',
            field=models.BooleanField(default=False, verbose_name='所引年份是首次公布的年份'),
        ),
        migrations.AddField(
            model_name='citation',
            name='issuer',
            field=models.CharField(blank=True, help_text='标题之前写明的发文机关。', max_length=100, verbose_name='引文所称机关'),
        ),
        migrations.RunPython(keep_doubts, migrations.RunPython.noop, elidable=True),
    ]
