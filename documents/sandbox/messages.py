"""Messages over a socket: their length, then their bytes."""
import socket
import struct
import time

HEAD = struct.Struct(">I")
CHUNK = 1 << 16


class TooLong(Exception):
    """The other side sends more than is taken."""


def send(connection: socket.socket, message: bytes) -> None:
    connection.sendall(HEAD.pack(len(message)))
    connection.sendall(message)


def receive(connection: socket.socket, *, longest: int | None = None, deadline: float | None = None) -> bytes:
    """The next message. Raises ``EOFError`` where the other side has gone, ``TimeoutError`` after ``deadline``, ``TooLong``."""
    (length,) = HEAD.unpack(_receive_exactly(connection, HEAD.size, deadline))
    if longest is not None and length > longest:
        raise TooLong
    return _receive_exactly(connection, length, deadline)


def _receive_exactly(connection: socket.socket, length: int, deadline: float | None) -> bytes:
    received = bytearray()
    while len(received) < length:
        if deadline is not None:
            connection.settimeout(max(0.001, deadline - time.monotonic()))
        chunk = connection.recv(min(CHUNK, length - len(received)))
        if not chunk:
            raise EOFError
        received += chunk
    return bytes(received)
