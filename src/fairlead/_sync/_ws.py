# Made from src/fairlead/_async/_ws.py by `nox -s regenerate`: edit that one.
"""The WebSocket port: text frames, and failures as the errors of the backend."""

from __future__ import annotations

import contextlib
import logging
import ssl
from collections.abc import Generator, Mapping
from typing import Any, NoReturn

from fairlead._core.answers import Answer, ErrorFamily
from fairlead._core.redact import redact_url
from fairlead._sync import _io
from fairlead._sync._pool import ELSEWHERE, is_home

# At DEBUG the library shows whole frames, and the URL of the handshake, which may carry a key.
_log = logging.getLogger("fairlead.websocket")
_log.addFilter(lambda record: record.levelno > logging.DEBUG)


class WebSocket:
    """An open WebSocket."""

    def __init__(self, connection: Any, family: ErrorFamily) -> None:
        self._connection = connection
        self._failures = _failures()
        self._family = family
        self._home = _io.home()
        self._orphaned = False

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the handshake's answer."""
        return _plain(self._connection.response.headers)

    def send(self, text: str) -> None:
        """Send a text frame.

        Raises:
            FairleadError: The connection is gone.
            ClientClosed: The client was closed, or belongs to another process or event loop.
        """
        if not is_home(self._home):
            self._refuse()
        try:
            self._connection.send(text)
        except self._failures as failure:
            self._fail(failure)

    def receive(self, timeout: float | None = None) -> str:
        """Wait for the next frame and return it as text.

        Args:
            timeout: Seconds to wait at most; None for no limit.

        Raises:
            FairleadError: The connection closed or broke, or, as the family's timeout error, fell silent.
            ClientClosed: The client was closed, or belongs to another process or event loop.
        """
        if self._home is not _io.home():
            self._refuse()
        try:
            frame = _io.receive(self._connection, timeout)
        except self._failures as failure:
            self._fail(failure)
        return frame if isinstance(frame, str) else frame.decode("utf-8", "replace")

    def close(self, patience: float = 0.0) -> None:
        """Close the connection; a task that waits in `receive` gets the interruption error.

        Args:
            patience: Seconds to wait for the other side to have closed it, too.
        """
        if is_home(self._home):
            self._connection.close_timeout = patience
            self._connection.close()

    def end(self) -> None:
        """Close it, because the client is being closed."""
        self._orphaned = True
        self.close()

    def _refuse(self) -> NoReturn:
        message = f"this WebSocket cannot be used: {ELSEWHERE}"
        raise self._family.closed(message, backend=self._family.backend, operation="websocket")

    def _fail(self, failure: Exception) -> NoReturn:
        """Raise the error for one of the library; if the client was closed, no connection broke."""
        if self._orphaned:
            raise self._family.client_closed("websocket") from failure
        _translate(failure, self._family)


@contextlib.contextmanager
def open_websocket(
    url: str,
    family: ErrorFamily,
    *,
    headers: Mapping[str, str],
    timeout: float | None,
    proxy: str | None = None,
    verify: bool | str | ssl.SSLContext = True,
    max_size: int = 16 * 1024 * 1024,
) -> Generator[WebSocket, None]:
    """Open a WebSocket; leaving the context closes it.

    Args:
        url: A `ws://` or `wss://` URL.
        family: The backend's error classes.
        headers: Sent with the handshake.
        timeout: Seconds for the handshake.
        proxy: Proxy URL; None means what the environment says.
        verify: False to skip certificate checks, the path of a CA bundle, or an `ssl.SSLContext`.
        max_size: Largest message in bytes.

    Raises:
        FairleadError: The connection cannot be made, or the server refused the handshake with a status.
    """
    options: dict[str, Any] = {"proxy": proxy or True}
    if url.startswith("wss:") and verify is not True:
        options["ssl"] = _context(verify)
    with contextlib.ExitStack() as stack:
        try:
            connecting = _io.connect_websocket(
                url,
                additional_headers=dict(headers),
                user_agent_header=None,
                open_timeout=timeout,
                close_timeout=0,  # the other side is told, and its answer is not waited for
                max_size=max_size,
                logger=_log,
                **options,
            )
            connection = stack.enter_context(connecting)
        except (ImportError, *_failures()) as failure:
            _translate(failure, family, url)
        # Whoever leaves does not wait, even if somebody is just closing it patiently.
        stack.callback(setattr, connection, "close_timeout", 0)
        here = _io.home()
        try:
            yield WebSocket(connection, family)
        finally:
            if not is_home(here):
                stack.pop_all()  # the connection goes on, elsewhere


def _plain(headers: Any) -> dict[str, str]:
    """Headers by lower-case name; the library's own mapping fails on a header that was sent twice."""
    return {name.lower(): value for name, value in headers.raw_items()}


def _context(verify: bool | str | ssl.SSLContext) -> ssl.SSLContext:
    if isinstance(verify, ssl.SSLContext):
        return verify
    context = ssl.create_default_context(cafile=verify if isinstance(verify, str) else None)
    if verify is False:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _failures() -> tuple[type[Exception], ...]:
    """What the library raises."""
    from websockets.exceptions import WebSocketException

    return OSError, WebSocketException


def _translate(error: Exception, family: ErrorFamily, url: str = "") -> NoReturn:
    """Raise the backend's error for one of the library.

    Args:
        error: What the library raised.
        family: The backend's error classes.
        url: Where a connection was being made; empty if there was one.
    """
    from websockets import exceptions

    backend = family.backend
    if isinstance(error, exceptions.InvalidStatus):
        response = error.response
        answer = Answer(response.status_code, _plain(response.headers), bytes(response.body or b""))
        raise family.from_answer(answer, operation="websocket", path=redact_url(url))[0] from error
    if isinstance(error, TimeoutError):
        what = f"no WebSocket connection to {redact_url(url)} in time" if url else "the WebSocket fell silent"
        raise family.timeout(what, backend=backend, operation="websocket") from error
    if isinstance(error, exceptions.InvalidURI):
        # Not chained: that error's text is the URL, and the URL may carry a key.
        raise family.configuration(f"{redact_url(url)!r} is not a WebSocket URL", backend=backend) from None
    if isinstance(error, (exceptions.InvalidProxy, ImportError)):
        # Not chained either, for the proxy's password.
        reason = error.msg if isinstance(error, exceptions.InvalidProxy) else error
        raise family.configuration(f"the proxy cannot be used: {reason}", backend=backend) from None
    what = f"cannot connect to {redact_url(url)}" if url else "the WebSocket closed"
    kind = family.connection if url else family.interrupted
    raise kind(f"{what}: {error}", backend=backend, operation="websocket") from error
