"""A client that was used before a fork works in both processes, each over connections of its own."""

from __future__ import annotations

import os
import socket
import warnings
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

import fairlead
from fairlead import handoffrail, happy, mycel
from fairlead.emulator import Emulator
from fairlead.handoffrail import HandoffPacket
from tests.lifecycle.conftest import Silent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")

PAGE = b'{"packets": [], "total": 0, "limit": 1, "offset": 0}'


def in_child(work: Callable[[], object]) -> str:
    """What `work` comes to in a forked child: the class and the text of its error, or nothing."""
    readable, writable = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that there are other threads, of the emulator
        child = os.fork()
    if not child:
        told = "died"
        try:
            work()
            told = ""
        except Exception as error:  # noqa: BLE001 - the parent looks at it
            told = f"{type(error).__name__}: {error}"
        finally:
            os.write(writable, told.encode())
            os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told


def answer_pages(connection: socket.socket) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(PAGE)
    while b"\r\n\r\n" in connection.recv(65536):
        connection.sendall(head + PAGE)


def test_parent_and_child_have_connections_of_their_own(serve_raw: Callable[..., Any]) -> None:
    server = serve_raw(answer_pages)
    with handoffrail.HandoffRailClient(f"http://127.0.0.1:{server.port}/api/v1", "k") as client:
        client.list_packets()
        assert server.connections == 1

        def work() -> None:
            client.list_packets()
            client.list_packets()
            client.close()

        assert in_child(work) == ""
        assert server.connections == 2
        client.list_packets()
        assert server.connections == 2


def test_a_client_that_was_closed_in_the_child_without_use_is_open_here(
    serve_raw: Callable[..., Any],
) -> None:
    server = serve_raw(answer_pages)
    with handoffrail.HandoffRailClient(f"http://127.0.0.1:{server.port}/api/v1", "k") as client:
        client.list_packets()
        assert in_child(client.close) == ""
        client.list_packets()
        assert server.connections == 1


def test_an_http_client_of_the_application_cannot_be_shared(serve_raw: Callable[..., Any]) -> None:
    server = serve_raw(answer_pages)
    with httpx2.Client() as own:
        client = handoffrail.HandoffRailClient(f"http://127.0.0.1:{server.port}/api/v1", "k", http_client=own)
        client.list_packets()
        told = in_child(client.list_packets)
        assert told.startswith("ConfigurationError: the http_client that was passed in belongs to another")
        client.list_packets()


def test_a_stream_stays_with_the_process_that_opened_it(silent: Silent) -> None:
    if silent.kind.backend == "hai":
        pytest.skip("it holds no connection")
    client = silent.kind.blocking(**silent.emulator.options)
    with client, silent.kind.open(client, silent.subject) as stream:
        if silent.kind.backend == "hestia":
            next(stream)  # that is let through

        def work() -> None:
            try:
                next(stream)
            finally:
                close = getattr(stream, "close", None) or stream.aclose
                close()
                client.close()

        told = in_child(work)
        assert told.startswith(("ClientClosedError: ", "ClientClosed: "))
        assert "belongs to the process, and the event loop, that opened it" in told


@pytest.mark.parametrize("transport", ["sse", "websocket"])
def test_a_stream_goes_on_after_a_child_has_left_it(handoffrail_emulator: Emulator, transport: Any) -> None:
    with (
        handoffrail.HandoffRailClient(**handoffrail_emulator.options) as client,
        client.events(["agent:b"], transport=transport, reconnect=False) as events,
    ):

        def work() -> None:
            events.close()
            client.close()

        assert in_child(work) == ""
        packet = HandoffPacket.builder().from_agent("a", "A").to_agent("b", "B").with_summary("s").build()
        created = client.create_packet(packet)
        assert next(events).packet_id == str(created.id)


def test_the_socket_of_a_happy_client(happy_emulator: Emulator) -> None:
    with happy.SyncHappyClient(**happy_emulator.options, timeout=10) as client:
        machine = client.list_machines()[0].id
        client.spawn_session(machine, "/home/dev/project")
        session = client.create_session("t", {})
        with client.subscribe(session.id) as updates:

            def work() -> None:
                client.spawn_session(machine, "/home/dev/project")
                client.close()

            assert in_child(work) == ""
            client.send_message(session.id, "hello")
            update = updates.receive(10)
            assert update is not None
            assert update.text == "hello", "and no RECONNECTING: the socket here was not touched"


def test_errors_come_out_of_a_child(mycel_emulator: Emulator) -> None:
    with mycel.Client(**mycel_emulator.options) as client:
        client.close()
        told = in_child(client.me.whoami)
    assert told.startswith(fairlead.ClientClosed.__name__)
