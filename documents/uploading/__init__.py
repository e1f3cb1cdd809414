"""What editors send is read outside of requests, and stored one by one or many at a time: a queue in the database.

    receive(files, user) -> Batch                  what cannot be read is refused at once, the rest waits
    join(batch) -> int                             a document and its attachments, sent one by one, become one upload
    read(upload), source_of(upload)                what a worker does with a file that waits, and what it has read
    accept(uploads, user, state), store(upload)    many are taken as they were read; a worker stores each once
    split(upload, inner, begins, user) -> int      a file that holds several documents becomes an upload for each
    unsplit(upload)                                and is one again
    take_back(batch, user)                         what was stored of a batch is as before
    run(worker)                                    the loop of a worker

Every step may be cut short by a crash and done again: a file is leased to a worker for some seconds, which it renews as
long as it lives, and what the worker writes in the end counts only while the lease is its own.
"""
from .joining import join
from .leases import claim, live_workers, settle
from .reading import read, read_now, source_of
from .receiving import receive, take_in
from .splitting import split, unsplit
from .storing import NotTaken, accept, keep_record, store
from .taking_back import take_back
from .worker import run, work_off

__all__ = [
    "NotTaken", "accept", "claim", "join", "keep_record", "live_workers", "read", "read_now", "receive", "run", "settle", "source_of", "split", "store",
    "take_back", "take_in", "unsplit", "work_off",
]
