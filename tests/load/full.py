"""``make load``: a whole site under all that comes at once, and a report in words.

Readers with pauses, each from an address of his own, editors who publish, one address that misuses the draft check, and connections
that are slow or say nothing, all through nginx as the documentation recommends it. Small unless told otherwise; full size is

    make load LOAD="--documents 20000 --readers 200 --seconds 600 --publish 500 --idle 300"
"""
import argparse
import http.client
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from tests.e2e.http import Visitor, administrator, head
from tests.e2e.proxy import dawdlers, proxied
from tests.e2e.server import gunicorn, make_administrator, manage

from .site import path_of, write_files
from .test_soak import Process

LIST = "/admin/documents/document/"
LIMITS = {"page": 0.5, "search": 0.8}  # seconds, of the 95th percentile
HONEST = {200, 302, 429, 503}
GROWTH = 1.05  # of the last quarter, against the one before it
NAMES = "国家发展和改革委员会、教育部、民政部、"


class Crowd:
    """Threads that ask until all is over; what they were answered, by kind."""

    def __init__(self, site: str, seconds: float):
        self.site, self.end = urlsplit(site), time.monotonic() + seconds
        self.took: dict[str, list[float]] = defaultdict(list)
        self.statuses: dict[str, Counter] = defaultdict(Counter)
        self._threads: list[threading.Thread] = []

    def start(self, work, *arguments) -> None:
        self._threads.append(threading.Thread(target=work, args=arguments))
        self._threads[-1].start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def ask(self, kind: str, address: str, method: str, path: str, body: bytes = b"", headers: dict | None = None) -> bytes:
        """One request from a loopback ``address``, on a connection of its own; → what it is answered."""
        begun, answer = time.monotonic(), b""
        connection = http.client.HTTPConnection(self.site.hostname, self.site.port, timeout=120, source_address=(address, 0))
        try:
            connection.request(method, path, body or None, headers or {})
            reply = connection.getresponse()
            answer, status = reply.read(), reply.status
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        finally:
            connection.close()
        self.took[kind].append(time.monotonic() - begun)
        self.statuses[kind][status] += 1
        return answer

    def is_over(self, pause: float = 0) -> bool:
        """After a pause, or as much of it as there is time for."""
        time.sleep(max(0, min(pause, self.end - time.monotonic())))
        return time.monotonic() >= self.end

    # Who comes

    def read(self, number: int, pause: float, documents: int) -> None:
        chance, address = random.Random(number), f"127.0.{1 + number // 250}.{1 + number % 250}"
        while not self.is_over(chance.uniform(0.5, 1.5) * pause):
            kind = chance.choice(("page", "search"))
            self.ask(kind, address, "GET", path_of(kind, chance, documents))

    def edit(self, admin: Visitor, keys: list[str]) -> None:
        """Publish these, spread over all of the time."""
        token, cookie = admin.token(LIST), admin.headers().split(": ", 1)[1].strip()
        pause = max(0.1, (self.end - time.monotonic() - 5) / max(1, len(keys)))
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Referer": f"{self.site.geturl()}{LIST}"}
        for key in keys:
            if self.is_over(pause):
                return
            body = urlencode({"action": "publish", "_selected_action": key, "csrfmiddlewaretoken": token}).encode()
            self.ask("publish", "127.0.9.1", "POST", LIST, body, headers)

    def misuse(self, address: str) -> None:
        """The dearest draft that is known, without a pause."""
        text = NAMES * 1_300
        while not self.is_over():
            page = self.ask("check", address, "GET", "/check-draft/").decode(errors="replace")
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
            if token is None:  # refused already
                self.is_over(1)
                continue
            body = urlencode({"text": text, "csrfmiddlewaretoken": token[1]}).encode()
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token[1]}"}
            self.ask("check", address, "POST", "/check-draft/", body, headers)


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def prepared(folder: Path, documents: int, publish: int) -> str:
    """A site with so many documents, made once for a folder; → what the titles of ``publish`` drafts have in them."""
    if not (folder / f"has-{documents}").exists():
        manage(folder, "prepare")
        make_administrator(folder)
        write_files(folder / "in", documents)
        manage(folder, "import_documents", str(folder / "in"))
        (folder / f"has-{documents}").touch()
    prefix = f"发布{int(time.time())}之"
    write_files(folder / prefix, publish, prefix)
    manage(folder, "import_documents", "--draft", str(folder / prefix))
    return prefix


