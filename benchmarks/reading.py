"""How well and how fast files become text: ``python benchmarks/reading.py [ARCHIVE]``.

Takes laws from an archive. Encodings: shares of cut-out texts read exactly, refused, or read wrongly. PDF: the laws
printed by Chromium in six layouts with headers and page numbers, and the share of their paragraphs that come back
whole. Sandbox: the time for one file in a process of its own, over that of the bare reader.
"""
import random
import re
import sys
import time
from collections import Counter
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from documents.formats import Refused, read, unpack  # noqa: E402
from documents.formats.characters import decode  # noqa: E402
from documents.formats.discovery import discover  # noqa: E402

ARCHIVE = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "laws" / "national.zip"
SAMPLES = ROOT / "tests" / "samples" / "formats" / "in"
ENCODINGS = ("gb18030", "utf-16-le", "utf-16-be", "utf-8")
LENGTHS = (4, 10, 30, 100, 1000)
LAYOUTS = {
    "justified": "p{text-indent:2em;text-align:justify}",
    "ragged": "p{text-indent:2em}",
    "no indent": "p{margin-bottom:.8em;text-align:justify}",
    "two columns": "p{text-indent:2em;text-align:justify}main{columns:2;column-gap:2em}body{font-size:11pt}",
    "landscape": "p{text-indent:2em}@page{size:landscape}",
    "sans": "p{text-indent:2em}body{font:12pt/1.5 'Noto Sans CJK SC'}",
}
BASE = "body{font:16pt/1.75 'Noto Serif CJK SC';margin:0}h1{font-size:22pt}h1,h2,h3{text-align:center}h2,h3{font-size:inherit}p{margin:0}"
EDGE = '<div style="font-size:9pt;width:100%;text-align:center">{}</div>'


def main() -> None:
    laws = [text.decode() for _, text in unpack(ARCHIVE.name, ARCHIVE)]
    chosen = random.Random(5).sample([law for law in laws if 1500 < len(law) < 10_000], 8)
    for encoding in ENCODINGS:
        print(encoding.ljust(12), *(f"{length}: {shares(laws, encoding, length)}" for length in LENGTHS), sep="  ")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
        for name, style in LAYOUTS.items():
            print(f"PDF, {name}: precision %.4f, recall %.4f" % paragraphs_kept(browser, chosen, style))
    for path in sorted(SAMPLES.iterdir()):
        if discover()[path.suffix].sandboxed:
            print(f"{path.name}: %.1f ms bare, in the sandbox %.1f ×" % cost(path))


def shares(laws: list[str], encoding: str, length: int) -> str:
    """Exact / refused / wrong of 200 texts of this many characters."""
    rng, outcomes = random.Random(length), Counter()
    for law in rng.sample(laws, 200):
        words = re.sub(r"\s+", "", law.split("INFO END")[-1])
        start = rng.randrange(max(1, len(words) - length))
        text = words[start:start + length]
        try:
            outcomes["exact" if decode(text.encode(encoding))[0] == text else "wrong"] += 1
        except Refused:
            outcomes["refused"] += 1
    return "/".join(f"{outcomes[outcome] / 200:.3f}" for outcome in ("exact", "refused", "wrong"))


def paragraphs_kept(browser, laws: list[str], style: str) -> tuple[float, float]:
    wanted, got = Counter(), Counter()
    for number, law in enumerate(laws):
        lines = [line.strip() for line in law.replace("<!-- INFO END -->", "").split("\n") if line.strip()]
        wanted.update((number, words_of(re.sub("^#+ ", "", line))) for line in lines)
        got.update((number, words_of(line)) for line in read("law.pdf", printed(browser, lines, style)).text.split("\n") if line)
    kept = (wanted & got).total()
    return kept / got.total(), kept / wanted.total()


def words_of(line: str) -> str:
    return re.sub(r"\s+", "", line)


def printed(browser, lines: list[str], style: str) -> bytes:
    body = "".join(tagged(line) for line in lines[1:])
    page = browser.new_page()
    page.set_content(f"<meta charset=utf-8><style>{BASE}{style}</style>{tagged(lines[0])}<main>{body}</main>")
    data = page.pdf(
        format="A4", margin={"top": "30mm", "bottom": "28mm", "left": "28mm", "right": "26mm"}, display_header_footer=True,
        prefer_css_page_size=True, header_template=EDGE.format("法律法规汇编"), footer_template=EDGE.format("— <span class=pageNumber></span> —"),
    )
    page.close()
    return data


def tagged(line: str) -> str:
    level = min(3, len(line) - len(line.lstrip("#")))
    return f"<h{level}>{escape(line.lstrip('# '))}</h{level}>" if level else f"<p>{escape(line)}</p>"


def cost(path: Path, times: int = 20) -> tuple[float, float]:
    data, reader = path.read_bytes(), discover()[path.suffix].function
    bare = timed(lambda: reader(data), times)
    return bare * 1000, timed(lambda: read(path.name, data), times) / bare


def timed(work, times: int) -> float:
    work()
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


if __name__ == "__main__":
    main()
