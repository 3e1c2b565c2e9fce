"""One emulator per worker, reset for every test, and a client that speaks its wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, cast

import httpx2
import pytest
from websockets.sync.client import ClientConnection, connect

from fairlead._core.sse import ServerSentEvent, SSEDecoder
from fairlead.emulator import Emulator
from fairlead.emulator.handoffrail import HandoffRail

Json = dict[str, Any]

ALPHA = {"id": "a-1", "name": "Alpha"}
BETA = {"id": "b-1", "name": "Beta"}
SECONDS = 10.0  # no wait in these tests is meant to take this long


class Wire:
    """The REST API of an emulator, as one key sees it."""

    def __init__(self, emulator: Emulator, key: str | None = None) -> None:
        self.emulator = emulator
        self.key = emulator.options["api_key"] if key is None else key
        headers = {"X-API-Key": self.key} if self.key else {}
        # verify=False saves loading certificates, which loopback has no use for, for every client.
        self.http = httpx2.Client(
            base_url=emulator.url, headers=headers, timeout=SECONDS, trust_env=False, verify=False
        )

    def close(self) -> None:
        self.http.close()

    def call(self, method: str, path: str, body: object = None, **parameters: Any) -> httpx2.Response:
        """A request below /api/v1."""
        return self.http.request(method, f"/api/v1{path}", json=body, params=parameters or None)

    def get(self, path: str, **parameters: Any) -> Any:
        answer = self.call("GET", path, **parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def create(self, **fields: Any) -> Json:
        """A new packet. Fields of its metadata and context can be given by name."""
        answer = self.call("POST", "/packets", draft(**fields))
        assert answer.status_code == 201, answer.text
        return answer.json()

    def claim(self, packet_id: str, agent: str = "b-1") -> httpx2.Response:
        return self.call("POST", f"/packets/{packet_id}/claim", {"agent_id": agent, "agent_name": agent})

    def patch(self, packet_id: str, **fields: Any) -> httpx2.Response:
        return self.call("PATCH", f"/packets/{packet_id}", fields)

    def packet_in(self, status: str) -> str:
        """The identifier of a new packet, brought to a status."""
        waits = status == "awaiting_human"
        packet_id: str = self.create(hitl={"reason": "sign"} if waits else None)["id"]
        if status in ("claimed", "in_progress", "completed"):
            assert self.claim(packet_id).status_code == 200
        if status in ("in_progress", "completed"):
            assert self.patch(packet_id, status="in_progress").status_code == 200
        if status in ("completed", "failed"):
            assert self.patch(packet_id, status=status).status_code == 200
        if status == "expired":
            assert self.call("DELETE", f"/packets/{packet_id}").status_code == 204
        assert self.get(f"/packets/{packet_id}")["status"] == status
        return packet_id

    def history(self, packet_id: str) -> list[tuple[str, str, Json]]:
        """Type, actor and details of everything that happened to a packet."""
        events = self.get(f"/packets/{packet_id}/history")["events"]
        return [(event["event_type"], event["actor"], event["details"]) for event in events]

    @contextmanager
    def events(self, *channels: str, key: str | None = None) -> Iterator[Iterator[ServerSentEvent]]:
        """The event stream, after its first frame."""
        parameters = {"api_key": self.key if key is None else key, "subscribe": list(channels)}
        with self.http.stream("GET", "/events", params=parameters, headers={"X-API-Key": ""}) as answer:
            assert answer.status_code == 200, answer.read()
            stream = _decode(answer)
            assert next(stream).event == "connected"
            yield stream

    def socket(self, key: str | None = None) -> ClientConnection:
        """A WebSocket."""
        url = f"{self.emulator.url.replace('http', 'ws', 1)}/ws?api_key={self.key if key is None else key}"
        return connect(url, open_timeout=SECONDS, close_timeout=SECONDS, proxy=None)


def _decode(answer: httpx2.Response) -> Iterator[ServerSentEvent]:
    decoder = SSEDecoder()
    for chunk in answer.iter_bytes():
        yield from decoder.feed(chunk)


def draft(**fields: Any) -> Json:
    """The body of a new packet."""
    metadata: Json = {"source_agent": ALPHA, "target_agent": BETA}
    context: Json = {"summary": "a packet"}
    body: Json = {"metadata": metadata, "context": context}
    for name, value in fields.items():
        if name in ("source_agent", "target_agent", "created_at", "priority", "tags"):
            metadata[name] = value
        elif name in ("summary", "conversation_state", "artifacts", "custom"):
            context[name] = value
        else:
            body[name] = value
    return body


@pytest.fixture(scope="session")
def _shared() -> Iterator[Emulator]:
    with Emulator("handoffrail") as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    """An emulator with default settings and nothing in it."""
    yield _shared
    _shared.reset()


@pytest.fixture
def wire(emulator: Emulator, open_wire: Callable[[Emulator], Wire]) -> Wire:
    """Its API with the admin key."""
    return open_wire(emulator)


@pytest.fixture(scope="module")
def module_wire(_shared: Emulator) -> Iterator[Wire]:
    """The API of the worker's emulator with the admin key, for a module that resets it itself."""
    wire = Wire(_shared)
    yield wire
    wire.close()


@pytest.fixture
def open_wire() -> Iterator[Callable[..., Wire]]:
    """Opens the API of an emulator; everything is closed at the end of the test."""
    with ExitStack() as stack:

        def open_one(emulator: Emulator, key: str | None = None) -> Wire:
            wire = Wire(emulator, key)
            stack.callback(wire.close)
            return wire

        yield open_one


@pytest.fixture
def wire_of(open_wire: Callable[[Emulator], Wire]) -> Iterator[Callable[..., Wire]]:
    """Starts an emulator with settings of the test's own, and opens its API."""
    with ExitStack() as stack:
        yield lambda **arguments: open_wire(stack.enter_context(Emulator("handoffrail", **arguments)))


@pytest.fixture
def as_role(wire: Wire, open_wire: Callable[[Emulator, str], Wire]) -> Callable[..., Wire]:
    """Opens the API of the same emulator with another key: any role, tenant and tier."""
    return lambda **properties: open_wire(wire.emulator, make_key(wire.emulator, **properties))


def make_key(emulator: Emulator, **properties: str) -> str:
    """A key of any role, tenant and tier."""
    return emulator.run(cast("HandoffRail", emulator.backend).make_key, **properties)


@pytest.fixture(name="draft")
def _draft() -> Callable[..., Json]:
    """Makes the body of a new packet."""
    return draft


@pytest.fixture(name="make_key")
def _make_key() -> Callable[..., str]:
    """Makes a key of any role, tenant and tier."""
    return make_key
