"""What a search may raise."""


class IndexUnavailable(Exception):
    """There is no index, or it is damaged, or another version of the code wrote it: the page says 检索正在恢复."""


class IndexUnreachable(IndexUnavailable):
    """The index may be as it should, but what keeps it does not answer: it is waited for, and nothing is built anew in its place."""


class IndexBusy(Exception):
    """Another process is writing: what is pending stays pending, and that process or the next takes it up."""


class TooManySearches(Exception):
    """As many searches run in this process as may: the page says so with status 503."""
