"""Keep in mind which samples were loaded."""
import yaml
from django.conf import settings
from django.db import migrations, models

FIXTURES = settings.BASE_DIR / "fixtures"


def count_as_loaded(apps, schema_editor):
    """Where there is anything, samples were loaded before this was kept in mind: none of those that editors deleted may return."""
    held = [apps.get_model("documents", name) for name in ("Document", "IssuingBody", "Topic", "Column")]
    if any(model.objects.exists() for model in held):
        LoadedSample = apps.get_model("documents", "LoadedSample")
        LoadedSample.objects.bulk_create(LoadedSample(name=name) for name in sorted(set(samples())))


def samples():
    yield from (f"corpus/{path.name}" for path in FIXTURES.glob("corpus/*.md"))
    for kind in ("bodies", "topics", "columns"):
        for entry in yaml.safe_load((FIXTURES / f"{kind}.yaml").read_text(encoding="utf-8")):
            yield f"{kind}/{entry['name']}"
            yield from (f"aliases/{alias}" for alias in entry.get("aliases", ()))


class Migration(migrations.Migration):

    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LoadedSample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="在随附内容中的名称，如“topics/教育评价”。", max_length=300, unique=True, verbose_name="名称")),
                ("loaded_at", models.DateTimeField(auto_now_add=True, verbose_name="载入时间")),
            ],
            options={
                "verbose_name": "载入过的随附内容",
                "verbose_name_plural": "载入过的随附内容",
                "ordering": ["name"],
            },
        ),
        migrations.RunPython(count_as_loaded, migrations.RunPython.noop),
    ]
