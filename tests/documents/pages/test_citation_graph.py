"""Pictures of who cites whom: nothing unpublished, nothing twice, every line from the citing to the cited."""
from datetime import date
from itertools import pairwise

import pytest

from documents.models import State, Work
from documents.pages.citation_graph import MOST_IN_COLUMN, around
from tests.factories import make_citation, make_document

pytestmark = pytest.mark.django_db


def titles(picture):
    return [node.target.title for node in picture.nodes]


def drawn(picture):
    return {(edge.citing.title, edge.cited.title, edge.kind) for edge in picture.edges}


def test_a_document_alone_has_no_lines():
    picture = around(make_document("甲"))
    assert titles(picture) == ["甲"] and picture.edges == []


def test_documents_that_are_not_published_are_not_drawn():
    centre = make_document("甲")
    for state in (State.DRAFT, State.WITHDRAWN):
        make_citation(centre, make_document(state=state), start=len(state) * 9)
        make_citation(make_document(state=state), centre)
    make_citation(centre, centre, start=90)
    assert titles(around(centre)) == ["甲"]


def test_two_steps_both_ways_and_no_third():
    far, near, centre, cited, beyond, third = (make_document(t) for t in ("远", "近", "中", "引", "外", "三"))
    chain = [(far, near), (near, centre), (centre, cited), (cited, beyond), (beyond, third)]
    for citing, target in chain:
        make_citation(citing, target, kind="basis")
    picture = around(centre)
    assert titles(picture) == ["远", "近", "中", "引", "外"]
    assert drawn(picture) == {(a.title, b.title, "basis") for a, b in chain[:-1]}
    assert [node.x for node in picture.nodes] == sorted(node.x for node in picture.nodes)
    assert [node.target.title for node in picture.nodes if node.is_centre] == ["中"]


def test_documents_that_cite_each_other_stand_once():
    a, b = make_document("甲"), make_document("乙")
    make_citation(a, b)
    make_citation(b, a)
    assert sorted(titles(around(a))) == ["乙", "甲"]
    assert len(around(a).edges) == 2


def test_of_several_kinds_the_one_that_says_most():
    a, b = make_document("甲"), make_document("乙")
    for start, kind in enumerate(["mention", "repeals", "basis"]):
        make_citation(a, b, kind=kind, start=start * 10)
    assert drawn(around(a)) == {("甲", "乙", "repeals")}


def test_what_has_no_room_is_counted():
    centre = make_document("甲")
    for _ in range(MOST_IN_COLUMN + 3):
        make_citation(make_document(), centre)
    picture = around(centre)
    assert len(picture.nodes) == MOST_IN_COLUMN + 1 and picture.left_out == 3


def test_the_page_has_the_picture_as_a_list_too(client, django_assert_max_num_queries):
    make_citation(make_document("甲"), make_document("乙<script>", slug="乙"), kind="basis")
    with django_assert_max_num_queries(6):
        page = client.get("/documents/甲/graph/").content.decode()
    assert "<svg" in page and "<script>" not in page.replace('<script type="module"', "")
    assert '<span class="tag">依据</span> <a href="/documents/%E4%B9%99/">乙&lt;script&gt;</a>' in page


def test_every_box_has_its_whole_title_the_day_and_the_status(client):
    long = "最高人民法院、最高人民检察院关于办理非法利用信息网络、帮助信息网络犯罪活动等刑事案件适用法律若干问题的解释"
    centre = make_document("甲", issued_on=date(2021, 4, 29))
    make_citation(make_document(long), centre)
    near, middle = around(centre).nodes
    assert near.height > 3 * middle.height / 2 and middle.height == 50 and near.y + near.height <= around(centre).height
    boxes = client.get("/documents/甲/graph/").content.decode().partition('<svg class="graph"')[2].partition("</svg>")[0].split("<foreignObject")[1:]
    assert long in boxes[0].replace("<wbr>", "") and "…" not in boxes[0]
    assert '<time datetime="2021-04-29">2021年4月29日</time>' in boxes[1] and "未见废止或修改" in boxes[1]


def test_in_narrow_boxes_there_is_room_for_day_and_status_below_each_other():
    chain = [make_document(title) for title in "甲乙丙丁戊"]
    for citing, cited in pairwise(chain):
        make_citation(citing, cited)
    picture = around(chain[2])
    assert {(node.width, node.height) for node in picture.nodes} == {(164, 70)} and picture.width <= 1112


def test_boxes_of_a_column_do_not_touch_and_columns_share_the_room():
    centre = make_document("甲")
    for number in range(MOST_IN_COLUMN):
        make_citation(make_document("关于事项的办法" * (number + 1)), centre)
    picture = around(centre)
    column = sorted((node for node in picture.nodes if not node.is_centre), key=lambda node: node.y)
    assert all(above.y + above.height < below.y for above, below in pairwise(column))
    assert picture.width <= 1112


def test_the_graph_of_an_unpublished_document_is_not_found(client):
    make_document("甲", state=State.DRAFT)
    assert client.get("/documents/甲/graph/").status_code == 404


def test_works_not_held_are_drawn_as_such():
    work = Work.objects.create(key="丙", title="丙规划", slug="丙规划")
    near, far = make_document("甲"), make_document("乙")
    make_citation(near, work=work)
    make_citation(far, near)
    make_citation(make_document(state=State.DRAFT), work=work)
    assert [(node.target.title, node.is_held) for node in around(far).nodes] == [("乙", True), ("甲", True), ("丙规划", False)]
    assert ("甲", "丙规划", "mention") in drawn(around(far))
