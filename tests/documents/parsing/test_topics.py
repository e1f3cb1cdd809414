"""Topics proposed by rules, each with its reason."""
from pathlib import Path

import pytest
import yaml

from documents.parsing.topics import Proposal, propose, read_rules

ROOT = Path(__file__).parents[3]
RULES = {"学籍": read_rules("学籍\n不含：幼儿"), "规划": read_rules(" 标题：规划 "), "税收": read_rules("机关：税务局"), "数据": read_rules("引用：数据安全法\n\n")}


@pytest.mark.parametrize(("title", "bodies", "text", "reasons"), [
    ("学籍管理办法", [], "", ["标题有“学籍”"]),
    ("幼儿学籍管理办法", [], "学籍" * 20, []),
    ("某办法", [], "学籍" * 8 + "。" * 900, ["正文有“学籍”8 处"]),
    ("某办法", [], "学籍" * 7, []),
    ("某办法", [], "学籍" * 8 + "。" * 9_000, []),  # often is: for a text of its length
    ("某办法", [], "规划" * 50, []),
    ("发展规划", [], "", ["标题有“规划”"]),
    ("某公告", ["甲市税务局"], "", ["发文机关是甲市税务局"]),
    ("学籍管理局关于放假的通知", ["学籍管理局"], "", []),  # who speaks says nothing of the subject
    ("某规定", [], "依据《中华人民共和国数据安全法》和《数据安全法》第三条", ["引用《数据安全法》2 次"]),
    ("某规定", [], "依据《数据安全法实施条例》《数据安全法》", []),
    ("", [], "", []),
])
def test_a_topic_is_proposed_for_a_reason(title, bodies, text, reasons):
    assert [proposal.reason for proposal in propose([title], bodies, text, RULES)] == reasons


def test_the_rules_of_the_samples_propose_what_their_editors_have_said():
    entries = yaml.safe_load((ROOT / "fixtures/topics.yaml").read_text("utf-8"))
    rules = {entry["name"]: read_rules("\n".join(entry["rules"])) for entry in entries}
    wholes = {entry["name"] for entry in entries if "parent" not in entry} - {"发展规划"}
    right = told = expected = 0
    for path in (ROOT / "fixtures/corpus").glob("*.md"):
        _, front, text = path.read_text("utf-8").split("---\n", 2)
        facts = yaml.safe_load(front)
        found = {p.topic for p in propose([facts["title"], facts.get("full_title", "")], facts.get("bodies") or [], text, rules)} - wholes
        right, told, expected = right + len(found & set(facts["topics"])), told + len(found), expected + len(facts["topics"])
    assert right / told >= 0.9 and right / expected >= 0.7, (right, told, expected)


def test_any_rules_are_read():
    assert propose(["甲"], [], "乙", {"x": read_rules("\n：\n标题：\n 甲：\n")}) == [] and Proposal("a", "b").topic == "a"
