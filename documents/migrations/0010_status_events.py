import re
from functools import partial

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

PROOF = re.compile(r"依据《(?P<title>.+?)》(?P<section>第[^：“》]{1,20}条(?:之[一二三四五六七八九十]+)?)?：“(?P<sentence>.*?)”?", re.S)


def write_events(apps, schema_editor):
    """What the columns of documents say of their status becomes rows; the columns stay as they are."""
    documents, event = (apps.get_model("documents", name) for name in ("Document", "StatusEvent"))
    told = Q(repealed_on__isnull=False) | Q(amended_on__isnull=False) | Q(superseded_on__isnull=False) | ~Q(validity="unmarked") | Q(validity_basis="person")
    known = documents.objects.filter(told).order_by("pk").defer("markdown", "html")
    rows = (row for document in known.iterator(chunk_size=500) for row in _events(documents, document, partial(event, document=document)))
    event.objects.bulk_create(rows, batch_size=500)


def _events(documents, document, event):
    if document.validity_basis == "versions":
        yield event(validity="in-force", on=document.validity_since, basis="versions")
    elif document.validity != "unmarked" or document.validity_basis == "person":
        yield event(validity=document.validity, on=document.validity_since, basis="person", proof=document.validity_proof)
    if document.superseded_on:
        begun = documents.objects.filter(work=document.work, state="published").exclude(work="").order_by("pk")
        newer = begun.filter(Q(effective_on=document.superseded_on) | Q(effective_on=None, issued_on=document.superseded_on)).first()
        yield event(validity="amended", on=document.superseded_on, basis="versions", by=newer)
    for validity, kind, on, proof in (
        ("repealed", "repeals", document.repealed_on, document.repeal_proof),
        ("amended", "amends", document.amended_on, document.amendment_proof),
    ):
        if on:
            yield event(validity=validity, on=on, basis="text", **_proven(documents, document, kind, proof))


def _proven(documents, document, kind, proof):
    """The sentence, the document and the article of a proof as it was written out: 依据《…》第三十条：“…”."""
    match = PROOF.fullmatch(proof)
    citing = documents.objects.filter(citations__cited=document, citations__kind=kind, state="published").distinct().order_by("pk")
    found = [other for other in citing.defer("markdown", "html") if match and _inner(other.title) == match["title"]]
    if len(found) != 1:
        return {"proof": proof}
    section = match["section"] or ""
    anchor = found[0].sections.filter(label=section).order_by("position").values_list("anchor", flat=True).first() if section else ""
    return {"proof": match["sentence"], "by": found[0], "section": section, "anchor": anchor or ""}


def _inner(title):
    return title.replace("《", "〈").replace("》", "〉")


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0009_first_revisions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='validity_basis',
            field=models.CharField(blank=True, choices=[('person', '编辑判定'), ('table', '时效表'), ('text', '条文'), ('versions', '同一文件的其他版本')], editable=False, max_length=10, verbose_name='时效由谁判定'),
        ),
        migrations.CreateModel(
            name='StatusEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('validity', models.CharField(choices=[('unmarked', '未标注'), ('in-force', '现行有效'), ('amended', '已修改'), ('repealed', '已废止'), ('expired', '已失效'), ('not-yet', '尚未生效')], max_length=20, verbose_name='时效')),
                ('on', models.DateField(blank=True, help_text='不知道从哪一天起时为空。', null=True, verbose_name='起始日')),
                ('basis', models.CharField(choices=[('person', '编辑判定'), ('table', '时效表'), ('text', '条文'), ('versions', '同一文件的其他版本')], max_length=10, verbose_name='由谁判定')),
                ('proof', models.CharField(blank=True, help_text='证明时效的原句，或时效表所写的来源。', max_length=500, verbose_name='依据')),
                ('section', models.CharField(blank=True, max_length=100, verbose_name='证明条款')),
                ('anchor', models.CharField(blank=True, max_length=100, verbose_name='证明条款锚点')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proves', to='documents.document', verbose_name='证明文件')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='documents.document', verbose_name='文件')),
            ],
            options={
                'verbose_name': '时效事件',
                'verbose_name_plural': '时效事件',
                'ordering': ['document_id', 'on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('validity__in', ['unmarked', 'in-force', 'amended', 'repealed', 'expired', 'not-yet'])), name='event_validity_is_known'), models.UniqueConstraint(condition=models.Q(('basis__in', ['person', 'table'])), fields=('document', 'basis'), name='one_word_of_a_person_and_of_a_table')],
            },
        ),
        migrations.RunPython(write_events, migrations.RunPython.noop),
    ]
