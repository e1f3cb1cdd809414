import re
from pathlib import Path

import pytest

from documents import formats
from documents.formats.discovery import discover
from documents.formats.registry import reads


def test_two_readers_of_one_extension_are_refused_by_name():
    discover()
    with pytest.raises(ValueError, match=r"\.txt is read by documents\.formats\.readers\.plain and tests\."):
        reads(".txt")(lambda data: None)


def test_what_takes_a_parser_is_read_in_the_sandbox():
    sandboxed = {extension for extension, reader in discover().items() if reader.sandboxed}
    assert {".docx", ".pdf", ".html"} <= sandboxed and not {".txt", ".md"} & sandboxed


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_format(name):
    said = set(re.findall(r"`(\.\w+)`", (Path(__file__).parents[3] / name).read_text("utf-8")))
    assert set(discover()) - said == set()


@pytest.mark.parametrize("name", ["t2024_1.shtml", "Detail.aspx", "show.asp", "view.jsp", "a.xhtml"])
def test_a_page_that_is_named_as_its_address_ends(name):
    assert formats.read(name, "<title>甲</title><p>关于节水的通知</p><p>各镇：请节水。</p>".encode()).text.startswith("关于节水的通知")
