"""A site with some hundred documents, and readers who come again and again. The texts are shuffled from the corpus."""
import http.client
import os
import random
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.e2e.server import ROOT, manage

LONG = os.environ.get("WENLAN_TEST_LONG") == "1"  # make test-long
SECONDS = int(os.environ.get("WENLAN_TEST_SECONDS", 20))
WORDS = ["学籍", "教育 数字化", "数字素养", "义务教育 学校", '"数字经济"', "网络安全 数据", "未成年人 在线", "双减", "第十二条", "2021年", "教育部 意见", "xueji"]


def paragraphs() -> list[str]:
    texts = [path.read_text().split("---", 2)[-1] for path in sorted((ROOT / "fixtures/corpus").glob("*.md"))]
    return [line for text in texts for line in text.split("\n\n") if 20 < len(line) < 400 and not line.startswith(("#", "|"))]


def write_files(folder: Path, count: int, prefix: str = "第") -> None:
    """So many Markdown files of about 2,000 characters, each with a word of its own."""
    folder.mkdir()
    lines, chance = paragraphs(), random.Random(prefix)
    for number in range(count):
        articles = "\n\n".join(f"第{n}条 {chance.choice(lines)}" for n in "一二三四五六七八九十")
        (folder / f"{number:04}.md").write_text(f"# 关于{prefix}{number}号事项的通知\n\n{articles}\n\n第十一条 记号{prefix}{number}。\n")


def prepare(folder: Path, count: int = 300) -> None:
    manage(folder, "prepare")
    write_files(folder / "in", count)
    manage(folder, "import_documents", str(folder / "in"))


class Readers:
    """So many threads that read pages, search, or both by turns, until the context ends.

    ``took``: kind → seconds of each answer; ``statuses``: kind → statuses other than 200.
    """

    def __init__(self, site: str, count: int, kinds=("page", "search"), pause: float = 0):
        self.took, self.statuses = defaultdict(list), defaultdict(list)
        self._place, self._kinds, self._pause = urlsplit(site), kinds, pause
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(random.Random(number),)) for number in range(count)]

    def __enter__(self):
        self._since = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._over.set()
        for thread in self._threads:
            thread.join()
        self.seconds = time.monotonic() - self._since

    def _read(self, chance: random.Random) -> None:
        connection = http.client.HTTPConnection(self._place.hostname, self._place.port, timeout=60)
        while not self._over.is_set():
            kind = chance.choice(self._kinds)
            start = time.monotonic()
            try:
                connection.request("GET", path_of(kind, chance))
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                status = f"{type(error).__name__}: {error}"
            self.took[kind].append(time.monotonic() - start)
            if status not in (200, 302):
                self.statuses[kind].append(status)
            self._over.wait(self._pause)

    def percentile(self, kind: str, share: float) -> float:
        took = sorted(self.took[kind])
        return took[min(len(took) - 1, int(share * len(took)))]

    def told(self, name: str) -> str:
        parts = [f"{name}:"]
        for kind in sorted(self.took):
            figures = " / ".join(f"{self.percentile(kind, share):.3f}" for share in (0.5, 0.95, 0.99, 1))
            parts.append(f"{kind} {len(self.took[kind]) / self.seconds:.1f}/s, p50/p95/p99/max {figures} s, other than 200: {self.statuses[kind][:5]}")
        return "  ".join(parts)


def path_of(kind: str, chance: random.Random, documents: int = 300) -> str:
    """Where a reader of a site with so many documents goes."""
    if kind == "page":
        number = chance.randrange(documents)
        return quote(chance.choice([f"/documents/关于第{number}号事项的通知/", "/documents/", "/", "/topics/", "/documents/中小学生学籍管理办法/"]))
    words = chance.choice([*WORDS, f"第{chance.randrange(documents)}号", f"记号第{chance.randrange(documents)}"])
    return f"/search/?q={quote(words)}"
