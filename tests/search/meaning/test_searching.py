"""From what is published to what a reader finds by its meaning."""
import pytest
from django.core.management import CommandError, call_command

from documents.importing import set_state
from documents.models import Document, State
from evaluation.search import judged
from search import answering
from search.answering import SearchRequest, run_search
from search.meaning import encoder as encoders
from search.meaning import filling, model, serving
from search.meaning.encoder import NAME, is_installed
from search.meaning.vectors import VectorStore
from tests.factories import make_document

from .concepts import Concepts


@pytest.fixture
def concepts(index, settings, tmp_path, monkeypatch):
    """Documents of which two speak of children and schools, in other words than readers; an encoder that knows."""
    settings.VECTORS = tmp_path / "vectors"
    knows = Concepts()
    monkeypatch.setattr(answering, "meaning", lambda text: meaning_of(text))
    store = VectorStore(settings.VECTORS, NAME)

    def meaning_of(text):
        if not (snapshot := store.snapshot()).living:
            return None
        serves = serving.Serving(store)
        serves._encoder = knows
        serves.load(snapshot)
        return serves.meaning(text)

    return knows


def published(title, text, **more):
    return make_document(title, sections=[{"label": "第一条", "anchor": "art-1", "text": text}], markdown=f"## 第一条\n\n{text}", **more)


def corpus(index):
    found = [
        published("义务教育办法", "年满六周岁的儿童应当入学。"), published("物业管理办法", "不得占用公共区域。"),
        published("问答汇编", "几岁可以上班，按照劳动的规定。"),
    ]
    call_command("rebuild_index", verbosity=0)
    return found


def fill(encoder):
    return sum(filling.fill(encoder))


QUESTION = "小孩几岁可以上学"


def titles(typed, **more):
    hits = run_search(SearchRequest(typed, **more)).hits.hits
    found = Document.objects.in_bulk([hit.document_id for hit in hits])
    return [found[hit.document_id].title for hit in hits]


def test_a_question_finds_what_means_the_same(concepts, index, client):
    corpus(index)
    assert "物业管理办法" not in titles("楼道能不能停车")  # words alone
    assert fill(concepts) == 3
    assert "物业管理办法" in titles("楼道能不能停按照车")
    assert titles(QUESTION)[0] == "义务教育办法"
    assert "按意思相近" in client.get("/search/", {"q": "楼道能不能停按照车"}).content.decode()


@pytest.mark.parametrize(("typed", "more"), [
    ("“楼道”能不能按照", {}), ("楼道能不能按照", {"exact": True}), ("楼道 按照 -汇编", {}), ("title:按照 楼道能不能", {}),
    ("楼道能不能按照", {"sort": "newest"}), ("按照", {}),
])
def test_words_that_are_meant_exactly_are_searched_as_words(concepts, index, typed, more):
    corpus(index)
    fill(concepts)
    assert not any(hit.by_meaning for hit in run_search(SearchRequest(typed, **more)).hits.hits)


def test_only_what_has_changed_is_encoded(concepts, index):
    documents = corpus(index)
    fill(concepts)
    assert fill(concepts) == 0
    first, concepts.encoded = concepts.encoded, []
    documents[0].sections.create(position=1, level=1, label="第二条", anchor="art-2", text="孩子就近入学。")
    call_command("rebuild_index", verbosity=0)
    assert fill(concepts) == 1 and len(concepts.encoded) == 1 and "就近入学" in concepts.encoded[0]
    assert len(first) >= 3


def test_what_is_withdrawn_is_found_no_more_and_forgotten(concepts, index, settings):
    documents = corpus(index)
    fill(concepts)
    assert "物业管理办法" in titles("楼道能不能停按照车")
    set_state(documents[1], State.DRAFT)
    assert "物业管理办法" not in titles("楼道能不能停按照车")
    fill(concepts)
    assert documents[1].pk not in VectorStore(settings.VECTORS, NAME).snapshot()


def test_without_the_extra_search_is_by_words(index, monkeypatch, settings):
    monkeypatch.setattr(serving, "is_installed", lambda: False)
    corpus(index)
    assert serving.meaning(QUESTION) is None and titles(QUESTION)
    monkeypatch.setattr(filling, "is_installed", lambda: False)
    settings.INDEX_IN_BACKGROUND = True
    monkeypatch.setattr(filling.subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    filling.fill_soon()
    monkeypatch.setattr("search.management.commands.encode_sections.is_installed", lambda: False)
    with pytest.raises(CommandError, match="make meaning"):
        call_command("encode_sections")


def test_judged_questions_are_measured_by_meaning_too(index, monkeypatch, settings, tmp_path):
    settings.VECTORS, knows = tmp_path / "vectors", Concepts()
    monkeypatch.setattr(judged, "encoder", lambda: knows)
    law = {"law": "甲法", "folder": "法律", "chapter": ""}
    texts = ["年满六周岁的儿童应当入学。", "几岁可以上班，按照劳动的规定。", "不得占用公共区域。"]
    articles = [law | {"id": f"a{n}", "article": f"第{n}条", "text": text} for n, text in enumerate(texts)]
    judged.build(articles)
    nearest = judged.encode(articles)
    asked = {"q": "楼道能不能停按照"}
    assert "a2" in judged.run(asked, nearest)["q"] and "a2" not in judged.run(asked)["q"]


def test_one_process_for_each_state_of_the_index(index, monkeypatch, settings):
    started = []

    class Process:
        def __init__(self, command, **_):
            started.append(command[-1])

        def poll(self):
            return 0

    settings.INDEX_IN_BACKGROUND = True
    monkeypatch.setattr(filling, "is_installed", lambda: True)
    monkeypatch.setattr(filling.subprocess, "Popen", Process)
    monkeypatch.setattr(filling, "_process", None)
    monkeypatch.setattr(filling, "_seen", "")
    filling.fill_soon()
    filling.fill_soon()
    assert started == ["encode_sections"]


def test_a_file_that_is_no_model_is_refused(tmp_path):
    path = tmp_path / "model.bin"
    for content in (b"E5S1", b"GGUF" + bytes(100), b"E5S1" + bytes(100), b"E5S1\1\0\0\0" + b"\x20\0\0\0" * 9 + b"\xff" * 40):
        path.write_bytes(content)
        with pytest.raises(model.MalformedModel):
            model.read(path)


@pytest.mark.skipif(not is_installed(), reason="make meaning")
def test_the_model_knows_what_means_the_same():
    real = encoders.encoder()
    passages = real.passages(["义务教育法\n第十一条 凡年满六周岁的儿童，其父母应当送其入学。", "水法\n第三条 水资源属于国家所有。" * 60])
    cosines = passages @ real.query(QUESTION)
    assert cosines[0] > cosines[1] + 0.03
    alone = real.passages(["义务教育法\n第十一条 凡年满六周岁的儿童，其父母应当送其入学。"])[0]
    assert alone @ passages[0] > 0.99  # beside a longer one as well as alone