def drafts(admin: Visitor, prefix: str, count: int) -> list[str]:
    pages = [admin.get(f"{LIST}?q={quote(prefix)}&p={page}") for page in range(1, (count - 1) // 50 + 2)]
    return re.findall(r'name="_selected_action" value="(\d+)"', "".join(pages))


def report(crowd: Crowd, memory: list[int], seconds: float) -> list[str]:
    """→ what is not as it should be; all is printed."""
    wrong = []
    for kind, name in (("page", "页面"), ("search", "检索"), ("publish", "发布"), ("check", "草稿检查（滥用者）")):
        times, statuses = crowd.took[kind], crowd.statuses[kind]
        figures = "、".join(f"{label} {percentile(times, share):.2f} 秒" for label, share in (("一半在", 0.5), ("95% 在", 0.95), ("最慢", 1)))
        print(f"{name}：{len(times)} 次，每秒 {len(times) / seconds:.1f} 次；{figures}；状态 {dict(statuses)}。")
        if faults := {status: count for status, count in statuses.items() if status not in HONEST}:
            wrong.append(f"{name}有不该有的回答：{faults}")
        if kind in LIMITS and percentile(times, 0.95) > LIMITS[kind]:
            wrong.append(f"{name}的第 95 百分位是 {percentile(times, 0.95):.2f} 秒，应在 {LIMITS[kind]} 秒以内")
        if kind in LIMITS and (refused := statuses[429] + statuses[503]) > 0.01 * len(times):
            wrong.append(f"{name}有 {refused} 次被拒绝，超过百分之一")
    third, last = memory[len(memory) // 2 : 3 * len(memory) // 4], memory[3 * len(memory) // 4 :]
    print(f"各进程独占的内存：开始 {memory[0]} MB，最多 {max(memory)} MB，最后 {memory[-1]} MB。")
    if third and max(last) > GROWTH * max(third):
        wrong.append(f"内存在后一半时间里还在增长：{max(third)} → {max(last)} MB")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(prog="make load", description="整个网站在各种访问同时到来时怎样；结果用文字说明。")
    parser.add_argument("--data", type=Path, help="存放这个网站的文件夹，下次接着用（默认临时的）")
    for name, value, told in (
        ("documents", 300, "文件数"), ("readers", 20, "读者数"), ("pause", 5, "读者两次打开页面之间的秒数"), ("seconds", 60, "秒数"), ("publish", 30, "其间发布的文件数"),
        ("editors", 3, "编辑数"), ("misusers", 4, "滥用草稿检查的连接数，都在一个地址上"), ("idle", 100, "慢的、半开的、不说话的连接，各这么多"),
    ):
        parser.add_argument(f"--{name}", type=int, default=value, help=f"{told}（默认 %(default)s）")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = given.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        prefix = prepared(folder, given.documents, given.publish)
        site, server = stack.enter_context(gunicorn(folder, "--workers=2", "--timeout=90", WENLAN_PROXY="1"))
        (folder / "proxy").mkdir(exist_ok=True)
        wrong = run(stack.enter_context(proxied(site, folder / "proxy")), Process(server.pid), prefix, given)
    print("\n".join(f"不合要求：{line}。" for line in wrong) or "全部合乎要求。")
    return bool(wrong)


def run(site: str, process: Process, prefix: str, given: argparse.Namespace) -> list[str]:
    admins = [administrator(site) for _ in range(given.editors)]
    keys = drafts(admins[0], prefix, given.publish)
    slow_body = head(site, "POST", "/check-draft/", "Content-Length: 50000", "Content-Type: multipart/form-data; boundary=x"), b"x" * 9_999
    slow_head = b"GET / HTTP/1.1\r\n", b"X-Slow: " + b"a" * 9_999
    memory = [process.memory()]
    with dawdlers(site, given.idle, *slow_head), dawdlers(site, given.idle, *slow_body), dawdlers(site, given.idle, b"", b""):
        crowd = Crowd(site, given.seconds)
        for number in range(given.readers):
            crowd.start(crowd.read, number, given.pause, given.documents)
        for number, admin in enumerate(admins):
            crowd.start(crowd.edit, admin, keys[number :: given.editors])
        for _ in range(given.misusers):
            crowd.start(crowd.misuse, "127.0.8.1")
        while not crowd.is_over(min(5, given.seconds / 20)):
            memory.append(process.memory())
        crowd.join()
    print(f"{given.documents} 份文件，{given.readers} 个读者，{given.editors} 个编辑，{given.seconds} 秒，慢的、半开的、不说话的连接各 {given.idle} 个。")
    return report(crowd, memory, given.seconds)


if __name__ == "__main__":
    sys.exit(main())
