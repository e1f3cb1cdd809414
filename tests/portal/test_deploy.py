"""What an office copies to run the site: units of systemd, an image, a composition; each command in them is one that there is."""
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml
from django.core.management import get_commands, load_command_class

from .shell import ROOT, environment

UNITS = sorted((ROOT / "deploy/systemd").iterdir())
IMAGE, COMPOSITION = (ROOT / "deploy/Dockerfile").read_text(), (ROOT / "deploy/compose.yaml").read_text()


def commands() -> list[list[str]]:
    """The arguments after ``manage.py`` of every command."""
    units = [line.split("=", 1)[1] for unit in UNITS for line in unit.read_text().splitlines() if line.startswith("Exec")]
    composed = [" ".join(service["command"]) for service in yaml.safe_load(COMPOSITION)["services"].values() if "command" in service]
    started = re.findall(r"python (manage\.py [^&\"]+)", IMAGE)
    return [shlex.split(line.partition("manage.py ")[2]) for line in units + composed + started if "manage.py" in line]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_is_one_that_takes_what_it_is_given(command):
    name, *options = command
    load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(options)


def test_all_that_must_run_does():
    assert {command[0] for command in commands()} >= {"prepare", "run_worker", "backup", "check_index", "empty_trash", "clearsessions"}
    timed = {unit.stem for unit in UNITS if unit.suffix == ".timer"}
    assert timed == {"wenlan-backup", "wenlan-upkeep"} <= {unit.stem for unit in UNITS if unit.suffix == ".service"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_understands_every_unit(tmp_path):
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/wenlan", str(ROOT)))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *sorted(tmp_path.iterdir())], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (0, "")


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_no_service_may_do_more_than_it_must(unit):
    text = unit.read_text()
    for line in ("User=wenlan", "NoNewPrivileges=true", "ProtectSystem=strict", "StateDirectoryMode=0700"):
        assert line in text.splitlines()


def test_the_image_holds_what_runs_and_runs_as_nobody():
    copied = [name for line in re.findall(r"^COPY (.+) \S+$", IMAGE, re.M) for name in line.split()]
    assert set(re.findall(r"-r (\S+)", IMAGE)) < set(copied)
    assert all((ROOT / path).exists() for path in copied) and "useradd --uid 10001" in IMAGE and "USER 10001" in IMAGE and "--require-hashes" in IMAGE
    assert "data" in (ROOT / ".dockerignore").read_text().split()


def test_the_composition_is_whole():
    composed = yaml.safe_load(COMPOSITION)
    for service in composed["services"].values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in composed["volumes"] or (ROOT / "deploy" / source).exists()
        assert set(service.get("depends_on", {})) <= set(composed["services"])


def test_the_composition_says_settings_that_there_are_and_the_site_starts_with_them(tmp_path):
    """Filled in as Compose does, and read by the site itself: a setting that is wrong would not start."""
    services = yaml.safe_load(COMPOSITION)["services"]
    said = {"WENLAN_HOSTS": "policy.example.cn", "POSTGRES_PASSWORD": "secret", "SEARCH_ENGINE": "opensearch"}
    filled = {
        name: re.sub(r"\$\{(\w+)(?::[-?]([^}]*))?\}", lambda found: said.get(found[1], found[2] or ""), value)
        for name, value in services["web"]["environment"].items()
    }
    hosts = {re.search(r"//(?:.*@)?(\w+):", filled[name])[1] for name in ("DATABASE_URL", "OPENSEARCH_URLS")}
    assert hosts <= set(services)
    readme = (ROOT / "README.md").read_text()
    assert all(f"`{name}`" in readme for name in filled)
    code = "import django; from django.conf import settings; print(settings.DATABASES['default']['HOST'], settings.ALLOWED_HOSTS, settings.HAYSTACK_CONNECTIONS['default']['URLS'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(tmp_path, **filled), capture_output=True, text=True)
    assert done.stdout.split() == ["database", "['policy.example.cn']", "http://opensearch:9200"], done.stderr


def test_no_password_is_in_the_composition_and_no_database_has_a_port():
    services = yaml.safe_load(COMPOSITION)["services"]
    assert all(value.startswith("${") for service in services.values() for name, value in service.get("environment", {}).items() if "PASSWORD" in name)
    assert [name for name, service in services.items() if "ports" in service] == ["web"]
