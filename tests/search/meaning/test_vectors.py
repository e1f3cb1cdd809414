"""Files of vectors: the newest state of each document, merging, damage."""
import numpy as np
import pytest

from search.meaning.encoder import SIZE
from search.meaning.nearest import Nearest
from search.meaning.vectors import Encoded, VectorsBusy, VectorStore, rounded

RANDOM = np.random.default_rng(7)


def unit(*shape) -> np.ndarray:
    vectors = RANDOM.normal(0.3, 1, (*shape, SIZE)).astype("f4")
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def encoded(number: int, passages: int = 2, digest: str = "a") -> Encoded:
    anchors = tuple(f"art-{n}" for n in range(passages))
    return Encoded(number, digest, anchors, tuple(f"{digest}{n}" for n in range(passages)), rounded(unit(passages)).reshape(-1, SIZE))


def write(store: VectorStore, *documents: Encoded, kept=None) -> None:
    with store.writing():
        store.write(documents)
        if kept is not None:
            store.tidy(kept)


def test_the_newest_state_of_a_document_holds(tmp_path):
    store, other = (VectorStore(tmp_path, "e") for _ in range(2))
    first, second = encoded(1), encoded(1, passages=3, digest="b")
    write(store, first, encoded(2))
    assert other.snapshot().digests() == {1: "a", 2: "a"}
    write(store, second)
    assert other.snapshot().digests() == {1: "b", 2: "a"}
    assert np.array_equal(other.snapshot().document(1).rows, second.rows)
    assert (other.snapshot().living, other.snapshot().stored) == (5, 7)


@pytest.mark.parametrize("passages", [0, 1, 40])
def test_files_stay_few_and_keep_what_holds(tmp_path, passages):
    store = VectorStore(tmp_path, "e")
    for number in range(40):
        write(store, encoded(number, passages), kept=range(40))
    assert len(list(tmp_path.glob("*.vectors"))) < 8
    assert store.snapshot().digests() == dict.fromkeys(range(40), "a")
    write(store, encoded(0, passages, "b"), kept=range(10))
    left = VectorStore(tmp_path, "e").snapshot()
    if passages:
        assert left.digests() == {0: "b"} | dict.fromkeys(range(1, 10), "a") and left.stored == 10 * passages


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 40, b"\x05\0\0\0\0\0\0\0{}   ", b"\x02\0\0\0\0\0\0\0[]"])
def test_a_damaged_file_is_left_out_and_cleared_away(tmp_path, damage):
    store = VectorStore(tmp_path, "e")
    write(store, encoded(1))
    (tmp_path / "0000000002.vectors").write_bytes(damage)
    assert store.snapshot().digests() == {1: "a"}
    write(store, encoded(2), kept=[1, 2])
    assert VectorStore(tmp_path, "e").snapshot().digests() == {1: "a", 2: "a"}
    assert not (tmp_path / "0000000002.vectors").exists()


def test_a_file_that_was_cut_off_is_left_out(tmp_path):
    store = VectorStore(tmp_path, "e")
    write(store, encoded(1, 5))
    (path,) = tmp_path.glob("*.vectors")
    path.write_bytes(path.read_bytes()[:-1])
    assert VectorStore(tmp_path, "e").snapshot().digests() == {}


def test_those_of_another_encoder_are_none(tmp_path):
    write(VectorStore(tmp_path, "e"), encoded(1))
    assert VectorStore(tmp_path, "f").snapshot().digests() == {}
    assert VectorStore(tmp_path / "none", "e").snapshot().living == 0


def test_one_writes(tmp_path):
    store, other = (VectorStore(tmp_path, "e") for _ in range(2))
    with store.writing(), pytest.raises(VectorsBusy), other.writing():
        pass


def test_the_nearest_are_found(tmp_path):
    store, vectors = VectorStore(tmp_path, "e"), unit(3000)
    for part in range(3):
        anchors = tuple(map(str, range(1000)))
        write(store, Encoded(part, "a", anchors, anchors, rounded(vectors[part * 1000 : part * 1000 + 1000])))
    write(store, encoded(2, 1))  # what stood in document 2 holds no longer
    nearest = Nearest(store.snapshot())
    for place in range(0, 2000, 200):
        query = vectors[place] + unit()
        query /= np.linalg.norm(query)
        exact = {(int(n) // 1000, str(n % 1000)) for n in np.argsort(-(vectors[:2000] @ query))[:10]}
        found = [(number, anchor) for number, anchor, _ in nearest.passages(query, 12)]
        assert found[0] == (place // 1000, str(place % 1000))
        assert len(exact & set(found)) >= 5  # these have nothing in common; of real ones nearly all are found
        number, anchor, cosine = nearest.passages(query, 1)[0]
        assert nearest.of_document(query, number)[anchor] == pytest.approx(cosine, abs=1e-5)
    assert nearest.of_document(query, 99) == {}


def test_nothing_is_near_in_nothing(tmp_path):
    assert Nearest(VectorStore(tmp_path, "e").snapshot()).passages(unit(), 5) == []
