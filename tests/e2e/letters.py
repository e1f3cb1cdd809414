"""A server that takes letters and keeps them, for a site that sends some."""
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Session(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a client needs to hand over a letter."""

    def handle(self) -> None:
        self._say("220 ready")
        for line in self.rfile:
            verb = line.split(None, 1)[0].upper() if line.strip() else b""
            if verb == b"DATA":
                self._say("354 go on")
                data = b"".join(part.removeprefix(b".") for part in iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(message_from_bytes(data, policy=policy.default))
            self._say("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mailbox() -> Iterator[tuple[str, list[EmailMessage]]]:
    """The address of the server as settings name it, and the letters that it has taken."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads, server.letters = True, []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"smtp://127.0.0.1:{server.server_address[1]}", server.letters
        finally:
            server.shutdown()
