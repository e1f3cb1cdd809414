"""Merge the pieces that updates have left in the search index."""
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from haystack import connections

from search.backends.errors import IndexBusy, IndexUnavailable

LOWER = 10
"""Steps of priority below the processes that serve readers."""


class Command(BaseCommand):
    help = "合并检索索引中零碎的段，期间检索和发布照常。网站在需要时自己启动它，一般不必手工运行。"

    def handle(self, **options: Any) -> None:
        os.nice(LOWER)
        engine, times = connections["default"].get_backend(), 0
        try:
            while engine.merge():
                times += 1
        except IndexBusy:
            self.stdout.write("另一个进程正在合并或写入索引，由它继续。")
            return
        except IndexUnavailable as error:
            raise CommandError(f"索引不可用：{error}。请运行 check_index --repair。") from error
        except OSError as error:
            raise CommandError(f"不能写入索引目录：{error.strerror or error}。原有索引未受影响。") from error
        self.stdout.write(f"合并了 {times} 次。" if times else "没有需要合并的。")
