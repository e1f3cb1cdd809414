"""The Word file of a document, opened by LibreOffice: its PDF says what ours says, on pages of the same size."""
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from documents.formats import libreoffice
from documents.rendering import render
from documents.typesetting import Paper, typeset
from tests.documents.formats import office

pytestmark = pytest.mark.site

BULLETS = str.maketrans("", "", "—•")
OF_A_FOOT = "—-－/ 0123456789"
MARKDOWN = """甲市人民政府关于印发《甲办法》的通知

各县人民政府：

现将《甲办法》印发给你们。

甲市人民政府

2021年5月6日

# 甲办法

## 第一章 总则

为了规范管理，制定本办法；“引号”、（括号）和《书名号》照原样。

- 一项
- 又一项

## 第二章 附则

| 年份 | 数量 |
| --- | --- |
| 二〇二四 | 二十八 |

本办法自2021年6月1日起施行。
"""


def paper():
    return Paper(title="甲办法", html=render(MARKDOWN), number="甲政〔2021〕7号", bodies=("甲市人民政府",), address="https://a.example/d/1/")


def read(content):
    """The words of a PDF without blanks, bullets and numbers of pages, and the size of its pages in millimetres."""
    document = pypdfium2.PdfDocument(content)
    lines = [line.strip() for page in document for line in page.get_textpage().get_text_range().splitlines()]
    words = "".join("".join(line.split()).translate(BULLETS) for line in lines if line.strip(OF_A_FOOT))
    return words, {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document}


def by_libreoffice(content, folder):
    path = folder / "甲.docx"
    path.write_bytes(content)
    command = [libreoffice.program(), "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder, path]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    return (folder / "甲.pdf").read_bytes()


def test_word_says_in_libreoffice_what_the_pdf_says(tmp_path: Path):
    office.needed()
    words, size = read(by_libreoffice(typeset("docx", paper()), tmp_path))
    of_pdf, size_of_pdf = read(typeset("pdf", paper()))
    assert size == size_of_pdf == {(210, 297)}
    assert words == of_pdf
