"""One emulator per worker, reset for every test, and clients that speak its wire."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Any, cast

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from fairlead.emulator import Emulator
from fairlead.emulator.happy import Happy
from fairlead.happy._crypto import Keyring, RecordKey, decode_base64

Json = dict[str, Any]

SECONDS = 10.0  # no wait in these tests is meant to take this long
NO_ACK = "no acknowledgement"


class Socket:
    """A Socket.IO client, as small as can be: what arrives is read when a test asks for it."""

    def __init__(self, url: str, auth: Json) -> None:
        address = f"{url.replace('http', 'ws', 1)}/v1/updates/?EIO=4&transport=websocket"
        self._open = ExitStack()
        self.connection: ClientConnection = self._open.enter_context(
            connect(
                address,
                open_timeout=SECONDS,
                close_timeout=SECONDS,
                proxy=None,
                max_size=None,
                max_queue=None,
            )
        )
        self.opened: Json = json.loads(self.read()[1:])
        self._events: deque[tuple[str, Any]] = deque()
        self._acks: dict[int, Any] = {}
        self._answers: dict[str, Callable[[Json], Any]] = {}
        self._calls = self._served = 0
        self.connection.send(f"40{json.dumps(auth)}")
        packet = self.read()
        self.refusal: Json | None = json.loads(packet[2:]) if packet.startswith("44") else None

    def close(self) -> None:
        self._open.close()

    def read(self, timeout: float = SECONDS) -> str:
        while (packet := cast("str", self.connection.recv(timeout))) == "2":
            self.connection.send("3")
        return packet

    def emit(self, event: str, data: Any = None) -> None:
        self.connection.send(f"42{json.dumps([event] if data is None else [event, data])}")

    def start(self, event: str, data: Any = None) -> int:
        """Say something that is to be acknowledged."""
        self._calls += 1
        message = [event] if data is None else [event, data]
        self.connection.send(f"42{self._calls}{json.dumps(message)}")
        return self._calls

    def ack(self, call: int, timeout: float = SECONDS) -> Any:
        while call not in self._acks:
            self._take(timeout)
        return self._acks.pop(call)

    def call(self, event: str, data: Any = None) -> Any:
        """Say something, and return the acknowledgement, or `NO_ACK`.

        What follows it tells that there will be none: the server deals with one event after the other.
        """
        call = self.start(event, data)
        last = self.start("ping")
        self.ack(last)
        return self._acks.pop(call, NO_ACK)

    def answer(self, method: str, handler: Callable[[Json], Any]) -> None:
        """Offer a method, and answer calls of it while something is read."""
        self._answers[method] = handler
        self.emit("rpc-register", {"method": method})

    def serve(self) -> None:
        """Answer one call of a method that was offered."""
        served = self._served
        while self._served == served:
            self._take(SECONDS)

    def next(self, kind: str = "update", timeout: float = SECONDS) -> Any:
        """The next event of a kind; others before it are dropped."""
        while True:
            while self._events:
                event, data = self._events.popleft()
                if event == kind:
                    return data
            self._take(timeout)

    def heard(self, kind: str | None = None) -> list[Any]:
        """What has arrived up to now: updates by their type, ephemeral events by theirs."""
        self.call("ping")
        events = [(event, data) for event, data in self._events if kind is None or event == kind]
        self._events.clear()
        return [data["body"]["t"] if event == "update" else data.get("type", event) for event, data in events]

    def bodies(self) -> list[Json]:
        """The bodies of the updates that have arrived up to now."""
        self.call("ping")
        updates = [data["body"] for event, data in self._events if event == "update"]
        self._events.clear()
        return updates

    def wait_closed(self) -> None:
        """Read until the connection is gone."""
        with suppress(ConnectionClosed):
            while True:
                self._take(SECONDS)

    def _take(self, timeout: float) -> None:
        packet = self.read(timeout)
        digits = len(packet[2:]) - len(packet[2:].lstrip("0123456789"))
        number, content = packet[2 : 2 + digits], json.loads(packet[2 + digits :] or "[]")
        if packet.startswith("43"):
            self._acks[int(number)] = content[0] if content else None
        elif packet.startswith("42"):
            event, data = content[0], content[1] if len(content) > 1 else None
            if event == "rpc-request" and data["method"] in self._answers:
                value = self._answers[data["method"]](data)
                self.connection.send(f"43{number}{json.dumps([value])}")
                self._served += 1
            else:
                self._events.append((event, data))


class Wire:
    """An emulator, as one account sees it."""

    def __init__(self, emulator: Emulator, token: str | None, secret: str | None) -> None:
        self.emulator = emulator
        self.token = token
        self.keyring = Keyring(decode_base64(secret)) if secret else None
        # verify=False saves loading certificates, which loopback has no use for, for every client.
        self.http = httpx2.Client(base_url=emulator.url, timeout=SECONDS, trust_env=False, verify=False)
        if token is not None:
            self.http.headers["Authorization"] = f"Bearer {token}"
        self._sockets: list[Socket] = []

    @property
    def happy(self) -> Happy:
        return cast("Happy", self.emulator.backend)

    @property
    def now(self) -> int:
        """The time in milliseconds."""
        return int(self.emulator.clock.now().timestamp() * 1000)

    def call(self, method: str, path: str, body: object = None, **parameters: Any) -> httpx2.Response:
        return self.http.request(method, path, json=body, params=parameters or None)

    def get(self, path: str, **parameters: Any) -> Any:
        return ok(self.call("GET", path, **parameters))

    def post(self, path: str, body: object = None) -> Any:
        return ok(self.call("POST", path, body))

    def delete(self, path: str) -> Any:
        return ok(self.call("DELETE", path))

    def refused(self, method: str, path: str, body: object = None, **parameters: Any) -> tuple[int, Any]:
        """Status and body of a request that fails."""
        answer = self.call(method, path, body, **parameters)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()

    def socket(self, **auth: Any) -> Socket:
        """A socket: a user's, unless something else is said."""
        socket = Socket(self.emulator.url, {"token": self.token, **auth})
        self._sockets.append(socket)
        return socket

    def session(self, tag: str = "a", metadata: str = "bWV0YQ==", **fields: Any) -> str:
        """The id of a session with a tag."""
        return self.post("/v1/sessions", {"tag": tag, "metadata": metadata, **fields})["session"]["id"]

    def machine(self, machine_id: str = "m-1", **fields: Any) -> str:
        """The id of a machine."""
        body = {"id": machine_id, "metadata": "bWV0YQ==", **fields}
        return self.post("/v1/machines", body)["machine"]["id"]

    def send(self, session_id: str, *local_ids: str, content: str = "eA==") -> list[Json]:
        outgoing = [{"localId": local_id, "content": content} for local_id in local_ids]
        return self.post(f"/v3/sessions/{session_id}/messages", {"messages": outgoing})["messages"]

    def messages(self, session_id: str, **parameters: Any) -> list[Json]:
        return self.get(f"/v3/sessions/{session_id}/messages", **parameters)["messages"]

    def record(self, session_id: str) -> Json:
        """A session as it is listed."""
        (found,) = [s for s in self.get("/v1/sessions")["sessions"] if s["id"] == session_id]
        return found

    def session_key(self, session_id: str) -> RecordKey:
        assert self.keyring is not None
        return self.keyring.for_session(self.record(session_id)["dataEncryptionKey"])

    def machine_key(self, machine_id: str) -> RecordKey:
        assert self.keyring is not None
        return self.keyring.for_machine(
            self.get(f"/v1/machines/{machine_id}")["machine"]["dataEncryptionKey"]
        )

    def daemon(self, socket: Socket, method: str, params: object) -> Any:
        """Call a method of the scripted machine, encrypted as the official programs do it."""
        machine_id = self.happy.machine_id
        key = self.machine_key(machine_id)
        data = {"method": f"{machine_id}:{method}", "params": key.encrypt_json(params)}
        ack = socket.ack(socket.start("rpc-call", data))
        assert ack["ok"], ack
        return key.decrypt_result(ack["result"])

    def spawn(self, socket: Socket, directory: str = "/work", **params: Any) -> str:
        """The id of the session of a new agent."""
        result = self.daemon(socket, "spawn-happy-session", {"directory": directory, **params})
        assert result["type"] == "success", result
        return result["sessionId"]

    def say(self, session_id: str, text: str, **meta: Any) -> None:
        """Say something to an agent."""
        content = {"role": "user", "content": {"type": "text", "text": text}, "meta": meta}
        sealed = self.session_key(session_id).encrypt_json(content)
        self.send(session_id, f"said-{self.record(session_id)['seq']}", content=sealed)

    def transcript(self, session_id: str) -> list[Json]:
        """What agents have said in a session: their events."""
        self.emulator.clock.advance(0)  # until they have had their turns
        key = self.session_key(session_id)
        opened = [key.decrypt_json(message["content"]["c"]) for message in self.messages(session_id)]
        return [message["content"]["ev"] for message in opened if message["role"] == "session"]

    def state(self, session_id: str) -> Json:
        """The state of a session's agent."""
        return self.session_key(session_id).decrypt_json(self.record(session_id)["agentState"])

    def close(self) -> None:
        self.http.close()
        for socket in self._sockets:
            socket.close()


