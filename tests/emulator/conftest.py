from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import fairlead.emulator
from fairlead.emulator import Emulator
from tests.emulator.visitor import Visitor

BACKENDS = Path(__file__).parent / "backends"
SECONDS = 10.0  # no wait in these tests is meant to take this long


@pytest.fixture
def tiny_available(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets the emulator discover the package `backends/tiny` as if it were installed beside the others."""
    monkeypatch.setattr(fairlead.emulator, "__path__", [*fairlead.emulator.__path__, str(BACKENDS)])
    yield
    sys.modules.pop("fairlead.emulator.tiny", None)
    vars(fairlead.emulator).pop("tiny", None)


@pytest.fixture
def serve(tiny_available: None) -> Iterator[Callable[..., Emulator]]:
    """Starts a tiny emulator with arguments of the test's own."""
    with ExitStack() as stack:
        yield lambda **arguments: stack.enter_context(Emulator("tiny", **arguments))


@pytest.fixture
def tiny(serve: Callable[..., Emulator]) -> Any:
    return serve()


@pytest.fixture
def tiny_environment(tmp_path: Path) -> dict[str, str]:
    """Environment of a process, and of the processes it starts, that discover the tiny backend."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        f"import fairlead.emulator\nfairlead.emulator.__path__.append({str(BACKENDS)!r})\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return environment | {"PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "100"}


@pytest.fixture
def visitor(tiny: Emulator) -> Iterator[Visitor]:
    """Somebody who looks at the tiny emulator."""
    came = Visitor(tiny)
    yield came
    came.http.close()


class Delivered(NamedTuple):
    """One POST that a webhook receiver got."""

    headers: dict[str, str]
    body: bytes


class Receiver:
    """A webhook receiver on loopback. It answers with the statuses it is told, then with 204."""

    def __init__(self) -> None:
        self.statuses: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.got: queue.SimpleQueue[Delivered] = queue.SimpleQueue()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = 204 if receiver.statuses.empty() else receiver.statuses.get()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", receiver.url)
                content = b"" if status == 204 else b"no " * 100
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
                receiver.got.put(Delivered({k.lower(): v for k, v in self.headers.items()}, body))

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def next(self) -> Delivered:
        return self.got.get(timeout=SECONDS)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A webhook receiver."""
    opened = Receiver()
    yield opened
    opened.close()
