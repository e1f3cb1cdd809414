"""Where a document comes from: what is one place or office, what cannot be, and what tells nothing."""
import pytest

from documents.parsing.metadata.issuers import Issuer, agree, contradict, issuer, issuers_of, names_a_place


@pytest.mark.parametrize(("name", "places", "office"), [
    ("甲市", ("甲",), ""), ("甲市水务局", ("甲",), "水务局"), ("江西省赣州市南康区", ("江西", "赣州", "南康"), ""),
    ("浙江衢州", ("浙江", "衢州"), ""), ("北京市住建委等", ("北京",), "住建委"), ("宁夏回族自治区银川市", ("宁夏", "银川"), ""),
    ("恩施土家族苗族自治州人民政府", ("恩施土家族苗族",), "人民政府"), ("中共丙市委", ("丙",), "委"), ("教育部", (), "教育部"),
    ("国家市场监督管理总局", (), "国家市场监督管理总局"), ("甲市城市管理局", ("甲",), "城市管理局"), ("丁县", ("丁",), ""),
    ("国家税务总局甲市税务局", (), "国家税务总局甲市税务局"), ("甲市市场监督管理局、乙局", ("甲",), "市场监督管理局"),
    ("甲市高等教育处", ("甲",), "高等教育处"), ("", (), ""),
])
def test_a_name_is_places_and_an_office(name, places, office):
    assert issuer(name) == Issuer(places, office)


@pytest.mark.parametrize(("one", "other", "alike", "against"), [
    ("甲市", "乙市", False, True), ("甲市", "甲市水务局", True, False), ("甲市水务局", "甲市燃气局", False, True),
    ("赣州市", "江西省赣州市", True, False), ("赣州市", "赣州市南康区", False, False), ("教育部", "教育部", True, False),
    ("教育部", "财政部", False, True), ("教育部", "甲市教育局", False, True), ("水务局", "甲市水务局", False, False),
    ("浙江衢州", "衢州市人民政府", True, False), ("教育部", "甲市", False, False),
])
def test_two_names(one, other, alike, against):
    some, others = {issuer(one)}, {issuer(other)}
    assert (agree(some, others), agree(others, some)) == (alike, alike)
    assert (contradict(some, others), contradict(others, some)) == (against, against)


def test_one_of_several_bodies_is_enough_and_nothing_known_says_nothing():
    joint = issuers_of("通知.txt", ["甲市水务局", "甲市财政局"])
    assert agree(joint, issuers_of("【甲市财政局】通知.txt", [])) and not contradict(joint, issuers_of("", ["甲市财政局"]))
    assert not agree(joint, frozenset()) and not contradict(joint, frozenset())


def test_the_folder_of_a_file_is_not_its_name():
    assert issuers_of("【乙市】/a/【甲市】关于某事的通知.txt", []) == issuers_of("b\\【甲市】通知.txt", []) == {Issuer(("甲",), "")}


@pytest.mark.parametrize(("title", "told"), [
    ("甲市湖泊保护条例", True), ("中华人民共和国某某法", True), ("甲市人民政府关于某事的通知", True), ("关于甲市某事的通知", False),
    ("城市绿化条例", False), ("志愿服务规定", False),
])
def test_a_title_may_open_with_its_place(title, told):
    assert names_a_place(title) == told
