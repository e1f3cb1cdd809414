"""Versions of one law: the newest in force, the older amended, and nothing said of a law that stands alone."""
from datetime import date

import pytest

from documents.importing import Source, import_source, set_state, update
from documents.models import Document, State, ValidityBasis

pytestmark = pytest.mark.django_db


def version(day: str, text: str, **facts):
    body = f"# 甲法\n\n{day.replace('-', '年', 1).replace('-', '月', 1)}日 某会议通过\n\n<!-- INFO END -->\n\n第一条 {text}\n"
    facts = {"title": "甲法", "issued_on": date.fromisoformat(day), "work": "甲法", **facts}
    result = import_source(Source(f"甲法({day}).md", body.encode(), facts), state=State.PUBLISHED)
    return Document.objects.get(pk=result.document_id)


def test_a_law_that_stands_alone_is_not_marked():
    assert version("2001-01-01", "为了规范，制定本法。").status.validity == "no-change-found"


def test_the_newest_is_in_force_and_the_older_amended_whatever_the_order():
    new = version("2020-05-01", "为了新的规范，制定本法。")
    old = version("2001-01-01", "为了规范，制定本法。")
    new.refresh_from_db()
    assert (new.status.validity, old.status.validity) == ("in-force", "amended")
    assert old.status.since == date(2020, 5, 1)
    assert old.status_on(date(2020, 4, 30)).validity == "in-force"
    assert old.slug == "甲法-2001-01-01"


def test_a_withdrawn_version_leaves_the_other_alone():
    old, new = version("2001-01-01", "为了规范，制定本法。"), version("2020-05-01", "为了新的规范，制定本法。")
    set_state(new, State.WITHDRAWN)
    old.refresh_from_db()
    assert (old.status.validity, old.superseded_on, old.validity_basis) == ("no-change-found", None, "")


@pytest.mark.parametrize("leaves", ["2001-01-01", "2020-05-01"])
def test_a_version_that_proves_to_be_of_another_law_leaves_the_other_alone(leaves):
    versions = {day: version(day, f"为了{day}的规范，制定本法。") for day in ("2001-01-01", "2020-05-01")}
    left = versions.pop(leaves)
    facts = {"title": "乙法", "issued_on": left.issued_on, "work": "乙法"}
    import_source(Source("乙法.md", f"# 乙法\n\n{left.markdown}".encode(), facts), into=left)
    (stays,) = versions.values()
    stays.refresh_from_db()
    assert stays.work != Document.objects.get(pk=left.pk).work and not stays.events.exists()
    assert (stays.status.validity, stays.superseded_on, stays.validity_basis) == ("no-change-found", None, "")


def test_a_person_outranks_the_dates():
    old = version("2001-01-01", "为了规范，制定本法。")
    update(old, validity="in-force", validity_basis=ValidityBasis.PERSON)
    version("2020-05-01", "为了新的规范，制定本法。")
    old.refresh_from_db()
    assert old.status.validity == "in-force"


def test_a_version_that_is_not_yet_in_force_takes_over_on_its_day():
    new = version("2020-05-01", "为了新的规范，制定本法。", effective_on=date(2100, 1, 1))
    old = version("2001-01-01", "为了规范，制定本法。")
    new.refresh_from_db()
    assert (new.status.label, old.status.label, old.status.ahead.label) == ("尚未生效", "现行有效", "将于2100年1月1日修改")
    day = date(2100, 1, 1)
    assert (new.status_on(day).label, old.status_on(day).label) == ("现行有效", "已修改")
