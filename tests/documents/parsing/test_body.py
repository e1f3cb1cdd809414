"""Whether a text says anything of its own beside its title."""
import pytest

from documents.formats.text import RawText
from documents.parsing import parse, seed_bodies

TITLE = "己市教育局关于公布借书目录的通知"


@pytest.mark.parametrize("below", ["", "![](1.jpg)", "[查看附件](a.pdf)", "- [目录](a.pdf)、[名单](b.docx)", "[![](a.png)](a.pdf)", "附件：目录.docx"])
def test_pictures_links_and_names_of_files_are_no_text(below):
    assert not parse(RawText(f"# {TITLE}\n\n{below}\n", is_markdown=True), {}, seed_bodies()).has_body


@pytest.mark.parametrize("below", ["请各校执行。", "详见[目录](a.pdf)，请各校执行。", "| 书名 | 册数 |\n|---|---|\n| 甲 | 2 |"])
def test_words_are_text(below):
    assert parse(RawText(f"# {TITLE}\n\n{below}\n", is_markdown=True), {}, seed_bodies()).has_body
