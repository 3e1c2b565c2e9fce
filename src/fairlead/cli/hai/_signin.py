"""Signing in with a browser: it goes to the portal, and comes back to a port of this machine (RFC 8252)."""

from __future__ import annotations

import base64
import hashlib
import html
import secrets
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from fairlead.cli.hai._portal import Grant
from fairlead.errors import TimedOut, Unauthorized

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<body style="font-family: system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem">
<h1>{title}</h1><p>{text}</p></body></html>"""


class BrowserSignIn:
    """One sign-in: listens from the start, so that the browser cannot come back too early.

    Examples:
        >>> with BrowserSignIn() as waiting:
        ...     url = portal.sign_in_url(waiting.redirect_uri, waiting.challenge, waiting.state, "google")
        ...     webbrowser.open(url)
        ...     grant = waiting.wait(seconds=180)
    """

    def __init__(self) -> None:
        self.state = secrets.token_urlsafe(32)
        self._verifier = secrets.token_urlsafe(32)
        digest = hashlib.sha256(self._verifier.encode()).digest()
        self.challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        self._server = _Server(self.state)
        self.redirect_uri = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> BrowserSignIn:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()

    def wait(self, seconds: float, *, tick: Callable[[], None] = lambda: None) -> Grant:
        """Wait for the browser.

        Args:
            seconds: How long, at most.
            tick: Called several times a second meanwhile.

        Raises:
            TimedOut: Nobody came back in time.
            Unauthorized: The portal refused; the message is its reason.
        """
        end = time.monotonic() + seconds
        server = self._server
        while server.code is None and server.refusal is None:
            if time.monotonic() >= end:
                raise TimedOut(f"nobody signed in within {seconds:g} s", backend="hai")
            server.handle_request()
            tick()
        if server.code is None:
            raise Unauthorized(f"the sign-in failed: {server.refusal}", backend="hai", status=401)
        return Grant(server.code, self._verifier, self.redirect_uri)


class _Server(ThreadingHTTPServer):
    """Listens on a free port of this machine, and keeps what the browser brings."""

    timeout = 0.2
    """Seconds that `handle_request` waits."""

    def __init__(self, state: str) -> None:
        self.state = state
        self.code: str | None = None
        self.refusal: str | None = None
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    timeout = 5
    """Seconds that a connection may be silent; a browser opens some that it never uses."""

    def do_GET(self) -> None:
        server = cast("_Server", self.server)
        url = urlsplit(self.path)
        query = {name: found[-1] for name, found in parse_qs(url.query).items()}
        if url.path != "/" or not query.keys() & {"code", "error"}:
            self._show(404, "Nothing here", "This address is only for coming back from a sign-in.")
        # The portal may leave the state out: that the answer is ours is also proved by the verifier.
        elif query.get("state", server.state) != server.state:
            self._show(400, "Not this sign-in", "This answer belongs to another sign-in. Start again.")
        elif "code" in query:
            self._show(200, "You are signed in", "You can close this page and go back to the terminal.")
            server.code = query["code"]
        else:
            reason = query.get("error_description") or query["error"]
            self._show(400, "The sign-in failed", reason)
            server.refusal = reason

    def _show(self, status: int, title: str, text: str) -> None:
        body = _PAGE.format(title=html.escape(title), text=html.escape(text)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the addresses have codes in them."""
