"""What the kernel holds a process to that works on what strangers send."""
import contextlib
import ctypes
import resource
import signal

from .limits import Limits

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def leave_network() -> None:
    """Where the system lets us, live in a network namespace without any interface."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


def confine(limits: Limits, is_last: bool) -> None:
    """Limits on this process from here on. It may make files, but no byte can be put into them.

    ``is_last``: no call follows that is to have as much time of its own.
    """
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = int(used.ru_utime + used.ru_stime) + limits.cpu
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu if is_last else resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def confine_program(limits: Limits) -> None:
    """Limits on the program that this process becomes, each of whose files may be as large as an answer."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.answer, limits.answer))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
