"""Answers from memory, for either HTTP library: what is measured is all but the sockets."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

_PIECE = 16_384


def transport(library: Any, content: bytes, *, kind: str = "text/event-stream", others: object = None) -> Any:
    """A transport of `httpx` or `httpx2` that answers everything with `content`, in pieces.

    Args:
        library: The library.
        content: The body.
        kind: Its content type.
        others: JSON to answer instead to requests whose path does not end with `/events`; None for no others.
    """

    class Body(library.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            for start in range(0, len(content), _PIECE):
                yield content[start : start + _PIECE]

    def answer(request: Any) -> Any:
        if others is not None and not request.url.path.endswith("/events"):
            body = json.dumps(others).encode()
            return library.Response(200, content=body, headers={"content-type": "application/json"})
        return library.Response(200, stream=Body(), headers={"content-type": kind})

    return library.MockTransport(answer)
