"""One emulator per worker, reset for every test, and a client that speaks its wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, cast
from urllib.parse import quote

import httpx2
import pytest
from websockets.sync.client import ClientConnection, connect

from fairlead.emulator import Emulator
from fairlead.emulator.mycel import Mycel

Json = dict[str, Any]

SECONDS = 10.0  # no wait in these tests is meant to take this long


class Wire:
    """The REST API of an emulator, as one user sees it."""

    def __init__(self, emulator: Emulator, token: str | None) -> None:
        self.emulator = emulator
        self.token = token
        # verify=False saves loading certificates, which loopback has no use for, for every client.
        self.http = httpx2.Client(base_url=emulator.url, timeout=SECONDS, trust_env=False, verify=False)
        if token is not None:
            self.http.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, body: object = None, **parameters: Any) -> httpx2.Response:
        """A request below /api."""
        return self.http.request(method, f"/api{path}", json=body, params=parameters or None)

    def get(self, path: str, **parameters: Any) -> Any:
        return ok(self.call("GET", path, **parameters))

    def post(self, path: str, body: object = None) -> Any:
        return ok(self.call("POST", path, body))

    def refused(self, method: str, path: str, body: object = None, **parameters: Any) -> tuple[int, Any]:
        """Status and detail of a request that fails."""
        answer = self.call(method, path, body, **parameters)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()["detail"]

    @property
    def id(self) -> str:
        return self.get("/auth/me")["id"]

    def direct(self, other: str) -> str:
        """The id of the direct chat with somebody."""
        return self.post("/chats", {"user_ids": [other], "kind": "direct"})["id"]

    def group(self, *others: str, title: str | None = "Group") -> str:
        """The id of a new group."""
        return self.post("/chats", {"user_ids": others, "kind": "group", "title": title})["id"]

    def send(self, chat_id: str, content: str = "hello", **fields: Any) -> Json:
        return self.post(f"/chats/{chat_id}/messages", {"content": content, **fields})

    def unread(self, chat_id: str) -> list[str]:
        """What the user has not read."""
        return [message["content"] for message in self.get(f"/chats/{chat_id}/messages/unread")]

    def read(self, chat_id: str) -> list[str]:
        """The same, and marks it as read."""
        return [message["content"] for message in self.post(f"/chats/{chat_id}/messages/read")]

    def drain(self) -> list[Json]:
        inbox = self.post("/runtime/inbox/drain")
        assert inbox["count"] == len(inbox["notifications"])
        return inbox["notifications"]

    def relate(self, action: str, relationship_id: str) -> httpx2.Response:
        return self.call("POST", f"/relationships/{quote(relationship_id, safe='')}/{action}", {})

    def stream(self, token: str | None = None) -> ClientConnection:
        """The inbox stream."""
        token = self.token if token is None else token
        return connect(
            f"{self.emulator.url.replace('http', 'ws', 1)}/api/runtime/inbox/subscribe",
            additional_headers={"Authorization": f"Bearer {token}"} if token else {},
            open_timeout=SECONDS,
            close_timeout=SECONDS,
            proxy=None,
        )


def ok(answer: httpx2.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="session")
def _shared() -> Iterator[Emulator]:
    with Emulator("mycel") as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    """An emulator with default settings and nothing in it but the first owner."""
    yield _shared
    _shared.reset()


@pytest.fixture
def open_wire() -> Iterator[Callable[..., Wire]]:
    """Opens the API of an emulator as a user, by default as the first owner."""
    with ExitStack() as stack:

        def open_(emulator: Emulator, token: str | None = None, *, anonymous: bool = False) -> Wire:
            wire = Wire(emulator, None if anonymous else token or emulator.options["auth_token"])
            stack.callback(wire.http.close)
            return wire

        yield open_


@pytest.fixture
def owner(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """The API as the first owner."""
    return open_wire(emulator)


@pytest.fixture
def anonymous(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """The API without a token."""
    return open_wire(emulator, anonymous=True)


@pytest.fixture
def guest(anonymous: Wire, open_wire: Callable[..., Wire]) -> Wire:
    """The API as a guest."""
    return open_wire(anonymous.emulator, anonymous.post("/auth/guest", {})["token"])


@pytest.fixture
def stranger(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """The API as another owner."""
    _, token = emulator.run(cast("Mycel", emulator.backend).make_owner, "stranger")
    return open_wire(emulator, token)


@pytest.fixture
def external(open_wire: Callable[..., Wire]) -> Callable[[Wire, str], Wire]:
    """Makes an external user of somebody, and opens the API as that user."""

    def make(creator: Wire, user_id: str) -> Wire:
        body = {"user_id": user_id, "display_name": user_id.title()}
        return open_wire(creator.emulator, creator.post("/auth/external-users", body)["token"])

    return make


@pytest.fixture
def wire_of(open_wire: Callable[..., Wire]) -> Iterator[Callable[..., Wire]]:
    """Starts an emulator with settings of the test's own, and opens its API as the first owner."""
    with ExitStack() as stack:
        yield lambda **arguments: open_wire(stack.enter_context(Emulator("mycel", **arguments)))
