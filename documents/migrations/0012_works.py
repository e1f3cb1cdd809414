"""A cited work and the name that the editions of a law share become one thing: the work."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0011_former_editions'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='citation', name='held_or_not_held'),
        migrations.RenameModel('CitedWork', 'Work'),
        migrations.AlterModelOptions('Work', {'ordering': ['title'], 'verbose_name': '著作', 'verbose_name_plural': '著作'}),
        migrations.AlterField(
            model_name='citation',
            name='work',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='citations', to='documents.work', verbose_name='所引著作'),
        ),
        migrations.AddField(
            model_name='work',
            name='is_known_by_name',
            field=models.BooleanField(default=False, help_text='如法律、行政法规；通知等须有文号、机关或日期。', verbose_name='仅凭名称即可辨认'),
        ),
        migrations.AddField(
            model_name='work',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='documents.work', verbose_name='并入'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='work_is_not_merged_into_itself'),
        ),
        migrations.RenameField(model_name='document', old_name='work', new_name='work_name'),
        migrations.AddField(
            model_name='document',
            name='work',
            field=models.ForeignKey(null=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='documents.work', verbose_name='著作'),
        ),
    ]
