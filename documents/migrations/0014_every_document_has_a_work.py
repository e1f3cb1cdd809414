import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0013_work_of_each_document'),
    ]

    operations = [
        migrations.RemoveField(model_name='document', name='work_name'),
        migrations.AlterField(
            model_name='document',
            name='work',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='documents.work', verbose_name='著作'),
        ),
    ]
