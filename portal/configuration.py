"""What differs from site to site, read from the environment or from the file ``wenlan.env`` of the data folder.

A value that cannot be right is told in a sentence of its own, all of them at once, and nothing is started.
"""
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
OURS, OF_TESTS = "WENLAN_", "WENLAN_TEST_"
LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Z][A-Z0-9_]*)\s*=\s*(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)\s*")


class MailServer(NamedTuple):
    """``is_tls``: encrypted from the first byte; ``starts_tls``: after a plain greeting."""

    host: str
    port: int
    user: str
    password: str
    is_tls: bool
    starts_tls: bool


class Wrong(ImproperlyConfigured):
    """Settings that cannot be right; each line of the message says which and why, in Chinese."""


def read_file(path: Path) -> dict[str, str]:
    """The values of a file of lines ``NAME=value``, as systemd and Docker read it too; none where there is no file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise Wrong(f"读不了 {path}：{error}") from error
    values = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not (found := LINE.fullmatch(line.strip())):
            raise Wrong(f"{path} 第 {number} 行应当是“名称=值”。")
        values[found["name"]] = found["value"]
    return values


class Configuration:
    """Values by name, each with its default; ``finish`` raises ``Wrong`` with all that was wrong.

    >>> Configuration({"WENLAN_SEARCHES_AT_ONCE": "4"}).number("WENLAN_SEARCHES_AT_ONCE", 3, at_least=1)
    4
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.names: list[str] = []
        self._problems: list[str] = []

    def refuse(self, name: str, why: str) -> None:
        self._problems.append(f"设置 {name}：{why}。")

    def text(self, name: str, default: str = "") -> str:
        self.names.append(name)
        return self._values.get(name, "").strip() or default

    def flag(self, name: str) -> bool:
        value = self.text(name, "0")
        if value not in ("0", "1"):
            self.refuse(name, f"应当是 1（开）或 0（关），不能是“{value}”")
        return value == "1"

    def dotted(self, name: str, default: str) -> str:
        """A class by its module and name; whether it is there, ``portal.checks`` looks when all can be imported."""
        value = self.text(name, default)
        if not re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+", value, re.ASCII):
            self.refuse(name, f"应当是类的全名，例如 {default}，不能是“{value}”")
            return default
        return value

    def number(self, name: str, default: int, at_least: int = 0, at_most: int = 10**9) -> int:
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and len(value) < 11 and at_least <= int(value) <= at_most:
            return int(value)
        self.refuse(name, f"应当是 {at_least} 到 {at_most} 之间的整数，不能是“{value}”")
        return default

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of ``choices``, of which the first is the default."""
        value = self.text(name, choices[0])
        if value not in choices:
            self.refuse(name, f"应当是 {'、'.join(choices)} 之一，不能是“{value}”")
        return value

    def hosts(self, name: str, default: str) -> list[str]:
        hosts = [host.strip() for host in self.text(name, default).split(",") if host.strip()]
        for host in hosts:
            if not re.fullmatch(r"\.?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]", host):
                self.refuse(name, f"“{host}”不是主机名。只写主机名，不写 https://、端口和路径，几个之间用逗号")
        return hosts

    def database(self, name: str, default: str) -> dj_database_url.DBConfig:
        """Of SQLite or PostgreSQL, the two with which the tests run."""
        try:
            found = dj_database_url.parse(self.text(name, default))
        except ValueError:
            found = dj_database_url.parse(default)
            self.refuse(name, "不是数据库的地址；应当像 postgres://用户:密码@主机:5432/库名 这样")
        if found["ENGINE"] not in DATABASES:
            self.refuse(name, "数据库应当是 SQLite 或 PostgreSQL（sqlite:///、postgres://）")
        return found

    def origin(self, name: str) -> str:
        """The scheme, host and port of a site, such as ``https://policies.example.cn``; empty where none is named."""
        value = self.text(name).rstrip("/")
        if value and not re.fullmatch(r"https?://[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*(?::\d{1,5})?", value, re.ASCII):
            self.refuse(name, f"应当像 https://policies.example.cn 这样，不带路径，不能是“{value}”")
            return ""
        return value

    def mail_server(self, name: str) -> MailServer | None:
        """``smtp://``, ``smtp+tls://`` (STARTTLS) or ``smtps://``, with user and password where it asks for them."""
        value = self.text(name)
        if not value:
            return None
        try:
            place = urlsplit(value)
            port = place.port or MAIL_PORTS[place.scheme]
            if not place.hostname or place.path.strip("/") or place.query:
                raise ValueError
        except (KeyError, ValueError):
            self.refuse(name, "不是邮件服务器的地址；应当像 smtps://用户:密码@主机:465 这样（也可以是 smtp+tls:// 或 smtp://）")
            return None
        user, password = unquote(place.username or ""), unquote(place.password or "")
        return MailServer(place.hostname, port, user, password, place.scheme == "smtps", place.scheme == "smtp+tls")

    def prefix(self, name: str) -> str:
        """A path below which the site lies, such as ``/policies``; empty for the root."""
        value = self.text(name).rstrip("/")
        if value and not re.fullmatch(r"(?:/[A-Za-z0-9._~-]+)+", value):
            self.refuse(name, f"应当是以 / 开头的路径，例如 /wenlan，不能是“{value}”")
            return ""
        return value

    def folder(self, name: str) -> Path | None:
        """A folder by its whole path; ``None`` where none is named."""
        value = self.text(name)
        if value and not Path(value).is_absolute():
            self.refuse(name, f"应当是文件夹的完整路径，以 / 开头，不能是“{value}”")
        return Path(value) if value else None

    def finish(self) -> None:
        """Call when every name was asked for: one that nobody knows is a slip of the pen."""
        unknown = {name for name in self._values if name.startswith(OURS) and not name.startswith(OF_TESTS)} - set(self.names)
        for name in sorted(unknown):
            self.refuse(name, "没有这一项设置，请核对名称")
        if self._problems:
            raise Wrong("\n".join(self._problems))
