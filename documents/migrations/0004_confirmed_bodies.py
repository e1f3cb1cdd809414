from django.db import migrations, models


def doubt_signatures(apps, schema_editor):
    """Bodies that neither came with the portal nor were ever touched by an editor were read by imports as signatures."""
    bodies, samples = apps.get_model("documents", "IssuingBody").objects, apps.get_model("documents", "LoadedSample").objects
    loaded = samples.filter(name__startswith="bodies/").values_list("name", flat=True)
    entries = apps.get_model("admin", "LogEntry").objects.filter(content_type__app_label="documents", content_type__model="issuingbody")
    edited = [int(pk) for pk in entries.values_list("object_id", flat=True) if pk and pk.isdigit()]
    unedited = bodies.filter(aliases=None).exclude(pk__in=edited)
    unedited.exclude(name__in=[name.removeprefix("bodies/") for name in loaded]).update(is_confirmed=False)


class Migration(migrations.Migration):

    dependencies = [
        ("documents", "0003_status_on_a_day"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        migrations.AddField(
            model_name="issuingbody",
            name="is_confirmed",
            field=models.BooleanField(
                default=True, editable=False, verbose_name="已确认",
                help_text="导入时从署名读出的机关，编辑保存之后才用来解析新的文件。",
            ),
        ),
        migrations.RunPython(doubt_signatures, migrations.RunPython.noop),
    ]
