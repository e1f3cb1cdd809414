"""The declaration of facts, against what the model stores of them."""
import re
from dataclasses import fields

import pytest

from documents.models import Document
from documents.parsing.document import ATTRIBUTES, DocumentFacts
from documents.vocabulary import facts
from documents.vocabulary.facts import FACTS, Type

COLUMNS = {
    Type.LINE: "CharField", Type.TEXT: "TextField", Type.DATE: "DateField", Type.NAME: "ForeignKey", Type.NAMES: "ManyToManyField",
}
STORED = [fact for fact in FACTS if fact.is_stored]


@pytest.mark.parametrize("fact", STORED, ids=lambda fact: fact.name)
def test_the_model_stores_each_fact_by_its_type_and_label(fact):
    column = Document._meta.get_field(fact.name)
    assert column.get_internal_type() == COLUMNS[fact.type]
    assert column.verbose_name == fact.label


@pytest.mark.parametrize("fact", [fact for fact in STORED if fact.name in ATTRIBUTES], ids=lambda fact: fact.name)
def test_what_parsing_does_not_find_is_empty_as_declared(fact):
    assert DocumentFacts().fact(fact.name) == fact.empty


def test_attributes_of_parsing_are_declared():
    undeclared = {field.name for field in fields(DocumentFacts)} - {fact.name for fact in FACTS}
    assert undeclared == {"others", "history", "repeals", "evidence", "warnings"}


def test_names_labels_and_tags_belong_to_one_fact_each():
    for names in ([fact.name for fact in FACTS], [label for fact in FACTS for label in (*fact.printed, *fact.meta)]):
        assert len(names) == len(set(names))


@pytest.mark.parametrize(("value", "is_one"), [
    ("000014349/2022-00003", True), ("360A16-06-2018-0009-1", True), ("11440106718120458W/2024-00008", True), ("A/1", True),
    ("京教〔2020〕1", True), ("无", False), ("见附件", False), ("主题分类：教育1", False), ("1 2", False), ("1" * 61, False),
])
def test_what_an_index_number_looks_like(value, is_one):
    assert bool(re.fullmatch(facts.fact("index_number").shape, value)) is is_one
