"""The corpus that ships: nothing of the raw texts is lost, facts are the catalogue's, the Markdown is canonical."""
import re
from pathlib import Path

import pytest
import yaml

from documents.formats.text import RawText
from documents.parsing import parse, seed_bodies

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "fixtures"
SAMPLES = ROOT / "tests/samples/corpus"
CATALOGUE = yaml.safe_load((SAMPLES / "catalogue.yaml").read_text())
FACTS = ("title", "full_title", "number", "bodies", "issued_on", "published_on", "kind", "topics", "column", "note")


def split(path: Path) -> tuple[dict, str]:
    _, head, body = path.read_text().split("---\n", 2)
    return yaml.safe_load(head), body.lstrip("\n")


FILES = {facts["title"]: (facts, body) for facts, body in map(split, (FIXTURES / "corpus").glob("*.md"))}


def registry(name: str) -> list[dict]:
    return yaml.safe_load((FIXTURES / f"{name}.yaml").read_text())


def raw_lines(entry: dict) -> list[str]:
    first, last = entry["lines"]
    return (SAMPLES / entry["file"]).read_text().split("\n")[first - 1 : last]


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def words(markdown: str) -> str:
    return letters(re.sub(r"\\(.)", r"\1", re.sub("^#+ ", "", markdown, flags=re.M)))


def by_title(entries):
    return pytest.mark.parametrize("entry", entries, ids=lambda e: e["title"])


def test_every_document_has_one_file():
    assert set(FILES) == {entry["title"] for entry in CATALOGUE["documents"]}
    assert len(FILES) == len(list((FIXTURES / "corpus").iterdir())) == 28


@by_title(CATALOGUE["documents"])
def test_nothing_of_a_body_is_lost_and_nothing_added(entry):
    lines = raw_lines(entry)
    if entry.get("listing"):
        listing, *lines = lines
        assert letters(listing).endswith(entry["published_on"].isoformat())
    assert words(FILES[entry["title"]][1]) == letters("\n".join(lines))


@by_title(CATALOGUE["documents"])
def test_facts_are_the_catalogue_s(entry):
    facts, _ = FILES[entry["title"]]
    assert {name: facts.get(name) for name in FACTS} == {name: entry.get(name) for name in FACTS}


def test_an_effective_date_is_given_only_where_the_text_states_it():
    stated = {facts["title"]: facts["effective_on"].isoformat() for facts, _ in FILES.values() if "effective_on" in facts}
    assert stated == {"中小学生学籍管理办法": "2025-01-03"}


@by_title(CATALOGUE["documents"])
def test_a_file_is_canonical(entry):
    facts, body = FILES[entry["title"]]
    document = parse(RawText(body, is_markdown=True, facts=facts), {}, seed_bodies())
    assert document.markdown == body
    headings = re.findall("^(#{2,6}) ", body, flags=re.M)
    assert [min(section.level + 1, 6) for section in document.sections] == [len(hashes) for hashes in headings]
    assert len({section.anchor for section in document.sections}) == len(headings)


@by_title([e for e in CATALOGUE["documents"] if e["title"] in ("中小学生学籍管理办法", "中小学科学教育工作指南")])
def test_a_text_on_one_line_is_read_as_the_file_stands(entry):
    raw = RawText("\n".join(raw_lines(entry)))
    assert parse(raw, {"title": entry["title"]}, seed_bodies()).markdown == FILES[entry["title"]][1]


def test_bodies_have_one_name_each_and_parents_that_stand_before_them():
    bodies = registry("bodies")
    names = [name for body in bodies for name in (body["name"], *body.get("aliases", ()))]
    assert len(names) == len(set(names))
    places = {body["name"]: place for place, body in enumerate(bodies)}
    assert all(places[body["parent"]] < place for place, body in enumerate(bodies) if "parent" in body)
    assert {name for facts, _ in FILES.values() for name in facts["bodies"]} <= set(names)


def test_topics_are_those_of_the_catalogue_each_with_a_description():
    topics = {topic["name"]: topic for topic in registry("topics")}
    filed = {topic for entry in CATALOGUE["documents"] for topic in entry["topics"]}
    assert filed <= set(topics)
    assert all(topic.get("rules") for name, topic in topics.items() if name not in filed), "nothing would ever be filed under it"
    assert all(topic["description"] for topic in topics.values())


def test_columns_are_the_source_site_s_in_its_order():
    source = CATALOGUE["columns"]
    printed = [
        letters(f"- {column['name']} ({column['source_count']})" if "source_count" in column else f"- {column['name']}")
        for column in registry("columns")
    ]
    assert printed == [letters(line) for line in raw_lines(source)]
