"""What a disk or a database refuses: known by the error, and said in a sentence."""
import errno

from django.db import DatabaseError, OperationalError

DISK = {
    errno.ENOSPC: "磁盘满了", errno.EDQUOT: "磁盘配额用完了", errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限读写", errno.EPERM: "没有权限读写",
}


_OUR_MISTAKES = ("no such ", "too many ", "near ")
"""How SQLite begins to say, as an ``OperationalError`` too, that a table is missing or a statement is wrong."""


def is_outage(error: BaseException) -> bool:
    """Whether the disk or the database itself fails. Of a damaged file SQLite says no more than ``DatabaseError``; what is
    under it is for the greater part our own mistake (a wrong value, a table that is missing)."""
    if isinstance(error, OSError):
        return error.errno in DISK
    return (isinstance(error, OperationalError) or type(error) is DatabaseError) and not str(error).startswith(_OUR_MISTAKES)


def sentence(error: BaseException) -> str:
    """For whoever runs a command: what failed, and that it can be run again.

    >>> sentence(OSError(errno.ENOSPC, "No space left on device", "/srv/a"))
    '磁盘满了（/srv/a）。已经写成的保持不变；排除之后再运行一次。'
    """
    if isinstance(error, OSError):
        place = f"（{error.filename}）" if error.filename else ""
        what = f"{DISK[error.errno or 0]}{place}"
    else:
        what = f"数据库不能用：{str(error).partition(chr(10))[0].strip()}"
    return f"{what}。已经写成的保持不变；排除之后再运行一次。"
