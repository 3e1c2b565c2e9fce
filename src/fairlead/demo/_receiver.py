"""A little web server on loopback that takes webhook deliveries, as an application's own would."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request that was received."""

    body: bytes
    headers: dict[str, str]


class Receiver:
    """Receives POST requests in a thread of its own while the context is open."""

    def __init__(self) -> None:
        self._received: queue.Queue[Delivery] = queue.Queue()
        received = self._received

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                received.put(Delivery(body, dict(self.headers)))
                self.send_response(204)
                self.end_headers()

            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """Say nothing: the tour tells what arrives."""
                del code, size

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def url(self) -> str:
        """Where to deliver to."""
        return f"http://127.0.0.1:{self._server.server_port}/webhooks/handoffrail"

    def take(self, timeout: float = 10.0) -> Delivery:
        """Wait for the next delivery, up to `timeout` seconds.

        Raises:
            TimeoutError: None arrived.
        """
        try:
            return self._received.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError(f"no webhook was delivered within {timeout} s") from None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
