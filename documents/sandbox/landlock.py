"""Landlock: a process gives up files, for itself and all that it starts (https://docs.kernel.org/userspace-api/landlock.html)."""
import ctypes
import os
from collections.abc import Iterable

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # numbers of system calls, the same on every architecture
ASK_VERSION, PATH_BENEATH, NO_NEW_PRIVILEGES = 1, 1, 38
READ = 0b1101  # execute, read a file, read a folder
SOCKETS = 1 << 9 | 1 << 5  # make a socket, remove a file
KNOWN = {1: (1 << 13) - 1, 2: (1 << 14) - 1}  # rights by version of the interface …
SINCE_3 = (1 << 15) - 1  # … and of all later ones, as far as files and folders go


class Ruleset(ctypes.Structure):
    _fields_ = (("handled_access_fs", ctypes.c_uint64),)


class PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def version() -> int:
    """The version of the interface that the kernel has; 0 where it has none."""
    return max(0, int(ctypes.CDLL(None, use_errno=True).syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)))


def restrict(readable: Iterable[str], writable: Iterable[str], sockets: Iterable[str]) -> bool:
    """Leave this process what lies below these folders. Says whether it is so: not every kernel has Landlock.

    ``sockets``: where it may make sockets, and take them away.
    """
    system = ctypes.CDLL(None, use_errno=True)
    known = version()
    if not known:
        return False
    rights = KNOWN.get(known, SINCE_3)
    attributes = Ruleset(rights)
    ruleset = system.syscall(CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(ctypes.sizeof(attributes)), 0)
    for paths, allowed in ((readable, READ), (writable, rights), (sockets, SOCKETS)):
        for path in filter(os.path.isdir, paths):
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
            rule = PathBeneath(allowed, folder)
            system.syscall(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0)
            os.close(folder)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(system.syscall(RESTRICT_SELF, ruleset, 0) == 0)
