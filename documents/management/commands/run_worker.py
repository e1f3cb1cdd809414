"""``manage.py run_worker``: reads what editors upload, and stores what they accept, outside of requests."""
import os
import signal
import threading
import time
from contextlib import suppress

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from documents.importing import find_passages, publish_due
from documents.notices import send_due
from documents.signals import minute_passed
from documents.uploading import run, work_off

COMPARING = 0.5  # seconds between two files for passages that documents share
TENDING = 60.0  # seconds between two looks for what is to be published today, and for notices to send

NICE = 10  # readers of the site come first; what it starts inherits this


class Command(BaseCommand):
    help = "后台进程：解析上传的文件，存入接受的文件，到日子发布定期发布的文件，寄出通知。可以同时运行几个；随时可以中断，没有做完的由下一个接着做。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完现有的就结束")
        parser.add_argument("--beside", type=int, metavar="PID", help="这个进程结束时随之结束")

    def handle(self, *, once: bool, beside: int | None, **options: object) -> None:
        with suppress(OSError):
            os.nice(NICE)
        if once:
            self.stderr.write(f"定期发布了 {publish_due(timezone.localdate())} 份文件，处理了 {work_off()} 份上传，发出 {send_due()} 封邮件。")
            self.stderr.write(f"比对了 {sum(1 for _ in find_passages())} 份文件的相同段落。")
            minute_passed.send(sender=Command)
            return
        stop, next_look = threading.Event(), 0.0
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())

        def tend() -> None:
            nonlocal next_look
            if beside and not _is_running(beside):
                stop.set()
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + TENDING
                publish_due(timezone.localdate())
                send_due()
                minute_passed.send(sender=Command)
            for _ in find_passages(COMPARING):
                pass

        run(stop, tend)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
