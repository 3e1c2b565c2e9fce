"""Servers of the tests' own, on loopback, for what no proper server ever does."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import signal
import socket
import ssl
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import settings

# A background job of a shell ignores Ctrl-C, and so would the programs that tests start and interrupt.
if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    and threading.current_thread() is threading.main_thread()
):
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says something about the machine, and nothing about the code.
settings.register_profile("fairlead", deadline=None)
settings.load_profile("fairlead")


@pytest.fixture(scope="module", autouse=True)
def connections_are_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """A module of tests fails if it leaves connections open, ours or theirs."""
    # The original SDKs leave theirs to the garbage collector.
    if sys.platform != "linux" or "conformance" in request.path.parts:
        yield
        return
    before = _connections()
    yield
    end = time.monotonic() + 5  # a server notices a moment later that a client is gone
    while (left := _connections() - before) and time.monotonic() < end:
        time.sleep(0.01)
    assert not left, f"{len(left)} connections were left open; own address and peer: {sorted(left)[:3]}"


def _connections() -> set[tuple[str, str]]:
    """Addresses of both ends of every TCP connection of this process."""
    found: set[tuple[str, str]] = set()
    for entry in Path("/proc/self/fd").iterdir():
        # What is no connection, or was closed meanwhile, is none.
        with contextlib.suppress(OSError):
            if stat.S_ISSOCK(entry.stat().st_mode):
                with socket.socket(fileno=os.dup(int(entry.name))) as one:
                    if one.family in (socket.AF_INET, socket.AF_INET6):
                        found.add((str(one.getsockname()), str(one.getpeername())))
    return found


class RawServer:
    """A TCP server of the test's own, for everything that a proper server never does.

    Args:
        handle: Called with each connection, in a thread of its own. What it raises ends the connection.
        tls: Serve TLS with this context.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        connections: How many connections were made.
    """

    def __init__(self, handle: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None) -> None:
        self._handle = handle
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self._threads[0].start()

    def stop(self) -> None:
        """Close every connection, and return when no thread is left."""
        for each in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            thread.join(5)
            assert not thread.is_alive()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self._open.append(connection)
                thread = threading.Thread(target=self._serve, args=[connection])
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(connection)
            if self._tls is not None:
                connection = stack.enter_context(self._tls.wrap_socket(connection, server_side=True))
            self._handle(connection)


@pytest.fixture
def serve_raw() -> Iterator[Callable[..., RawServer]]:
    """Starts servers that are stopped at the end of the test; the arguments are those of `RawServer`."""
    with contextlib.ExitStack() as running:

        def start(handle: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None) -> RawServer:
            server = RawServer(handle, tls)
            running.callback(server.stop)
            return server

        yield start


@pytest.fixture
def closed_port() -> int:
    """A port on 127.0.0.1 where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def tunnel() -> Callable[..., None]:
    """Carries the bytes of a connection to a port on loopback and back, until both sides are done."""

    def carry(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def join(connection: socket.socket, port: int, first: bytes = b"") -> None:
        with socket.create_connection(("127.0.0.1", port)) as upstream:
            upstream.sendall(first)
            back = threading.Thread(target=carry, args=[upstream, connection])
            back.start()
            carry(connection, upstream)
            back.join()

    return join


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1, with its private key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fairlead tests")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


@pytest.fixture
def serve_tls(
    serve_raw: Callable[..., RawServer], tunnel: Callable[..., None], certificate: Path
) -> Callable[[int], int]:
    """Serves what is on a port on loopback over TLS, on another port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return lambda port: serve_raw(lambda connection: tunnel(connection, port), context).port
