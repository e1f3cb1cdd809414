"""What a hostile text costs: twice the text, about twice the work, in checking a draft and in analysing a file."""
import gc
import time
from contextlib import suppress
from datetime import date

import pytest

from documents.analysis.source import Source, read_and_parse
from documents.citations.effects import announced_days, is_draft, is_enacted, prolonged_end
from documents.citations.lists import lead_of, prolonging_lead, repealed_items
from documents.draft_check.check import check_draft
from documents.formats import Refused, text_of
from documents.parsing import seed_bodies
from documents.vocabulary.enums import CitationKind
from tests.documents.citations.corpus import Corpus

pytestmark = pytest.mark.no_cover  # what is measured is the work, not the watching
FEW, CHARACTERS = 400, 2000
MOST_TIMES = 2.6
SLACK = 0.01  # seconds, for what is over at once
MOST_TRIES = 6

LETTERS = [chr(0x4E00 + number) for number in range(3000)]
REPEATED = {
    "titles": "《a》", "titles of documents": "《a办法》", "opened": "《", "closed": "》", "opened inside": "《甲〈乙》", "open titles on lines": "《甲\n",
    "nested": "《" * 50 + "甲办法" + "》" * 50, "local names": "《a》（以下简称《b》）", "definitions": "（以下简称", "local names in quotes": "《甲办法》（以下简称“乙丙丁”）乙丙丁",
    "articles": "第一条", "articles of a law": "公司法第一条、", "ranges": "第一条至第二条", "items": "第（一）（二）", "numerals": "第十百千", "articles on lines": "第一条 甲。\n\n",
    "headings": "### 第一条\n\n甲《乙办法》第一条前款。\n\n", "own provisions": "本办法前款", "items on lines": "（一）甲\n", "item": "（一）", "laws": "刑法", "amendments": "刑法修正案（九）",
    "numbers": "教基〔2020〕1号", "numbers without a code": "〔2020〕1号、", "serials": "〔2020〕1号、2号、3号", "orders": "教育部令第1号", "announcements": "2020年第1号公告",
    "orders on lines": "教育部\n公安部\n令\n第1号\n", "a row of works": "《甲办法》及", "quoted": "“甲”《b》", "quotes": "“", "brackets": "（", "nested brackets": "（" * 50 + "）" * 50,
    "about": "国务院关于", "about without end": "国务院关于" + "甲" * 60, "rows": "| 国务院关于甲乙丙丁戊己庚的决定 | 《a》 |\n", "repeals": "决定废止下列文件：\n1. 国务院关于甲乙丙的决定（国发〔2020〕1号）\n",
    "amending": "根据《甲办法》修改", "one line": "政", "blanks": " 　甲", "blank lines": "\n \n甲", "blanks alone": " ", "wide blanks alone": "　", "lines alone": "\n", "rules": "=", "conditions": "，如果", "conditions of waiting": "，待甲乙后", "sentences of conditions": "如甲的，废止。", "prolonged": "继续执行", "lists in a line": "下列文件予以废止：《甲》；",
    "kept": "## 继续有效的", "announced": "附件所列自2024年1月1日起废止。", "drafts": "（草案）\n", "marks of lists": "# ", "about alone": "关于", "links": "[关于](http://a)",
    "fields of a program": "Title: 甲\n", "marks": "# 甲\n\n", "stops": "。，：、",
    "agencies on lines": "公安部\n", "agencies": "教育部、", "agencies together": "教育部", "agencies spaced": "教 育 部 ", "unknown agencies": "某某局",
    "agencies and days": "国务院办公厅\n" * 40 + "2020年1月1日\n", "no agency and a day": "某某局\n" * 100 + "甲\n2020年1月1日\n", "short lines and a day": "甲\n" * 340 + "2020年1月1日\n",
    "attachments and days": "附件：国务院办公厅某某清单" + "某" * 100 + "2020年1月1日\n", "days": "2020年1月1日", "days on lines": "甲。\n2020年1月1日\n", "attachments": "附件：\n",
    "issued": "现将《甲》", "approved": "《甲》通过", "in force": "自2020年1月1日起施行。", "repealed": "《甲办法》同时废止。", "fields": "发文字号：甲 ", "comments": "<!--",
}
TEXTS = {name: (text * (2 * CHARACTERS // len(text) + 1)) for name, text in REPEATED.items()} | {
    "agencies that differ": "".join(f"{letter}县委员会\n" for letter in LETTERS),
    "titles that differ": "".join(f"《关于{letter}的办法》" for letter in LETTERS),
    "short names after many titles": "".join(f"《关于某某{letter}的办法》" for letter in LETTERS[:100]) + "《办法》《方案》《乙规划》" * 1000,
    "local names that differ": "".join(f"《甲{letter}办法》（以下简称乙丙丁{letter}）" for letter in LETTERS[:20]) + "乙丙丁" * 2000,
}


def cost(work, text: str) -> float:
    """Of the processor's time, in seconds."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def check(text: str) -> None:
    check_draft(text, Corpus(), date(2026, 1, 1))


def analyse(text: str) -> None:
    with suppress(Refused):
        read_and_parse(Source("a.md", text.encode()), seed_bodies())


def read(text: str) -> None:
    """Light work, so of a longer text; as plain text, as Markdown, and as a page."""
    for name, page in (("a.txt", "{}"), ("a.md", "{}"), ("a.html", "<title>甲</title><div><p>{}</p></div><a href=b>{}</a><p>乙。</p>")):
        with suppress(Refused):
            text_of(name, page.replace("{}", text * 10).encode())


def enact(text: str) -> None:
    """What a text that repeals ends, and whether and when."""
    text = f"# 关于废止部分文件的决定\n\n{text * 4}"
    for item in list(repealed_items(text))[:200]:
        lead_of(text, item.start)
        prolonging_lead(text, item.start)
        announced_days(text, item.start)
    is_draft("", text, len(text))
    is_enacted(CitationKind.REPEALS, text)
    prolonged_end(text, None)


@pytest.fixture(scope="module", autouse=True)
def without_what_was_there():
    """What the process holds already is no garbage: to look through it before each test took longer than the tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def without_collection(without_what_was_there):
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("work", [check, analyse, read, enact])
@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_twice_the_work(work, name):
    text = TEXTS[name]
    work(text[: FEW // 4])  # tables are loaded, patterns compiled
    if cost(work, text[: 2 * CHARACTERS]) <= MOST_TIMES * CHARACTERS / FEW * cost(work, text[:FEW]):
        return  # ten times the text, about ten times the work: there is nothing to look at more closely
    tries = []
    for _ in range(MOST_TRIES):
        tries.append([cost(work, text[: times * CHARACTERS]) for times in (1, 2)])
        least = [min(costs) for costs in zip(*tries, strict=True)]
        if is_linear(*least):
            return
    # Who is disturbed all the time is so with both: the least of one may have been lucky.
    once, twice = (sum(costs) / MOST_TRIES for costs in zip(*tries, strict=True))
    if not is_linear(once, twice):
        pytest.fail(f"{twice / once:.1f} times for twice the text")


def is_linear(once: float, twice: float) -> bool:
    return twice <= MOST_TIMES * once + SLACK
