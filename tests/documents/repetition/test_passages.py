"""What two texts share is found where it is said in whole clauses of their own words, and nowhere else."""
import random

import pytest

from documents.repetition import SHORTEST, body, fingerprints, passages, shared_places

CHARACTERS = "".join(chr(0x4E00 + number * 7) for number in range(700))
SENTENCE = "县级以上地方人民政府应当建立健全学籍信息核查制度，及时发现并且纠正学籍重复、学籍造假等问题，保障学生依法享有的权利。"


def text(seed, length=600):
    """Clauses that no other ``seed`` has."""
    chance = random.Random(seed)
    return "".join(chance.choice(CHARACTERS) + ("，" if place % 12 == 11 else "") for place in range(length)) + "。"


def shared(one, other, common=()):
    a, b = body(one), body(other)
    of_a, of_b = fingerprints(a), fingerprints(b)
    found = passages(a, b, shared_places(a, b, [of_a[value] for value in of_a.keys() & of_b.keys()]), [of_a[value] for value in common])
    return [(one[p.start : p.end], other[p.other_start : p.other_end]) for p in found]


TITLES = "根据《中华人民共和国义务教育法》《中华人民共和国未成年人保护法》《中华人民共和国家庭教育促进法》《中华人民共和国教师法》，"
NOT_SHARED = [
    ("other words", text(3), text(4)),
    ("a sentence that is too short", f"{text(1)}现印发给你们，请结合实际认真贯彻执行。{text(2)}", f"{text(3)}现印发给你们，请结合实际认真贯彻执行。"),
    ("titles of the same documents", f"{text(1)}{TITLES}{text(2)}", f"{text(3)}{TITLES}{text(4)}"),
    ("a table", f"{text(1)}\n\n| {SENTENCE} |\n\n{text(2)}", f"{text(3)}\n\n| {SENTENCE} |\n\n{text(4)}"),
    ("headings", f"{text(1)}\n\n## {SENTENCE}\n\n{text(2)}", f"{text(3)}\n\n## {SENTENCE}\n\n{text(4)}"),
    ("addressees", f"各省、自治区、直辖市{SENTENCE[:-1]}：\n\n{text(2)}".replace("，", "、"), f"各省、自治区、直辖市{SENTENCE[:-1]}：\n\n{text(4)}".replace("，", "、")),
    ("half clauses", f"{text(1)[:-1]}{SENTENCE[12:50].replace('，', '')}{text(2)}", f"{text(3)[:-1]}{SENTENCE[12:50].replace('，', '')}{text(4)}"),
    ("a link's address", f"[{text(1, 30)}](https://example.org/{'a1' * 60})", f"[{text(2, 30)}](https://example.org/{'a1' * 60})"),
    ("nothing", "", text(1)),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in NOT_SHARED], ids=[row[0] for row in NOT_SHARED])
def test_what_is_not_shared(one, other):
    assert shared(one, other) == []


SHARED = [
    ("the same", SENTENCE),
    ("other widths and punctuation", SENTENCE.replace("，", ",").replace("、", "，")),
    ("a word less", SENTENCE.replace("并且", "并")),
    ("a word more", SENTENCE.replace("重复", "重复、学籍空挂")),
    ("on two lines", SENTENCE.replace("，", "，\n\n", 1)),
    ("emphasised", SENTENCE.replace("核查制度", "**核查制度**")),
]


@pytest.mark.parametrize("spelled", [row[1] for row in SHARED], ids=[row[0] for row in SHARED])
def test_what_is_shared(spelled):
    whole = SENTENCE.rstrip("。")
    assert shared(f"{text(1)}{SENTENCE}{text(2)}", f"{text(3)}{spelled}{text(4)}") == [(whole, spelled.rstrip("。"))]


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_long_enough_is_found_whole(seed):
    chance = random.Random(seed)
    clauses = [text(100 * seed + n, chance.randint(8, 30)) for n in range(chance.randint(5, 30))]
    copied = "，".join(clause.replace("，", "").rstrip("。") for clause in clauses)
    one, other = (f"{text(n, chance.randint(1, 300))}{copied}。{text(n + 1, chance.randint(1, 300))}" for n in (10000 + seed, 20000 + seed))
    assert len(copied) >= SHORTEST
    assert shared(one, other) == [(copied, copied)]
    assert shared(other, one) == [(copied, copied)]


def test_a_passage_ends_with_its_section():
    one = f"## 第一条\n\n{SENTENCE}\n\n## 第二条\n\n{SENTENCE[::-1]}"
    other = f"{text(1)}\n\n{SENTENCE}\n\n{SENTENCE[::-1]}"
    assert [here for here, _ in shared(one, other)] == [SENTENCE[:-1], SENTENCE[-2::-1]]


def test_what_everybody_says_is_no_passage():
    one, other = f"{text(1)}{SENTENCE}{text(2)}", f"{text(3)}{SENTENCE}{text(4)}"
    everywhere = fingerprints(body(SENTENCE * 2)).keys() & fingerprints(body(one)).keys()
    a, b = body(one), body(other)
    of_a, of_b = fingerprints(a), fingerprints(b)
    value = next(iter(everywhere))
    seeds = [(of_a[value], of_b[value])]
    assert passages(a, b, seeds) and not passages(a, b, seeds, [of_a[other] for other in everywhere - {value}])


@pytest.mark.parametrize("hostile", ["的" * 30000, "，" * 30000, "的，" * 20000, "\x1e" * 5000, "甲乙" * 20000, "# \n" * 9000, "《" * 9000, "](" * 9000])
def test_no_text_takes_long(hostile):
    shared(hostile, hostile)
    assert len(fingerprints(body(hostile))) <= len(hostile)
