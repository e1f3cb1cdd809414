"""Gives up what a stranger's file has no business with, and becomes a program of the system. Started by ``programs.run`` alone."""
import json
import os
import sys

from . import landlock
from .confinement import confine_program, leave_network
from .limits import Limits

SYSTEM = (
    "/usr", "/bin", "/lib", "/lib64", "/etc", "/proc", "/sys", "/nix/store", "/var/cache/fontconfig", "/var/lib/libreoffice",
    "/var/spool/libreoffice",
)
SOCKETS = ("/tmp",)  # where LibreOffice insists on having one
WRITABLE = ("/dev",)  # null and its like: who may write where there says the system


def main(folder: str, limits: list, program: str, *arguments: str) -> None:
    home = os.path.dirname(os.path.dirname(os.path.realpath(program)))
    leave_network()
    confine_program(Limits(*limits))
    os.chdir(folder)
    landlock.restrict((*SYSTEM, home), (folder, *WRITABLE), SOCKETS)
    os.execv(program, [program, *arguments])


if __name__ == "__main__":
    main(*json.loads(sys.argv[1]))
