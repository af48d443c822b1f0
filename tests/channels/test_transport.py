"""The one way out, against real sockets that behave badly."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from channels import transport
from channels.base import Wire
from channels.transport import ChannelSession, surely_not_sent

Serve = Callable[[Callable[[socket.socket], None]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Answers each connection to a free port with a function; gives its address."""
    plug = socket.create_server(("127.0.0.1", 0))

    def start(answer: Callable[[socket.socket], None]) -> str:
        def loop() -> None:
            while True:
                try:
                    connection, _ = plug.accept()
                except OSError:
                    return
                with connection, contextlib.suppress(OSError):  # the client hung up
                    answer(connection)

        threading.Thread(target=loop, daemon=True).start()
        return f"http://127.0.0.1:{plug.getsockname()[1]}"

    yield start
    plug.close()


def session_to(url: str, seconds: float = 10) -> ChannelSession:
    return ChannelSession(Wire(url, timeout=(5.0, seconds)))


def read(connection: socket.socket) -> bytes:
    """A whole request: hanging up on what was not read would reset the answer on its way."""
    with connection.makefile("rb") as wire:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = wire.readline()
            if not line:
                return head
            head += line
        long = re.search(rb"Content-Length: (\d+)", head, re.IGNORECASE)
        return head + wire.read(int(long[1]) if long else 0)


def failure_of(session: requests.Session) -> BaseException:
    with pytest.raises(requests.RequestException) as caught:
        session.post("https://graph.facebook.com/v25.0/1/feed", data={"message": "a"})
    return caught.value


def test_a_request_reaches_the_sandbox_under_the_name_of_its_host(serve: Serve) -> None:
    seen: list[bytes] = []

    def answer(connection: socket.socket) -> None:
        seen.append(read(connection))
        connection.sendall(b"HTTP/1.1 204 No Content\r\nX-App-Usage: 9\r\n\r\n")

    session = session_to(serve(answer))
    session.get("https://graph.facebook.com/v25.0/1?fields=id")
    assert seen[0].startswith(b"GET /graph.facebook.com/v25.0/1?fields=id HTTP/1.1")
    assert session.last is not None
    assert (session.last.status, session.last.headers["x-app-usage"]) == (204, "9")


def test_a_body_that_drips_for_ever_ends(serve: Serve) -> None:
    def answer(connection: socket.socket) -> None:
        read(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
        for _ in range(100):
            connection.sendall(b" ")
            time.sleep(0.05)

    start = time.monotonic()
    failure = failure_of(session_to(serve(answer), seconds=0.4))
    assert time.monotonic() - start < 4
    assert not surely_not_sent(failure)


def test_a_body_that_is_too_long_is_not_kept(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MAX_BODY", 1000)

    def answer(connection: socket.socket) -> None:
        read(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + b" " * 5000)

    assert "too long" in str(failure_of(session_to(serve(answer))))


def test_a_redirect_is_not_followed(serve: Serve) -> None:
    def answer(connection: socket.socket) -> None:
        read(connection)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: https://graph.facebook.com/\r\n\r\n")

    assert isinstance(failure_of(session_to(serve(answer))), requests.TooManyRedirects)


def test_nothing_leaves_without_encryption() -> None:
    with pytest.raises(requests.exceptions.InvalidSchema):
        ChannelSession(Wire()).get("http://graph.facebook.com/")


def test_a_refused_connection_is_surely_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as plug:
        port = plug.getsockname()[1]
    assert surely_not_sent(failure_of(session_to(f"http://127.0.0.1:{port}")))


def test_an_unknown_name_is_surely_not_sent() -> None:
    assert surely_not_sent(failure_of(session_to("http://no-existe.invalid")))


def test_a_connection_that_is_never_taken_is_surely_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as plug:
        address = plug.getsockname()
        with socket.create_connection(address):  # it fills the queue of the server
            session = ChannelSession(Wire(f"http://127.0.0.1:{address[1]}", timeout=(0.3, 0.3)))
            failure = failure_of(session)
    assert isinstance(failure, requests.ConnectTimeout)
    assert surely_not_sent(failure)


def test_a_certificate_that_is_not_believed_is_surely_not_sent(
    serve: Serve, tmp_path: Path
) -> None:
    context = _context(tmp_path)

    def answer(connection: socket.socket) -> None:
        context.wrap_socket(connection, server_side=True).close()

    url = serve(answer).replace("http://", "https://")
    assert surely_not_sent(failure_of(session_to(url)))


def test_a_connection_that_breaks_after_the_request_may_have_been_sent(serve: Serve) -> None:
    def answer(connection: socket.socket) -> None:
        read(connection)

    assert not surely_not_sent(failure_of(session_to(serve(answer))))


def test_silence_after_the_request_may_have_been_sent(serve: Serve) -> None:
    failure = failure_of(session_to(serve(lambda c: time.sleep(1)), seconds=0.4))
    assert isinstance(failure, requests.ReadTimeout)
    assert not surely_not_sent(failure)


def _context(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
