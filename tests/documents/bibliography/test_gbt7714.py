"""Both editions of the standard: laws, articles, notices and news, on paper and online."""
from dataclasses import replace
from datetime import date

import pytest

from documents.bibliography import BibliographyEntry, Edition, EntryType, reference

LAW = BibliographyEntry(key="wenlan-1", title="中华人民共和国教育法", authors=("全国人民代表大会常务委员会",), issued=date(2021, 4, 29))
NOTICE = BibliographyEntry(
    key="wenlan-2", title="关于做好甲事项的通知", authors=("教育部", "财政部", "人力资源社会保障部", "国家发展改革委"), number="教基〔2025〕1号",
    issued=date(2025, 1, 3),
)
NEWS = BibliographyEntry(key="wenlan-3", title="甲会议召开", type=EntryType.WEBPAGE, authors=("教育部",), issued=date(2026, 2, 1))
ARTICLE = replace(LAW, locator="第十二条第二款")
ONLINE = {"url": "https://wenlan.example/d/1/", "accessed": date(2026, 11, 29)}


@pytest.mark.parametrize("entry, of_2015, of_2025", [
    (LAW, "全国人民代表大会常务委员会. 中华人民共和国教育法[A]. 2021.", "全国人民代表大会常务委员会. 中华人民共和国教育法[A]. 2021."),
    (replace(LAW, **ONLINE),
     "全国人民代表大会常务委员会. 中华人民共和国教育法[A/OL]. (2021-04-29)[2026-11-29]. https://wenlan.example/d/1/.",
     "全国人民代表大会常务委员会. 中华人民共和国教育法[A/OL]. （2021-04-29）[2026-11-29]. https://wenlan.example/d/1/."),
    (ARTICLE, "全国人民代表大会常务委员会. 中华人民共和国教育法[A]. 2021: 第十二条第二款.",
     "全国人民代表大会常务委员会. 中华人民共和国教育法[A]. 2021：第十二条第二款."),
    (replace(ARTICLE, **ONLINE),
     "全国人民代表大会常务委员会. 中华人民共和国教育法[A/OL]. 2021: 第十二条第二款[2026-11-29]. https://wenlan.example/d/1/.",
     "全国人民代表大会常务委员会. 中华人民共和国教育法[A/OL]. （2021-04-29）：第十二条第二款[2026-11-29]. https://wenlan.example/d/1/."),
    (NOTICE, "教育部, 财政部, 人力资源社会保障部, 等. 关于做好甲事项的通知: 教基〔2025〕1号[A]. 2025.",
     "教育部，财政部，人力资源社会保障部，等. 关于做好甲事项的通知：教基〔2025〕1号[A]. 2025."),
    (replace(NOTICE, **ONLINE),
     "教育部, 财政部, 人力资源社会保障部, 等. 关于做好甲事项的通知: 教基〔2025〕1号[A/OL]. (2025-01-03)[2026-11-29]. https://wenlan.example/d/1/.",
     "教育部，财政部，人力资源社会保障部，等. 关于做好甲事项的通知：教基〔2025〕1号[A/OL]. （2025-01-03）[2026-11-29]. https://wenlan.example/d/1/."),
    (NEWS, "教育部. 甲会议召开[EB]. 2026.", "教育部. 甲会议召开[Z]. 2026."),
    (replace(NEWS, **ONLINE),
     "教育部. 甲会议召开[EB/OL]. (2026-02-01)[2026-11-29]. https://wenlan.example/d/1/.",
     "教育部. 甲会议召开[EB/OL]. （2026-02-01）[2026-11-29]. https://wenlan.example/d/1/."),
    (replace(LAW, edition="2021年版本"), "全国人民代表大会常务委员会. 中华人民共和国教育法[A]. 2021年版本. 2021.",
     "全国人民代表大会常务委员会. 中华人民共和国教育法[A]. 2021年版本. 2021."),
    (BibliographyEntry(key="a", title="甲"), "甲[A].", "甲[A]."),
    (BibliographyEntry(key="a", title="甲", **ONLINE), "甲[A/OL]. [2026-11-29]. https://wenlan.example/d/1/.",
     "甲[A/OL]. [2026-11-29]. https://wenlan.example/d/1/."),
])
def test_an_entry_in_both_editions(entry, of_2015, of_2025):
    assert (reference(entry, Edition.OF_2015), reference(entry, Edition.OF_2025)) == (of_2015, of_2025)


@pytest.mark.parametrize("count, last", [(1, "一"), (2, "二"), (3, "三"), (4, "等"), (9, "等")])
def test_three_authors_are_named_and_others_not(count, last):
    entry = replace(LAW, authors=tuple("一二三四五六七八九"[:count]))
    assert reference(entry, Edition.OF_2025).split(". ")[0].split("，")[-1] == last
