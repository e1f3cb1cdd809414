"""Offences by name lead to their article: first what is none."""
import re

import pytest

from search.plan import Is
from search.queries import Vocabulary, offences, understand

NOTHING = Vocabulary()


def named(typed):
    return dict(understand(typed, NOTHING).provisions)


@pytest.mark.parametrize("typed", ["罪", "犯罪", "盗窃", "有罪推定", "\"盗窃罪\"", "-盗窃罪", "不构成犯罪", "罪犯", "职务犯罪", "标题:盗窃罪", "帮信任的人", "拒执行", "非吸烟区", "传销", "肇事"])
def test_what_names_no_offence(typed):
    assert not named(typed)


@pytest.mark.parametrize(("typed", "provision"), [
    ("盗窃罪", "刑法第264条"), ("帮信罪", "刑法第287条之二"), ("盗窃罪怎么判", "刑法第264条"), ("诈骗罪 立案标准", "刑法第266条"), ("拒执罪", "刑法第313条"), ("拒不执行判决、裁定罪", "刑法第313条"),
    ("危險駕駛罪", "刑法第133条之一"), ("什么是寻衅滋事罪", "刑法第293条"), ("高空抛物罪的量刑", "刑法第291条之二"), ("贩毒罪", "刑法第347条"), ("合同诈骗罪", "刑法第224条"), ("帮信", "刑法第287条之二"), ("非吸", "刑法第176条"), ("帮信怎么判", "刑法第287条之二"), ("掩隐 立案标准", "刑法第312条"),
])
def test_an_offence_by_any_of_its_names(typed, provision):
    assert list(named(typed).values()) == [provision]
    assert Is("name", "刑法", 100.0) in list(nodes(understand(typed, NOTHING).query))


@pytest.mark.parametrize(("typed", "provision"), [("交通肇事", "刑法第133条"), ("信用卡诈骗", "刑法第196条"), ("交通肇事 赔偿", ""), ("爆炸", ""), ("侮辱", ""), ("非法拘禁怎么判", "")])
def test_an_offence_named_without_its_last_character_by_all_that_is_typed(typed, provision):
    assert list(named(typed).values()) == ([provision] if provision else [])


def test_exact_search_adds_nothing():
    assert not understand("盗窃罪", NOTHING, exact=True).provisions


def test_the_list_is_well_formed():
    lines = [line for line in offences.FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert all(offences.read([line]) for line in lines)
    names = [name for line in lines for name in offences.read([line])]
    assert len(names) == len(set(names)) > 600
    assert not any(re.search("[、=]$|^[、=]", name) for name in names)
    assert {f"{name}罪" for name in names if not name.endswith("罪")} <= set(names)


def nodes(node):
    yield node
    for part in getattr(node, "parts", ()):
        yield from nodes(part)
