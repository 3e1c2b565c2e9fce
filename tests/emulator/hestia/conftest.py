"""One emulator per worker, reset for every test, and a client that speaks its wire."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx2
import pytest

from fairlead.emulator import Emulator

Json = dict[str, Any]

SECONDS = 10.0  # no wait in these tests is meant to take this long


class Wire:
    """The API of an emulator."""

    def __init__(self, emulator: Emulator, **headers: str) -> None:
        self.emulator = emulator
        self.http = httpx2.Client(base_url=emulator.url, headers=headers, timeout=SECONDS, trust_env=False)

    def close(self) -> None:
        self.http.close()

    def get(self, path: str, status: int = 200) -> Any:
        answer = self.http.get(path)
        assert answer.status_code == status, answer.text
        return answer.json()

    def post(self, path: str, body: object, status: int = 200) -> Any:
        answer = self.http.post(path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def run(self, text: str, status: int = 200, **options: Any) -> Any:
        return self.post("/api/v1/run", {"input": text, "options": options}, status)

    def trace(self, command_id: str) -> Any:
        """The trace as the kernel has it."""
        return self.get(f"/api/governance/trace/{command_id}")

    def public_trace(self, command_id: str) -> Any:
        return self.get(f"/api/v1/trace/{command_id}")

    @contextmanager
    def opened(self, text: str, path: str = "/api/v1/run/stream", **options: Any) -> Iterator[Iterator[str]]:
        """The lines of a stream."""
        body = {"message" if "chat" in path else "input": text, "options": options}
        with self.http.stream("POST", path, json=body) as answer:
            assert answer.status_code == 200, answer.read()
            yield (line for line in answer.iter_text() for line in line.splitlines())

    def stream(self, text: str, **options: Any) -> list[Json]:
        """All events of a streamed run."""
        with self.opened(text, **options) as lines:
            return [json.loads(line.removeprefix("data: ")) for line in lines if line]

    def metric(self, name: str) -> float:
        lines = self.http.get("/metrics").text.splitlines()
        return float(next(line for line in lines if line.startswith(f"{name} ")).split()[1])

    def switch(self, **changes: Any) -> None:
        for name, value in changes.items():
            self.emulator.switch(name, str(value))


def eventually(what: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture(scope="session")
def _shared_hestia() -> Iterator[Emulator]:
    with Emulator("hestia") as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared_hestia: Emulator) -> Iterator[Emulator]:
    """An emulator with default settings and nothing in it."""
    yield _shared_hestia
    _shared_hestia.reset()


@pytest.fixture
def wire(emulator: Emulator) -> Iterator[Wire]:
    """Its API."""
    opened = Wire(emulator)
    yield opened
    opened.close()


@pytest.fixture
def wire_of() -> Iterator[Callable[..., Wire]]:
    """Starts an emulator with settings of the test's own, and opens its API."""
    with ExitStack() as stack:

        def start(**arguments: Any) -> Wire:
            opened = Wire(stack.enter_context(Emulator("hestia", **arguments)))
            stack.callback(opened.close)
            return opened

        yield start


@pytest.fixture(name="eventually")
def _eventually() -> Callable[[Callable[[], bool]], None]:
    """Waits until something is so."""
    return eventually


@pytest.fixture(name="open_wire", scope="session")
def _open_wire() -> type[Wire]:
    """Opens the API of an emulator."""
    return Wire
