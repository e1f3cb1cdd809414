"""The other side of ``lookahead``: answers for one source after another, until the other side is gone."""
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection

from documents.formats import Refused

from .source import Source, understand


def answer(source: Source):
    try:
        return understand(source)
    except Refused as refused:
        return refused


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is our parent's business
    connection = Connection(int(sys.argv[1]))
    with suppress(EOFError, ConnectionError):
        while True:
            connection.send(answer(connection.recv()))
