"""Requests byte by byte, and an administrator's session: for clients that are no browser."""
import re
import socket
import urllib.request
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit

from .server import PASSWORD


class Visitor:
    """Keeps cookies, fills in the token of forms."""

    def __init__(self, site: str):
        self.site, self.cookies = site, CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> str:
        with self._opener.open(self.site + path, timeout=30) as answer:
            return answer.read().decode()

    def status(self, path: str) -> int:
        try:
            with self._opener.open(self.site + path, timeout=30) as answer:
                return answer.status
        except HTTPError as error:
            return error.code

    def read(self, address: str) -> tuple[int, str, str, str]:
        """→ status, kind of the content, content, and the address to which it led."""
        try:
            answer = self._opener.open(quote(address, safe=":/?&=%+,~"), timeout=30)
        except HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode(errors="replace"), answer.url

    def post(self, path: str, **values) -> str:
        """Fill in and send the form at ``path``."""
        return self.send(path, csrfmiddlewaretoken=self.token(path), **values)

    def send(self, path: str, **values) -> str:
        with self._opener.open(self.site + path, urlencode(values, doseq=True).encode(), timeout=60) as answer:
            return answer.read().decode()

    def token(self, path: str) -> str:
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))[1]

    def headers(self) -> str:
        return "Cookie: " + "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies) + "\r\n"


def administrator(site: str) -> Visitor:
    visitor = Visitor(site)
    visitor.post("/admin/login/", username="admin", password=PASSWORD, next=f"{urlsplit(site).path}/admin/")
    return visitor


def connected(site: str, seconds: float = 30) -> socket.socket:
    place = urlsplit(site)
    return socket.create_connection((place.hostname, place.port), timeout=seconds)


def head(site: str, method: str, path: str, *lines: str) -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {urlsplit(site).netloc}", *lines, "", ""]).encode()


def answered(connection: socket.socket) -> int:
    """The status that comes back; 0 where the connection is closed without one."""
    line = connection.makefile("rb").readline()
    return int(line.split()[1]) if line else 0


def upload_of(name: str, data: bytes, token: str) -> tuple[str, bytes]:
    """→ content type and body of the form that uploads one file."""
    parts = (
        f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    )
    return "multipart/form-data; boundary=x", parts.encode() + data + b"\r\n--x--\r\n"
