"""A small portal, of what is public and of what must not be seen; and its index."""
from datetime import date
from types import SimpleNamespace

import pytest

from documents.models import State
from tests.factories import make_citation, make_document, make_work
from tests.search.conftest import index, nothing_kept  # noqa: F401 (fixtures)

SECRET = "绝密未公布"


@pytest.fixture
def corpus(db):
    """Two editions of a law, a measure that cites it, and a draft, a withdrawn and a trashed document."""
    work = "中华人民共和国甲法"
    articles = [
        {"label": "第一条", "anchor": "art-1", "text": "为了规范管理，制定本法。", "level": 2},
        {"label": "第二条", "anchor": "art-2", "text": "学校应当：\n（一）开设课程；\n（二）保存学籍档案。", "level": 2},
        {"label": "第二条之一", "anchor": "art-2-1", "text": "学校应当公开学籍信息。", "level": 2},
    ]
    text = "\n\n".join(f"### {one['label']}\n\n{one['text']}" for one in articles)
    old = make_document(
        work, slug="甲法-2010", work=work, markdown="### 第一条\n\n为了管理，制定本法。", kind="法律",
        issued_on=date(2010, 1, 1), effective_on=date(2010, 3, 1), superseded_on=date(2020, 3, 1),
        sections=[{"label": "第一条", "anchor": "art-1", "text": "为了管理，制定本法。", "level": 2}],
    )
    new = make_document(
        work, slug="甲法", work=work, markdown=text, kind="法律", bodies=["全国人大"], topics=["学籍"], column="法律法规",
        issued_on=date(2020, 1, 1), effective_on=date(2020, 3, 1), repealed_on=date(2040, 1, 1), repeal_proof="甲法自2040年1月1日起废止。", sections=articles,
    )
    measure = make_document(
        "学籍管理办法", number="教基〔2021〕3号", kind="办法", bodies=["教育部"], topics=["学籍"], issued_on=date(2021, 5, 1),
        published_on=date(2021, 5, 2), markdown="依据《甲法》第二条，制定本办法。", note="编者注",
    )
    make_citation(measure, new, "《甲法》第二条", kind="basis", start=2, work=new.work, provision="第二条", provision_anchor="art-2")
    missing = make_work("中华人民共和国乙法")
    make_citation(measure, None, "《乙法》", start=20, work=missing, key="中华人民共和国乙法")
    hidden = [
        make_document(f"{SECRET}{name}", state=state, bodies=[f"{SECRET}机关"], topics=[f"{SECRET}主题"], column=f"{SECRET}栏目", markdown=f"{SECRET}正文")
        for name, state in (("草稿", State.DRAFT), ("已撤回", State.WITHDRAWN), ("已删除", State.TRASHED))
    ]
    make_citation(hidden[0], new, f"《{SECRET}引用》", work=make_work(f"{SECRET}著作"))
    return SimpleNamespace(old=old, new=new, measure=measure, missing=missing, hidden=hidden)
