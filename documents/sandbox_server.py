"""The sandbox's program: loads what works on what strangers send, then serves. Started by ``sandbox.calls`` alone.

It stands above the packages that it loads; ``sandbox`` itself knows none of them.
"""
import importlib
import logging
import pkgutil
import socket
import sys
from datetime import date
from functools import partial

from documents.analysis.source import Source, read_and_parse
from documents.draft_check.rounds import check_in_rounds
from documents.formats import readers
from documents.formats.tables import read_table
from documents.parsing import more_bodies
from documents.sandbox.server import keep

SAMPLE = "国务院办公厅关于印发《甲办法》的通知\n\n各省：\n\n依据《乙法》第一条，现印发给你们。\n\n国务院办公厅\n2025年1月3日\n"

log = logging.getLogger(__name__)


def load() -> None:
    """What every child finds here: parsers, which our side never loads, and the tables and patterns that a first use makes."""
    importlib.import_module("openpyxl")
    for module in pkgutil.walk_packages(readers.__path__, readers.__name__ + "."):
        importlib.import_module(module.name)
    for use in (
        partial(read_and_parse, Source("通知.txt", SAMPLE.encode()), more_bodies()),
        partial(read_table, "表.csv", "标题,时效\n".encode()),
        partial(check_in_rounds, SAMPLE, date.today(), lambda calls: [None] * len(calls)),
    ):
        try:
            use()
        except Exception:  # what it is may fail again on a file, which then is refused for that: the others are served
            log.exception("a first use of what is served failed")


if __name__ == "__main__":
    load()
    keep(socket.socket(fileno=int(sys.argv[1])))
