"""The head that a program for collecting pages wrote goes, and is said; what an office printed at the head stays."""
import pytest

from documents.formats import read

BODY = "甲市专家库管理办法\n\n第一条 为加强管理，制定本办法。\n\n第二条 本办法自2025年9月1日起施行。\n"


def result(head: str, name: str = "a.md"):
    raw = read(name, (head + BODY).encode())
    return raw.text, dict(raw.facts), " ".join(raw.notes)


@pytest.mark.parametrize("head", [
    "**检索时间**: 2026-02-02\n**检索关键词**: 专家\n\n---\n\n", "**发布日期**: 2025-07-28\n**原文链接**: [a](http://a.cn/1)\n\n---\n", "- **采集时间**：2026-02-02\n- **来源网址**：http://a.cn\n\n***\n\n",
    "> crawl_time: 2026-02-02\n> source_url: http://a.cn\n\n---\n", "> 抓取时间: 2026-02-02\n> 抓取地址: http://a.cn\n\n", "Title: 甲市专家库管理办法_甲市政府\n\nURL Source: http://a.cn/\n\nMarkdown Content:\n",
    "Title: 甲市专家库管理办法\nURL Source: http://a.cn/\nPublished Time: 2025-07-28T00:00:00Z\nMarkdown Content:\n", "采集时间：2026-02-02 10:00\n原文链接：http://a.cn/\n\n",
    "网址：http://a.cn/\n下载时间：2026-02-02\n---\n", "**分类**: \n**来源**: http://a.cn/\n\n---\n\n## 政策全文\n", "**入库编号:** 12\n**入库时间:** 2026-02-02\n\n===\n\n### 正文\n\n",
    "标题：甲市专家库管理办法\n\n正文：\n\n", "文号：甲科规〔2025〕5号\n发布日期：2025-07-28\n正文:\n",
    "---\n\n**抓取时间**：2026-02-02\n**原文链接**：http://a.cn/1\n\n---\n\n", "---\n- **采集时间**: 2026-02-02\n- **来源网址**: http://a.cn\n---\n",
    "Source: http://a.cn\nCrawled At: 2026-02-02\nLanguage: zh\n\n", "__访问时间__: 2026-02-02\n\n---\n\n", "> 来源：http://a.cn/\n> 爬取时间：2026-02-02\n\n", "- 来源：http://a.cn/1\n- 采集时间：2026-02-02\n\n",
])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_goes_and_is_said(head, name):
    text, _, notes = result(head, name)
    assert text == BODY and notes.startswith("略去采集程序写在文首的信息“")


def test_a_heading_above_it_stays():
    assert result("# 关于印发办法的通知\n\n**检索时间**: 2026-02-02\n\n---\n\n甲科规〔2025〕5号\n\n")[0] == "# 关于印发办法的通知\n\n甲科规〔2025〕5号\n\n" + BODY


def test_what_it_states_counts_as_the_file_s_own_word():
    _, facts, _ = result("**发布日期**: 2025-07-28\n**检索时间**: 2026-02-02\n**成文日期**: 2025-07-20\n\n---\n")
    assert {name: str(value) for name, value in facts.items()} == {"published_on": "2025-07-28", "issued_on": "2025-07-20"}


@pytest.mark.parametrize("title, fact", [("甲市专家库管理办法_甲市政府", "甲市专家库管理办法"), ("甲市专家库管理办法", "甲市专家库管理办法"), ("首页 - 甲市政府", None)])
def test_its_title_counts_as_far_as_the_text_prints_it(title, fact):
    assert result(f"Title: {title}\nURL Source: http://a.cn/\n")[1].get("title") == fact


@pytest.mark.parametrize("head", [
    "发布日期：2025-07-28\n来源：甲市科技局\n\n", "主办单位：甲市科技局\n承办单位：乙中心\n\n---\n\n", "**第一条**: 为了管理\n**第二条**: 为了管理\n\n", "文号：甲科规〔2025〕5号\n\n",
    "时间：2025年9月1日\n地点：甲市图书馆\n\n", "**重要**\n\n---\n\n", "问：何时施行？\n答：9月1日。\n\n---\n\n", "链接：http://a.cn/\n\n", "各区科技局：\n\n---\n\n", "|a|b|\n|---|---|\n\n", "问：何时施行？\n正文：\n\n", "标题：甲市专家库管理办法\n\n", "> 来源：甲市科技局\n> 时间：2025年\n\n",
])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_what_stands_at_the_head_of_a_text_stays(head, name):
    text, _, notes = result(head, name)
    assert text == head + BODY and not notes


@pytest.mark.parametrize("head, title", [
    ("来源网址：https://a.cn/1\n抓取日期：2024-01-01\n文章标题：关于节水的通知\n\n各单位：", "关于节水的通知"), ("title: 关于节水的通知 - 甲网\nurl: https://a.cn/1\n---\n各单位：", "关于节水的通知"),
    ("title: 甲网\nurl: https://a.cn/1\n---\n各单位：", None),
])
def test_a_title_that_the_text_does_not_print(head, title):
    assert read("a.txt", f"{head}\n现将有关事项通知如下。".encode()).facts.get("title") == title


def test_a_long_text_is_whole():
    text = "".join(f"第{i}行，没有什么特别。\n" for i in range(500))
    assert read("a.txt", ("网址：http://a.cn/\n下载时间：2026-02-02\n---\n" + text).encode()).text == text
