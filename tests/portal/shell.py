"""A site of its own in a folder of its own, driven through its commands."""
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(data: Path, **more: str) -> dict[str, str]:
    ours = {"WENLAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "portal.settings", "PYTHONWARNINGS": "ignore"}
    return {name: value for name, value in os.environ.items() if not name.startswith("WENLAN_") and name != "DATABASE_URL"} | ours | more


def manage(data: Path, *command, **more: str) -> tuple[int, str]:
    """→ exit code, and what was said."""
    done = subprocess.run(
        [sys.executable, "manage.py", *map(str, command)], cwd=ROOT, env=environment(data, **more), capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def run(data: Path, code: str, **more: str) -> str:
    """What a script of the site's shell prints."""
    status, said = manage(data, "shell", "--verbosity=0", "-c", f"from django.core.management import call_command\n{code}", **more)
    assert status == 0, said
    return said


def exported(said: str) -> list[dict]:
    """The records among what was printed."""
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]
