from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosedError, ConnectionClosedOK, InvalidMessage, InvalidStatus
from websockets.sync.client import connect

from fairlead import ConfigurationError
from fairlead.emulator import Emulator, Fault, Faults
from fairlead.emulator._events import EventSplitter
from fairlead.emulator._routes import Routes
from fairlead.pytest_plugin import EmulatorFactory

THREE = [f"id: {n}\ndata: {n}\n\n" for n in (1, 2, 3)]


@pytest.fixture(autouse=True)
def no_complaint_of_the_server(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A fault must not make the server believe that the backend is broken."""
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if "uvicorn" in record.name] == []


@pytest.fixture
def client(tiny: Emulator) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=f"{tiny.url}/api") as client:
        yield client


def eventually(condition: Callable[[], object], seconds: float = 5.0) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.002)


@contextmanager
def raw(emulator: Emulator, path: str, *, method: str = "GET", body: bytes = b"") -> Iterator[socket.socket]:
    """A request written by hand, so that nothing hides what happens to the connection."""
    with socket.create_connection(("127.0.0.1", emulator.port), timeout=5) as connection:
        head = f"{method} /api{path} HTTP/1.1\r\nHost: test\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)
        yield connection


def read_all(connection: socket.socket) -> bytes:
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    return received


def socket_url(emulator: Emulator) -> str:
    return f"ws://127.0.0.1:{emulator.port}/api/ws"


# --- which requests a fault matches


@pytest.mark.parametrize(
    ("fault", "method", "path", "expected"),
    [
        (Fault(), "GET", "/anything", True),
        (Fault(method="get"), "GET", "/x", True),
        (Fault(method="POST"), "GET", "/x", False),
        (Fault(path="/packets"), "GET", "/packets", True),
        (Fault(path="/packets"), "GET", "/packets/1", False),
        (Fault(path="/packets/*"), "GET", "/packets/1/claim", True),
        (Fault(path="*/claim"), "GET", "/packets/1/claim", True),
        (Fault(path="/packets/{packet_id}"), "GET", "/packets/1", True),
        (Fault(path="/packets/{id}"), "GET", "/packets/1", True),
        (Fault(path="/packets/{id}"), "GET", "/packets/batch", False),
        (Fault(path="/packets/{id}"), "GET", "/packets/1/claim", False),
        (Fault(path="*/{id}"), "GET", "/packets/1", True),
        (Fault(path="/packets/{id}"), "GET", "/unknown/1", False),
        (Fault(path="/packets/[0-9]"), "GET", "/packets/1", False),
        (Fault(path="/packets/1.5"), "GET", "/packets/1x5", False),
        (Fault(point="webhook"), "GET", "/packets", False),
    ],
)
def test_matching(fault: Fault, method: str, path: str, expected: bool) -> None:
    routes = Routes([("GET", "/packets/{packet_id}"), ("GET", "/packets/batch"), ("GET", "/packets")])
    faults = Faults(routes.find)
    faults.add(fault)
    assert (faults.take("request", path, method=method) is not None) is expected


def test_the_first_fault_with_something_left_happens() -> None:
    faults = Faults(lambda _method, _path: None)
    first, second = faults.add(Fault(status=503, times=2)), faults.add(Fault(status=429))
    taken = [faults.take("request", "/") for _ in range(4)]
    assert taken == [first, first, second, second]
    assert (first.hits, second.hits) == (2, 2)
    second.remove()
    second.remove()
    assert faults.take("request", "/") is None
    assert [*faults] == [first]
    faults.clear()
    assert len(faults) == 0


def test_a_backend_can_ask_at_a_point_of_its_own() -> None:
    faults = Faults(lambda _method, _path: None)
    with faults.add(Fault(point="webhook", path="*/hook", times=1)) as active:
        assert faults.take("webhook", "http://localhost/other") is None
        assert faults.take("webhook", "http://localhost/hook") is active
        assert faults.take("webhook", "http://localhost/hook") is None
    assert len(faults) == 0


@pytest.mark.parametrize(
    ("backend", "path", "meant"),
    [
        ("handoffrail", "/api/v1/pakets", "/api/v1/packets"),
        ("handoffrail", "/api/v1/packets/5/clam", "/api/v1/packets/"),
        ("handoffrail", "/api/v1/packet/{id}", "/api/v1/packets/{packet_id}"),
        ("happy", "/v1/updates", "/v1/updates/"),
    ],
)
def test_a_fault_at_no_route_is_refused(
    fairlead_emulator: EmulatorFactory, backend: str, path: str, meant: str
) -> None:
    emulator = fairlead_emulator(backend)
    told = re.escape(f"there is no route '{path}'; did you mean '{meant}")
    with pytest.raises(ConfigurationError, match=told):
        emulator.faults.add(Fault.unavailable(path))
    assert len(emulator.faults) == 0


@pytest.mark.parametrize(
    ("backend", "paths"),
    [
        (
            "handoffrail",
            ["/api/v1/packets", "/api/v1/packets/5/claim", "/ws", "/openapi.json", "/*x"],
        ),
        ("hai", ["/api/v2/agents/h/x", "/api/v2/sessions/{any}/changes", "/view/sessions/1"]),
        ("happy", ["/v1/updates/", "/v3/sessions/{id}/messages"]),
        ("hestia", ["/api/v1/run/stream", "/metrics"]),
        ("mycel", ["/api/runtime/inbox/subscribe", "/api/chats/5/messages"]),
    ],
)
def test_a_fault_at_anything_that_is_served_is_taken(
    fairlead_emulator: EmulatorFactory, backend: str, paths: list[str]
) -> None:
    faults = fairlead_emulator(backend).faults
    for path in paths:
        faults.add(Fault(path=path))
    faults.add(Fault(path="/at/the/receiver", point="webhook"))
    assert len(faults) == len(paths) + 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"status": 99}, "from 200 to 599"),
        ({"status": 503, "drop": "after"}, "not both"),
        ({"processed": True}, "status"),
        ({"times": 0}, "at least 1"),
        ({"latency": -1}, "latency"),
        ({"cut_after_bytes": -1}, "cut_after_bytes"),
        ({"lose_events": [0]}, "from 1"),
        ({"drop": "sometimes"}, "drop is one of None, 'before', 'after', got 'sometimes'"),
        ({"cut": "off"}, "cut is one of"),
        ({"method": "PSOT"}, "method is one of GET, .*WEBSOCKET, got 'PSOT'"),
        ({"path": "api/v1/packets"}, "path begins with / or \\*"),
        ({"path": ""}, "path begins with / or \\*"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        Fault(**arguments)


# --- answers


@pytest.mark.parametrize(
    "retry_after", ["3", "0.5", "Wed, 21 Oct 2037 07:28:00 GMT", "-1", "soon"], ids=lambda value: value[:4]
)
def test_retry_after_in_every_form(tiny: Emulator, client: httpx2.Client, retry_after: str) -> None:
    tiny.faults.add(Fault(status=429, headers={"Retry-After": retry_after}, body={"error": "slow down"}))
    answer = client.get("/greeting")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == retry_after
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"error": "slow down"}


@pytest.mark.parametrize(
    ("fault", "content_type", "content"),
    [
        (Fault(status=502, body="<h1>Bad</h1>", content_type="text/html"), "text/html", b"<h1>Bad</h1>"),
        (Fault(status=503, body="busy"), "text/plain; charset=utf-8", b"busy"),
        (Fault(status=500, body=b"\xff\x00"), "application/octet-stream", b"\xff\x00"),
        (Fault(status=200, body=[1, None]), "application/json", b"[1, null]"),
        (Fault(status=503), None, b""),
        (Fault(status=204, body="dropped"), "text/plain; charset=utf-8", b""),
    ],
)
def test_bodies_of_answers(
    tiny: Emulator, client: httpx2.Client, fault: Fault, content_type: str | None, content: bytes
) -> None:
    tiny.faults.add(fault)
    answer = client.get("/greeting")
    assert (answer.status_code, answer.headers.get("content-type"), answer.content) == (
        fault.status,
        content_type,
        content,
    )


def test_a_refused_request_never_reaches_the_app_and_the_connection_stays_usable(
    tiny: Emulator, client: httpx2.Client
) -> None:
    tiny.faults.add(Fault(method="POST", status=503, times=1))
    refused = client.post("/items", json={"name": "a"})
    assert (refused.status_code, tiny.run(tiny.backend.items)) == (503, [])
    assert client.post("/items", json={"name": "a"}).status_code == 201
    assert tiny.run(tiny.backend.items) == ["a"]
    first, second = tiny.requests
    assert (first.status, first.json(), second.status) == (503, {"name": "a"}, 201)
    assert first.fault is not None
    assert second.fault is None


def test_an_answer_can_be_replaced_after_the_app_has_done_the_work(
    tiny: Emulator, client: httpx2.Client
) -> None:
    tiny.faults.add(Fault(method="POST", status=504, processed=True, times=1))
    assert client.post("/items", json={"name": "a"}).status_code == 504
    assert tiny.run(tiny.backend.items) == ["a"]
    tiny.faults.add(Fault(path="/api/count", status=502, processed=True))
    assert client.get("/count", params={"then": "wait"}).status_code == 502


def test_the_context_manager_ends_the_fault(tiny: Emulator, client: httpx2.Client) -> None:
    with tiny.faults.add(Fault(path="/api/items/{any}", status=500)) as active:
        assert client.get("/items/1").status_code == 500
        assert client.get("/items/special").status_code == 200
    assert client.get("/items/1").status_code == 404
    assert active.hits == 1


# --- lost connections


@pytest.mark.parametrize(("drop", "stored"), [("before", []), ("after", ["a"])])
def test_a_dropped_connection_is_reset(tiny: Emulator, drop: Any, stored: list[str]) -> None:
    tiny.faults.add(Fault(drop=drop))
    with (
        raw(tiny, "/items", method="POST", body=b'{"name": "a"}') as connection,
        pytest.raises(ConnectionResetError),
    ):
        connection.recv(1)
    assert tiny.run(tiny.backend.items) == stored
    assert tiny.requests[0].status is None
    assert tiny.requests[0].json() == {"name": "a"}


@pytest.mark.parametrize(("drop", "stored"), [("before", []), ("after", ["a"])])
def test_a_dropped_connection_in_the_eyes_of_a_client(
    tiny: Emulator, client: httpx2.Client, drop: Any, stored: list[str]
) -> None:
    tiny.faults.add(Fault(drop=drop, times=1))
    with pytest.raises(httpx2.ReadError):
        client.post("/items", json={"name": "a"})
    assert client.get("/greeting").status_code == 200
    assert tiny.run(tiny.backend.items) == stored


def test_a_body_is_cut_in_the_middle(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.faults.add(Fault(path="/api/text", cut_after_bytes=100, times=2))
    with raw(tiny, "/text") as connection:
        head, _, body = read_all(connection).partition(b"\r\n\r\n")
    assert b"content-length: 1011" in head
    assert len(body) == 100
    with pytest.raises(httpx2.RemoteProtocolError, match="received 100 bytes, expected 1011"):
        client.get("/text")
    assert len(client.get("/text").content) == 1011


def test_a_body_shorter_than_the_cut_is_whole(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.faults.add(Fault(cut_after_bytes=1011))
    assert len(client.get("/text").content) == 1011


def test_a_cut_body_can_look_complete(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.faults.add(Fault(path="/api/text", cut_after_bytes=100, cut="end"))
    answer = client.get("/text")
    assert len(answer.content) == 100
    with pytest.raises(json.JSONDecodeError):
        answer.json()


# --- streams


def read_stream(client: httpx2.Client, **params: Any) -> tuple[str, Exception | None]:
    text = ""
    with client.stream("GET", "/count", params=params) as answer:
        try:
            for chunk in answer.iter_text():
                text += chunk
        except httpx2.TransportError as error:
            return text, error
    return text, None


@pytest.mark.parametrize("then", ["end", "wait"])
@pytest.mark.parametrize("events", [0, 1, 2])
def test_a_stream_is_cut_after_some_events(
    tiny: Emulator, client: httpx2.Client, events: int, then: str
) -> None:
    tiny.faults.add(Fault(path="/api/count", cut_after_events=events))
    text, error = read_stream(client, then=then)
    assert text == "".join([": welcome\n\n" if events else "", *THREE[:events]])
    assert isinstance(error, httpx2.RemoteProtocolError)
    eventually(lambda: tiny.requests[0].duration is not None)


def test_a_cut_stream_has_no_last_chunk(tiny: Emulator) -> None:
    tiny.faults.add(Fault(cut_after_events=1))
    with raw(tiny, "/count?then=wait") as connection:
        received = read_all(connection)
    assert received.count(b"data:") == 1
    assert not received.endswith(b"0\r\n\r\n")


def test_a_stream_is_cut_within_an_event(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.faults.add(Fault(cut_after_bytes=len(": welcome\n\nid: 1\nda")))
    text, error = read_stream(client)
    assert text == ": welcome\n\nid: 1\nda"
    assert error is not None


def test_a_cut_stream_can_look_complete(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.faults.add(Fault(cut_after_events=2, cut="end"))
    assert read_stream(client, then="wait") == (": welcome\n\n" + "".join(THREE[:2]), None)


def test_events_are_lost_and_duplicated(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.faults.add(Fault(lose_events={1}, duplicate_events={3, 4}, times=1))
    first, second, third = THREE
    assert read_stream(client) == (": welcome\n\n" + second + third + third, None)
    assert read_stream(client) == (": welcome\n\n" + first + second + third, None)


def test_a_stream_falls_silent_until_released(tiny: Emulator, client: httpx2.Client) -> None:
    active = tiny.faults.add(Fault(cut_after_events=1, cut="stall"))
    received: list[str] = []
    with client.stream("GET", "/count", params={"then": "wait"}, timeout=1) as answer:
        text = answer.iter_text()
        while "data: 1\n\n" not in "".join(received):
            received.append(next(text))
        with pytest.raises(httpx2.ReadTimeout):
            received.append(next(text))
    assert "".join(received) == ": welcome\n\n" + THREE[0]
    with raw(tiny, "/count") as connection:
        eventually(lambda: active.hits == 2)
        active.release()
        assert not read_all(connection).endswith(b"0\r\n\r\n")


@given(st.data())
def test_splitting_a_stream_changes_no_byte(data: st.DataObject) -> None:
    line_end = st.sampled_from([b"\n", b"\r\n", b"\r"])
    blocks = data.draw(
        st.lists(
            st.sampled_from([b"data: 1", b"id: 7|data", b": ping", b"event: x", b"data:a|data:b"]), max_size=6
        )
    )
    end = data.draw(line_end)
    stream = b"".join(block.replace(b"|", end) + end + end for block in blocks)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    splitter, parts = EventSplitter(), list[tuple[bytes, bool]]()
    for start, stop in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        parts += splitter.feed(stream[start:stop])
    parts += splitter.feed(b"", last=True)
    assert b"".join(part for part, _ in parts) == stream
    assert sum(is_event for _, is_event in parts) == sum(b"data" in block for block in blocks)


# --- latency and stalls


def test_real_latency(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.faults.add(Fault(latency=0.05, times=1))
    before = time.monotonic()
    assert client.get("/greeting").status_code == 200
    assert time.monotonic() - before >= 0.05


def test_virtual_latency_passes_with_the_clock(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.clock.freeze()
    tiny.faults.add(Fault(latency=3600, virtual=True, status=503))
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(client.get, "/greeting")
        eventually(lambda: tiny.requests)
        tiny.clock.advance(3599)
        assert not waiting.done()
        tiny.clock.advance(1)
        assert waiting.result(5).status_code == 503


@pytest.mark.parametrize("way", ["release", "remove", "clear"])
def test_a_stalled_request_goes_on_when_let_go(tiny: Emulator, client: httpx2.Client, way: str) -> None:
    active = tiny.faults.add(Fault(method="POST", stall=True))
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(client.post, "/items", json={"name": "a"})
        eventually(lambda: active.hits)
        assert tiny.run(tiny.backend.items) == []
        {"release": active.release, "remove": active.remove, "clear": tiny.faults.clear}[way]()
        assert waiting.result(5).status_code == 201
    assert tiny.run(tiny.backend.items) == ["a"]


def test_a_caller_who_gives_up_ends_the_stall_unserved(tiny: Emulator, client: httpx2.Client) -> None:
    tiny.faults.add(Fault(stall=True, times=1))
    with pytest.raises(httpx2.ReadTimeout):
        client.post("/items", json={"name": "a"}, timeout=0.1)
    eventually(lambda: tiny.requests[0].duration is not None)
    assert tiny.requests[0].status is None
    assert tiny.run(tiny.backend.items) == []


def test_stopping_ends_a_stall(serve: Callable[..., Emulator]) -> None:
    emulator = serve()
    emulator.faults.add(Fault(stall=True))
    with ThreadPoolExecutor() as pool, raw(emulator, "/greeting") as connection:
        eventually(lambda: emulator.requests)
        reading = pool.submit(read_all, connection)
        before = time.monotonic()
        emulator.stop()
        assert time.monotonic() - before < 1
        reading.exception(5)


# --- WebSockets


def echo(emulator: Emulator, *messages: str) -> list[str | bytes]:
    """What comes back for `messages`, up to the answer to a last one."""
    with connect(socket_url(emulator)) as connection:
        for message in (*messages, "end"):
            connection.send(message)
        return list(iter(lambda: connection.recv(timeout=5), "END"))


def test_a_refused_websocket(tiny: Emulator) -> None:
    tiny.faults.add(Fault(method="WEBSOCKET", status=429, headers={"Retry-After": "7"}, body="full"))
    with pytest.raises(InvalidStatus) as refused, connect(socket_url(tiny)):
        pass
    response = refused.value.response
    assert (response.status_code, response.headers["Retry-After"], response.body) == (429, "7", b"full")
    assert tiny.requests[0].status == 429


@pytest.mark.parametrize(("drop", "log"), [("before", []), ("after", ["accepted", "disconnected"])])
def test_a_websocket_dropped_during_the_handshake(tiny: Emulator, drop: Any, log: list[str]) -> None:
    tiny.faults.add(Fault(path="/api/ws", drop=drop))
    with pytest.raises((InvalidMessage, ConnectionResetError)), connect(socket_url(tiny)):
        pass
    eventually(lambda: tiny.requests[0].duration is not None)
    assert tiny.run(tiny.backend.log.copy) == log


@pytest.mark.parametrize(("cut", "error"), [("abort", ConnectionClosedError), ("end", ConnectionClosedOK)])
def test_a_websocket_is_cut_after_some_messages(tiny: Emulator, cut: Any, error: type[Exception]) -> None:
    tiny.faults.add(Fault(path="/api/ws", cut_after_events=2, cut=cut))
    with connect(socket_url(tiny)) as connection:
        for message in "ab":
            connection.send(message)
        assert [connection.recv(timeout=5), connection.recv(timeout=5)] == ["A", "B"]
        with pytest.raises(error):
            connection.recv(timeout=5)
    eventually(lambda: tiny.requests[0].duration is not None)


def test_a_websocket_is_cut_before_the_message_that_is_too_much(tiny: Emulator) -> None:
    tiny.faults.add(Fault(cut_after_bytes=4))
    with connect(socket_url(tiny)) as connection:
        for message in ("ab", "cd", "e"):
            connection.send(message)
        assert [connection.recv(timeout=5), connection.recv(timeout=5)] == ["AB", "CD"]
        with pytest.raises(ConnectionClosedError):
            connection.recv(timeout=5)


def test_websocket_messages_are_lost_and_duplicated(tiny: Emulator) -> None:
    tiny.faults.add(Fault(lose_events=[1], duplicate_events=[2]))
    assert echo(tiny, "a", "b", "c") == ["B", "B", "C"]


def test_a_websocket_falls_silent_until_released(tiny: Emulator) -> None:
    active = tiny.faults.add(Fault(cut_after_events=0, cut="stall"))
    with connect(socket_url(tiny)) as connection:
        connection.send("a")
        with pytest.raises(TimeoutError):
            connection.recv(timeout=0.1)
        active.release()
        with pytest.raises(ConnectionClosedError):
            connection.recv(timeout=5)


def test_a_stalled_websocket_opens_when_released(tiny: Emulator) -> None:
    active = tiny.faults.add(Fault(stall=True))
    releasing = threading.Timer(0.05, active.release)
    releasing.start()
    assert echo(tiny, "a") == ["A"]
    releasing.join()
