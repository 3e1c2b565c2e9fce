"""How large a request may be."""

from __future__ import annotations

import json
from typing import Any, Final

from fairlead.hai._json import plain
from fairlead.hai.exceptions import InvalidArgument

MAX_REQUEST_BYTES: Final = 10_000_000
"""Bytes of JSON that the service takes in one request."""

MAX_WAIT_SECONDS: Final = 25
"""Seconds that the service holds a long poll open at most."""


def encode_body(content: Any, *, max_bytes: int = MAX_REQUEST_BYTES) -> bytes:
    """The JSON of a request body.

    Raises:
        InvalidArgument: JSON cannot express it (such as NaN), or it is larger than the service takes.
    """
    try:
        body = json.dumps(plain(content), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise InvalidArgument(f"the request is not JSON: {error}", backend="hai") from error
    if len(body) > max_bytes:
        raise InvalidArgument(
            f"the request has {len(body):,} bytes, and the limit is {max_bytes:,}:"
            " send fewer or smaller images and files",
            backend="hai",
        )
    return body


def assert_request_under_limit(payload: Any, max_bytes: int = MAX_REQUEST_BYTES) -> None:
    """Check that a request body is not too large. Every call of the clients does that by itself.

    Args:
        payload: What would be sent: models, dicts, lists and values.
        max_bytes: The limit in bytes of JSON.

    Raises:
        InvalidArgument: It is too large, or JSON cannot express it. It is a `ValueError`.

    Examples:
        >>> assert_request_under_limit({"agent": "h/web-surfer-pro", "messages": "hello"})
    """
    encode_body(payload, max_bytes=max_bytes)
