"""What comes with the portal: what editors made of it is never undone, then that all of it is loaded, once."""
from io import StringIO

import pytest
from django.core.management import call_command

from documents.importing import Source, import_source, remove, samples, set_state, update
from documents.models import BodyAlias, Column, Document, IssuingBody, LoadedSample, ShortName, State, Topic

pytestmark = pytest.mark.django_db
BODIES = """
- {name: 甲部, aliases: [甲委, 甲办]}
- {name: 乙局, parent: 甲部}
"""
TOPICS = """
- {name: 主题一, description: 说明一。}
- {name: 主题二}
"""
SHORT_NAMES = "- {name: 甲例, title: 甲市条例}\n"
COLUMNS = """
- {name: 栏目一, source_count: 3}
- {name: 栏目二}
"""


def text(number: int) -> str:
    return f"---\ntitle: 随附文件{number}\nbodies: [甲部]\ntopics: [主题一]\ncolumn: 栏目一\n---\n第一条 随附的第{number}份。\n"


@pytest.fixture
def fixtures(tmp_path):
    (tmp_path / "corpus").mkdir()
    for number in range(1, 5):
        (tmp_path / f"corpus/{number}.md").write_text(text(number))
    for name, content in (("bodies", BODIES), ("topics", TOPICS), ("columns", COLUMNS), ("short_names", SHORT_NAMES)):
        (tmp_path / f"{name}.yaml").write_text(content)
    return tmp_path


def load(fixtures) -> str:
    said = StringIO()
    call_command("load_corpus", fixtures=fixtures, stderr=said)
    return said.getvalue()


def corpus() -> dict:
    """Every row of what samples can touch."""
    models = (Document, IssuingBody, BodyAlias, ShortName, Topic, Column, Document.topics.through, Document.bodies.through)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def first(model, **values):
    return model.objects.get(**values)


ACTS = {
    "withdrawn": lambda: set_state(first(Document, title="随附文件2"), State.WITHDRAWN),
    "put back": lambda: set_state(first(Document, title="随附文件2"), State.DRAFT),
    "deleted": lambda: remove(first(Document, title="随附文件2")),
    "all deleted": lambda: [remove(document) for document in Document.objects.all()],
    "facts corrected": lambda: update(first(Document, title="随附文件2"), number="甲〔2020〕1号", note="更正。", column=None),
    "title corrected": lambda: update(first(Document, title="随附文件2"), title="另名"),
    "topics taken off": lambda: first(Document, title="随附文件2").topics.clear(),
    "text corrected": lambda: import_source(Source("新.md", "# 另文\n\n第一条 编辑的文字。".encode()), into=first(Document, title="随附文件2")),
    "body renamed": lambda: IssuingBody.objects.filter(name="甲部").update(name="甲委员会"),
    "body given another superior": lambda: IssuingBody.objects.filter(name="乙局").update(parent=None),
    "body deleted": lambda: first(IssuingBody, name="乙局").delete(),
    "alias deleted": lambda: first(BodyAlias, name="甲办").delete(),
    "alias of another body": lambda: BodyAlias.objects.filter(name="甲办").update(body=first(IssuingBody, name="乙局")),
    "topic renamed": lambda: Topic.objects.filter(name="主题一").update(name="另题"),
    "topic described anew": lambda: Topic.objects.filter(name="主题一").update(description="", position=9),
    "topic deleted": lambda: first(Topic, name="主题二").delete(),
    "column renamed": lambda: Column.objects.filter(name="栏目一").update(name="另栏", source_count=None),
    "column deleted": lambda: first(Column, name="栏目二").delete(),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_editors_made_of_samples_stays(fixtures, act):
    load(fixtures)
    act()
    before = corpus()
    assert load(fixtures) == "" and corpus() == before


def test_a_later_version_brings_what_is_new_in_it_alone(fixtures):
    load(fixtures)
    for number in (1, 2):
        remove(first(Document, title=f"随附文件{number}"))
    first(BodyAlias, name="甲办").delete()
    Topic.objects.filter(name="主题二").delete()
    (fixtures / "corpus/2.md").write_text(text(2) + "改过的。\n")
    (fixtures / "corpus/5.md").write_text(text(5))
    (fixtures / "bodies.yaml").write_text("- {name: 甲部, aliases: [甲委, 甲办, 甲厅]}\n- {name: 乙局, parent: 甲部}\n- {name: 丙院, parent: 乙局}\n")
    (fixtures / "topics.yaml").write_text(TOPICS + "- {name: 主题三, description: 说明三。}\n")
    assert "新增 1" in load(fixtures)
    assert sorted(Document.objects.published().values_list("title", flat=True)) == [f"随附文件{n}" for n in (3, 4, 5)]
    assert set(BodyAlias.objects.values_list("name", flat=True)) == {"甲委", "甲厅"}
    assert first(IssuingBody, name="丙院").parent.name == "乙局"
    assert list(Topic.objects.values_list("name", "position")) == [("主题一", 1), ("主题三", 3)]


def test_what_the_corpus_holds_already_is_not_touched(fixtures):
    Topic.objects.create(name="自己的主题", slug="自己的主题")
    import_source(Source("稿.md", text(3).replace("主题一", "自己的主题").encode()), state=State.DRAFT)
    IssuingBody.objects.create(name="另一部", slug="另一部").aliases.create(name="乙局")
    Topic.objects.create(name="主题二", slug="二", description="自己的说明。", position=7)
    own = first(Document)
    assert "新增 3，更新 0，未变 1" in load(fixtures)
    draft = first(Document, title="随附文件3")
    assert (draft.state, draft.updated_at, draft.topics.get().name) == (State.DRAFT, own.updated_at, "自己的主题")
    assert not IssuingBody.objects.filter(name="乙局").exists()
    assert first(Topic, name="主题二").description == "自己的说明。"


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.django_db(transaction=True)
def test_a_first_load_that_is_interrupted_is_ended_by_the_next(fixtures, monkeypatch, step):
    done = []

    def interrupted(names):
        done.append(names)
        if len(done) > step:
            raise KeyboardInterrupt
        return remember(names)

    remember = samples.remember
    with monkeypatch.context() as patch:
        patch.setattr(samples, "remember", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(fixtures)
    loaded = Document.objects.count()
    assert loaded == LoadedSample.objects.filter(name__startswith="corpus/").count() == step
    remove(first(Document, title="随附文件1"))
    assert f"新增 {4 - loaded}" in load(fixtures)
    assert sorted(Document.objects.values_list("title", flat=True)) == [f"随附文件{n}" for n in (2, 3, 4)]


def test_a_sample_that_cannot_be_read_is_named_once(fixtures):
    (fixtures / "corpus/2.md").write_bytes(b"")
    assert "没有载入“2.md”" in load(fixtures)
    assert load(fixtures) == ""


def test_all_is_loaded_and_asked_for_once(fixtures, django_assert_max_num_queries):
    assert "新增 4，更新 0，未变 0，拒收 0" in load(fixtures)
    assert Document.objects.published().count() == 4
    assert list(Column.objects.values_list("name", "position", "source_count")) == [("栏目一", 1, 3), ("栏目二", 2, None)]
    assert list(Topic.objects.values_list("name", "description")) == [("主题一", "说明一。"), ("主题二", "")]
    assert first(IssuingBody, name="乙局").parent.aliases.count() == 2
    with django_assert_max_num_queries(4):  # two, and a savepoint
        load(fixtures)