def ok(answer: httpx2.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="session")
def _shared() -> Iterator[Emulator]:
    with Emulator("happy") as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    """An emulator with default settings and nothing in it but the first account."""
    yield _shared
    _shared.reset()


@pytest.fixture
def open_wire() -> Iterator[Callable[..., Wire]]:
    """Opens an emulator as an account, by default as the first one."""
    with ExitStack() as stack:

        def open_(emulator: Emulator, token: str | None = None, secret: str | None = None) -> Wire:
            options = emulator.options
            wire = Wire(emulator, token or options["token"], secret or options["secret_b64"])
            stack.callback(wire.close)
            return wire

        yield open_


@pytest.fixture
def owner(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """The first account, which has a machine."""
    return open_wire(emulator)


@pytest.fixture
def stranger(emulator: Emulator, open_wire: Callable[..., Wire]) -> Wire:
    """Another account."""
    return open_wire(emulator, *emulator.run(cast("Happy", emulator.backend).make_account))


@pytest.fixture
def anonymous(emulator: Emulator) -> Iterator[Wire]:
    """Nobody."""
    wire = Wire(emulator, None, None)
    yield wire
    wire.close()


@pytest.fixture
def wire_of(open_wire: Callable[..., Wire]) -> Iterator[Callable[..., Wire]]:
    """Starts an emulator with settings of the test's own, and opens it as the first account."""
    with ExitStack() as stack:
        yield lambda **arguments: open_wire(stack.enter_context(Emulator("happy", **arguments)))
