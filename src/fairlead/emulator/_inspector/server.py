"""The inspector's web server: on loopback, for the pages it has made itself."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from socketserver import TCPServer
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from fairlead.emulator._errors import PortInUse
from fairlead.emulator._inspector.actions import ACTIONS
from fairlead.emulator._inspector.failing import Watch, report
from fairlead.emulator._inspector.html import Html
from fairlead.emulator._inspector.page import message_page, page
from fairlead.errors import FairleadError

if TYPE_CHECKING:
    from fairlead.emulator._emulator import Emulator

__all__ = ["Inspector"]

_HOST = "127.0.0.1"
_MAX_FORM = 64 * 1024
_STATIC = {"/static/inspector.css": "text/css", "/static/inspector.js": "text/javascript"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with none at all, a form would be sent without its origin
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_log = logging.getLogger(__name__)


class Inspector:
    """Serves a page for each of some emulators, which are running and are stopped after it.

    It listens on 127.0.0.1 whatever the emulators listen on: what it shows and does is for the person in
    front of this machine.

    Args:
        emulators: What to show.
        port: TCP port; 0 takes a free one.

    Raises:
        PortInUse: The port is taken.
    """

    def __init__(self, emulators: Sequence[Emulator], port: int = 0) -> None:
        try:
            self._server = _Server({emulator.name: emulator for emulator in emulators}, port)
        except OSError as error:
            raise PortInUse(f"the inspector cannot listen on port {port}: {error.strerror}") from error
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="fairlead-inspector", daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it is served; a browser is sent on to the first emulator's page."""
        return f"http://{_HOST}:{self._server.server_port}/"

    def stop(self) -> None:
        """Stop serving, and return when nothing asks the emulators any more."""
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for what is being answered
    allow_reuse_address = sys.platform != "win32"  # there, two servers could share the port

    def __init__(self, emulators: Mapping[str, Emulator], port: int) -> None:
        self.emulators = emulators
        self.watch = Watch()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((_HOST, port), _Handler)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (_HOST, "localhost"))

    def server_bind(self) -> None:
        # HTTPServer would ask a name server for its own name, which nobody needs.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, self.socket.getsockname()[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End connections on which nothing is asked: browsers open some for later."""
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RD)
                except OSError:  # the other side was faster
                    continue

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        if not isinstance(
            sys.exception(), ConnectionError | TimeoutError
        ):  # the browser has left: nothing to tell
            _log.exception("the inspector failed")


class _Handler(BaseHTTPRequestHandler):
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride] - it is never another
    server_version = "fairlead-inspector"
    sys_version = ""
    timeout: ClassVar[float | None] = 30.0

    def do_GET(self) -> None:
        """A page, or what belongs to it."""
        if not self._is_meant():
            return
        path = urlsplit(self.path).path
        if path in _STATIC:
            content = files("fairlead.emulator._inspector").joinpath(path.lstrip("/")).read_bytes()
            self._send(HTTPStatus.OK, content, _STATIC[path])
        elif path == "/":
            self._go_to(f"/{next(iter(self.server.emulators))}/")
        elif (emulator := self._emulator(path, "")) is not None:
            query = dict(parse_qsl(urlsplit(self.path).query))
            number = query.get("request", "")
            self._show(emulator, chosen=int(number) if number.isdecimal() and len(number) < 16 else None)
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "There is no such page.")

    def do_POST(self) -> None:
        """Do what a form asks for, and go back to the page."""
        if not self._is_meant() or not self._is_from_our_page():
            return
        path = urlsplit(self.path).path
        action = path.rpartition("/")[2]
        emulator = self._emulator(path, action)
        if emulator is None or action not in ACTIONS:
            self._refuse(HTTPStatus.NOT_FOUND, "There is no such action.")
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MAX_FORM:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The form is too large.")
            return
        content = self.rfile.read(int(length)).decode("utf-8", "replace")
        try:
            ACTIONS[action](emulator, dict(parse_qsl(content, keep_blank_values=True)))
        except (FairleadError, TimeoutError) as error:
            self._show(emulator, complaint=str(error) or "It takes too long.", status=HTTPStatus.BAD_REQUEST)
        except Exception as error:  # noqa: BLE001 - what a backend raises, nobody knows
            failure = report(f"cannot do {action!r} to {emulator.name}", error)
            self._show(emulator, complaint=failure.text, status=HTTPStatus.INTERNAL_SERVER_ERROR)
        else:
            self._go_to(f"/{emulator.name}/")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _emulator(self, path: str, last: str) -> Emulator | None:
        return next((it for name, it in self.server.emulators.items() if path == f"/{name}/{last}"), None)

    def _is_meant(self) -> bool:
        """Whether the address in the browser is ours: a name of somebody else's could lead here, too."""
        if self.headers.get("Host") in self.server.hosts:
            return True
        self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "The inspector is not served under this name.")
        return False

    def _is_from_our_page(self) -> bool:
        """Whether the form is on a page of ours. Browsers say so of everything that can change something."""
        if self.headers.get("Origin") == f"http://{self.headers['Host']}":
            return True
        self._refuse(HTTPStatus.FORBIDDEN, "Only the inspector's own pages can do this.")
        return False

    def _show(
        self,
        emulator: Emulator,
        *,
        chosen: int | None = None,
        complaint: str | None = None,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        try:
            made = page(
                self.server.watch,
                [*self.server.emulators.values()],
                emulator,
                chosen=chosen,
                complaint=complaint,
            )
        except FairleadError as error:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, f"The emulator does not answer: {error}")
            return
        self._send_page(status, made)

    def _refuse(self, status: HTTPStatus, text: str) -> None:
        self._send_page(status, message_page(text))

    def _send_page(self, status: HTTPStatus, made: Html) -> None:
        # What a client sent may hold halves of characters.
        self._send(status, made.encode("utf-8", "replace"), "text/html")

    def _go_to(self, path: str) -> None:
        self._send(HTTPStatus.SEE_OTHER, b"", "text/plain", {"Location": path})

    def _send(
        self, status: HTTPStatus, content: bytes, media_type: str, more: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        headers = {"Content-Type": f"{media_type}; charset=utf-8", "Content-Length": str(len(content))}
        for name, value in {**_HEADERS, **headers, **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
