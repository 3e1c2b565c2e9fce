"""One emulator per worker, reset for every test, and a client that speaks its wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx2
import pytest

from fairlead.emulator import Emulator
from fairlead.emulator.hai import Script

Json = dict[str, Any]

SECONDS = 10.0  # no wait in these tests is meant to take this long
AGENT = "h/web-surfer-pro"


class Wire:
    """The REST API of an emulator, as one key sees it."""

    def __init__(self, emulator: Emulator, key: str | None) -> None:
        self.emulator = emulator
        # verify=False saves loading certificates, which loopback has no use for, for every client.
        self.http = httpx2.Client(base_url=emulator.url, timeout=SECONDS, trust_env=False, verify=False)
        if key is not None:
            self.http.headers["Authorization"] = f"Bearer {key}"

    def call(self, method: str, path: str, body: object = None, **options: Any) -> httpx2.Response:
        """A request below /api/v2."""
        return self.http.request(method, f"/api/v2{path}", json=body, **options)

    def get(self, path: str, **parameters: Any) -> Any:
        return ok(self.call("GET", path, params=parameters))

    def post(self, path: str, body: object = None, **options: Any) -> Any:
        return ok(self.call("POST", path, body, **options))

    def put(self, path: str, body: object = None, **options: Any) -> Any:
        return ok(self.call("PUT", path, body, **options))

    def patch(self, path: str, body: object = None, **options: Any) -> Any:
        return ok(self.call("PATCH", path, body, **options))

    def delete(self, path: str, **options: Any) -> None:
        assert ok(self.call("DELETE", path, **options)) is None

    def refused(self, method: str, path: str, body: object = None, **options: Any) -> tuple[int, Any]:
        """Status and body of a request that fails."""
        answer = self.call(method, path, body, **options)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json() if answer.content else None

    def play(self, script: Script) -> None:
        """Have agents follow another script."""
        self.emulator.run(self.emulator.backend.play, script)  # pyright: ignore[reportAttributeAccessIssue]

    def pass_(self, seconds: float = 0) -> None:
        """Let time pass, and everything happen that is due."""
        self.emulator.clock.advance(seconds)

    def start(self, messages: Any = "hello", agent: Any = AGENT, **fields: Any) -> str:
        """The id of a new session, when everything has happened in it that can at once."""
        body = {"agent": agent, "messages": messages, **fields}
        session_id = self.post(
            "/sessions", {name: value for name, value in body.items() if value is not None}
        )["id"]
        self.pass_()
        return session_id

    def status(self, session_id: str) -> str:
        return self.get(f"/sessions/{session_id}/status")["status"]

    def answer(self, session_id: str) -> Any:
        return self.get(f"/sessions/{session_id}")["latest_answer"]

    def say(self, session_id: str, text: str) -> None:
        """Send a message, and let everything happen."""
        self.post(f"/sessions/{session_id}/messages", {"type": "user_message", "message": text})
        self.pass_()

    def pending(self, session_id: str) -> list[Json]:
        return self.get(f"/sessions/{session_id}/status")["pending_tool_calls"]

    def settle(self, session_id: str, *results: Any) -> None:
        """Give the results of the pending calls, in order, and let everything happen."""
        calls = self.pending(session_id)
        entries = [
            {"kind": "tool_result", "tool_req": call, "result": result}
            for call, result in zip(calls, results, strict=True)
        ]
        self.post(f"/sessions/{session_id}/tool_results", {"type": "batch", "results": entries})
        self.pass_()

    def events(self, session_id: str) -> list[Json]:
        return self.get(f"/sessions/{session_id}/changes")["new_events"]

    def types(self, session_id: str) -> list[str]:
        """Types of a session's events; of records of the agent, their kinds."""
        return [
            event["data"]["kind"] if event["type"] == "AgentEvent" else event["type"]
            for event in self.events(session_id)
        ]


def ok(answer: httpx2.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


@pytest.fixture(scope="session")
def _shared() -> Iterator[Emulator]:
    with Emulator("hai", webhook_hosts=["127.0.0.1"]) as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    """An emulator with default settings and nothing in it but the first user."""
    yield _shared
    _shared.reset()


@pytest.fixture
def open_wire() -> Iterator[Callable[..., Wire]]:
    """Opens the API of an emulator with a key, by default the first."""
    with ExitStack() as stack:

        def open_(emulator: Emulator, key: str | None = None, *, anonymous: bool = False) -> Wire:
            wire = Wire(emulator, None if anonymous else key or emulator.options["api_key"])
            stack.callback(wire.http.close)
            return wire

        yield open_


@pytest.fixture
def wire(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """The API as the first user."""
    return open_wire(emulator)


@pytest.fixture
def anonymous(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """The API without a key."""
    return open_wire(emulator, anonymous=True)


@pytest.fixture
def colleague(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """The API as another user of the same organization."""
    return open_wire(emulator, emulator.run(emulator.backend.make_key, "colleague"))  # pyright: ignore


@pytest.fixture
def stranger(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """The API as a user of another organization."""
    return open_wire(emulator, emulator.run(emulator.backend.make_key, "stranger", "other"))  # pyright: ignore


@pytest.fixture
def wire_of(open_wire: Callable[..., Wire]) -> Iterator[Callable[..., Wire]]:
    """Starts an emulator with settings of the test's own, and opens its API as the first user."""
    with ExitStack() as stack:
        yield lambda **arguments: open_wire(stack.enter_context(Emulator("hai", **arguments)))
