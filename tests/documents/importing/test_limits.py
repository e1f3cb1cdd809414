"""Facts that no document can have stay out, with a warning: whatever a file says, its row fits the tables."""
import json
from unittest.mock import patch

import pytest

from documents import analysis
from documents.analysis.source import read_and_parse
from documents.importing import Outcome, Source, import_source
from documents.importing.taxonomy import HEADINGS
from documents.models import Column, Document, IssuingBody, Topic
from documents.vocabulary.facts import FACTS, Type, fact

pytestmark = pytest.mark.django_db
TEXT = "# 关于某事的通知\n\n各学校：\n\n现将有关事项通知如下。\n\n教育部\n\n2025年1月3日\n"
LINES = [f.name for f in FACTS if f.is_stored and f.type is not Type.DATE and f.longest]


@pytest.fixture(autouse=True)
def here(settings, tmp_path):
    """Without the sandbox's process, for speed."""
    settings.MEDIA_ROOT = tmp_path
    with patch.object(analysis, "analyse", read_and_parse):
        yield


def stored(facts, text=TEXT):
    matter = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())
    result = import_source(Source("甲.md", f"---\n{matter}---\n{text}".encode()))
    assert result.outcome is Outcome.CREATED
    document = Document.objects.get(pk=result.document_id)
    for row in (document, *IssuingBody.objects.all(), *Topic.objects.all(), *Column.objects.all(), *document.signatures.all(), *document.sections.all()):
        row.clean_fields()  # lengths and choices, which SQLite does not look at
    return document, result.warnings


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("value", ["甲" * 3000, "ﷺ" * 50, "\U0001f4a9" * 301, "教〔2025〕" + "1" * 300 + "号", "%s' OR 1=1 --", "\\x00", "none"])
def test_hostile_values_fit_or_stay_out_with_a_warning(name, value):
    declared = fact(name)
    document, warnings = stored({name: [value] if declared.type is Type.NAMES else value})
    if declared.complaint(value):
        assert declared.label in "".join(warnings) or name in "".join(warnings)
        assert "未采用" in "".join(warnings) and value not in str(document.fact(name))


@pytest.mark.parametrize("name", LINES)
def test_a_value_as_long_as_can_be_is_taken(name):
    declared = fact(name)
    value = declared.values[0] if declared.values else "1" * 60 if declared.shape else "甲" * declared.longest
    if name in HEADINGS:
        HEADINGS[name].objects.create(name=value, slug="一项")  # an import makes none
    document, warnings = stored({name: [value] if declared.type is Type.NAMES else value})
    assert value in document.fact(name) and "未采用" not in "".join(warnings)


def test_what_the_text_says_stands_in_place_of_what_cannot_be():
    document, warnings = stored({"title": "长" * 301, "kind": "奇文", "bodies": ["机" * 101, "财政部"], "number": "第" * 101})
    assert (document.title, document.kind, document.number) == ("关于某事的通知", "通知", "")
    assert document.fact("bodies") == ("财政部",)
    for sentence in ("标题超过 300 字", "公文种类没有“奇文”这一种", "发文机关超过 100 字", "发文字号超过 100 字"):
        assert f"{sentence}，未采用。" in warnings


def test_a_kind_is_read_from_a_title_that_the_file_gives_where_its_own_is_none():
    document, _ = stored({"title": "甲市湖泊管理办法", "kind": "奇文"}, "为了管理湖泊，制定有关措施。\n")
    assert document.kind == "办法"


def test_a_title_of_the_text_that_is_too_long_is_refused():
    result = import_source(Source("甲.md", f"# 关于{'很' * 300}长的通知\n\n正文。\n".encode()))
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "“甲.md”：标题超过 300 字。")


def test_no_name_of_a_text_is_too_long():
    body = "中国" + "甲乙丙丁" * 30 + "委员会"
    document, _ = stored({}, f"# 关于某事的通知\n\n各学校：\n\n现将有关事项通知如下。\n\n{body}\n\n2025年1月3日\n")
    assert all(len(name) <= fact("bodies").longest for name in document.fact("bodies"))
