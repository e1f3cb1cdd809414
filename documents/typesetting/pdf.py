"""A PDF with text, bookmarks and tags, in the layout of official documents, set by WeasyPrint.

WeasyPrint is an extra: it needs Pango, which is a library of the system (requirements-pdf.in).
"""
from html import escape
from pathlib import Path

from documents.sandbox import Refused

from .paper import Paper
from .plain import colophon, has_notice

STYLE = Path(__file__).with_name("pdf.css")
MISSING = (
    "本站没有安装制作 PDF 的程序，请下载 Word 或纯文本。（管理员：运行 pip install -r requirements-pdf.txt，并安装系统库 Pango，"
    "Debian、Ubuntu 上是 apt install libpangoft2-1.0-0 fonts-noto-cjk。）"
)


def pdf(paper: Paper) -> bytes:
    """The pages. Nothing but what ``paper`` holds is read: no address in it is fetched. Raises ``Refused`` where
    WeasyPrint, or a library that it needs, is not there.
    """
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise Refused(MISSING) from error
    source = weasyprint.HTML(string=_page(paper), url_fetcher=_fetch_nothing)
    return source.write_pdf(stylesheets=[weasyprint.CSS(string=STYLE.read_text())], pdf_tags=True)


def _fetch_nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"not fetched: {url}")


def _page(paper: Paper) -> str:
    known = "".join(f"<p>{escape(line)}</p>" for line in colophon(paper))
    head = ""
    if not has_notice(paper):
        number = f'<p class="number">{escape(paper.number)}</p>' if paper.number else ""
        head = f"<h1>{escape(paper.title)}</h1>{number}"
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{escape(paper.title)}</title>'
        f'<meta name="author" content="{escape("、".join(paper.bodies))}"></head><body>'
        f"{head}<main>{paper.html}</main><footer>{known}</footer></body></html>"
    )
