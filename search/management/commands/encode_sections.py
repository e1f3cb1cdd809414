"""Encode the meaning of the sections that are published."""
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.backends.errors import IndexUnavailable
from search.meaning.encoder import encoder, is_installed
from search.meaning.filling import fill
from search.meaning.model import MalformedModel
from search.meaning.vectors import VectorsBusy

LOWER = 10
"""Steps of priority below the processes that serve readers."""


class Command(BaseCommand):
    help = "计算已发布条款的向量，供“按意思相近”检索之用；已算过而没有改动的不再算。网站在需要时自己启动它，一般不必手工运行。"

    def handle(self, *, verbosity: int, **options: Any) -> None:
        if not is_installed():
            raise CommandError("没有安装按意思检索所需的组件，请先运行 make meaning。")
        os.nice(LOWER)
        try:
            with tqdm(desc="计算向量", unit="篇", disable=None if verbosity else True) as bar:
                for documents in fill(encoder()):
                    bar.update(documents)
        except VectorsBusy:
            self.stdout.write("另一个进程正在计算向量，由它继续。")
        except IndexUnavailable as error:
            raise CommandError(f"索引不可用：{error}。请运行 check_index --repair。") from error
        except (ImportError, MalformedModel) as error:
            raise CommandError(f"模型不能读取：{error}。请重新运行 make meaning。") from error
        except OSError as error:
            raise CommandError(f"不能写入向量目录：{error.strerror or error}。检索照常按字词进行。") from error
