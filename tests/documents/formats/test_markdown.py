from datetime import date

import pytest

from documents.formats import Refused, read


def of(text: str):
    return read("a.md", text.encode())


class TestFrontMatterThatIsNone:
    @pytest.mark.parametrize("text", [
        "# 标题\n\n---\n\ntitle: 甲\n\n---\n", "---\n\n正文在两条线之间\n\n---\n\n后文", "---\n正文，没有第二条线", "----\ntitle: 甲\n----\n",
        "---\n- 甲\n- 乙\n---\n",
    ])
    def test_stays_text(self, text):
        assert of(text).text.strip() == text.strip()
        assert of(text).facts == {}


class TestFrontMatter:
    def test_fields_by_our_names_and_by_printed_labels(self):
        raw = of("---\ntitle: 甲办法\n发文字号: 教基〔2025〕1号\n发文机关: 教育部、财政部\nissued_on: 2025-03-01\n"
                 "发布日期: 2025年3月2日\ntopics: [教师, 评价]\n---\n# 甲办法\n")
        assert raw.text == "# 甲办法\n" and raw.is_markdown
        assert raw.facts == {
            "title": "甲办法", "number": "教基〔2025〕1号", "bodies": ("教育部", "财政部"),
            "issued_on": date(2025, 3, 1), "published_on": date(2025, 3, 2), "topics": ("教师", "评价"),
        }

    def test_what_is_not_used_is_told(self):
        raw = of("---\ntitle: 甲\nlayout: post\nissued_on: 去年\nnumber:\n---\n文")
        assert raw.facts == {"title": "甲"}
        assert len(raw.notes) == 2 and "layout" in raw.notes[0] and "issued_on" in raw.notes[1]

    @pytest.mark.parametrize("block", [
        "title: [甲", "title: 甲\n\tnumber: 乙", "a: &x [1]\nb: *x", "issued_on: 2025-13-45", "a: !!python/object:os.system x",
        "[" * 3000, "? " * 3000,
    ])
    def test_malformed_is_refused(self, block):
        with pytest.raises(Refused, match="front matter"):
            of(f"---\n{block}\n---\n正文")

    def test_harmful_characters_do_not_reach_the_facts(self):
        assert of("---\ntitle: '甲\u202e\u200b乙'\n---\n文").facts == {"title": "甲乙"}


@pytest.mark.parametrize("text", [
    "[" * 20_000, "a <![CDATA[" * 5_000, "<a " * 20_000, "<!-- " * 20_000, "<div>" * 100_000, "".join("  " * i + "- x\n" for i in range(500)),
])
def test_I21_hostile_markdown_is_only_text_here(text):
    assert of(text).text == text.strip("\n") + "\n"
