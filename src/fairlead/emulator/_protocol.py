"""uvicorn's protocols, with one addition: the app can reach the connection below its request."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

EXTENSION = "fairlead.connection"

# struct linger: on, zero seconds.
_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Connection:
    """The TCP connection below a request; found in `scope["extensions"]["fairlead.connection"]`."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def reset(self) -> None:
        """Break the connection off: the client sees it reset, and what was not sent yet is lost."""
        sock = self._transport.get_extra_info("socket")
        if sock is not None and not self._transport.is_closing():
            # Closing with a linger time of zero sends RST instead of FIN.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
        self._transport.abort()

    def close(self) -> None:
        """Close the connection after what was sent so far, wherever in the answer that is."""
        self._transport.close()


class HTTPProtocol(H11Protocol):
    """HTTP/1.1 on h11, whichever other implementations are installed."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.access_log = False  # the emulator has its own, and must not touch the process's loggers
        self.app = _with_connection(self.app, transport)


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """WebSockets on the sans-IO part of websockets: the implementation that is not deprecated."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.app = _with_connection(self.app, transport)

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body", False):
            # uvicorn forgets that a refusal completes the handshake, and would report the app as broken.
            self.handshake_complete = True


def _with_connection(app: Any, transport: Any) -> Any:
    connection = Connection(transport)

    async def with_connection(scope: Any, receive: Any, send: Any) -> None:
        scope.setdefault("extensions", {})[EXTENSION] = connection
        await app(scope, receive, send)

    return with_connection
