"""The one exception tree of fairlead.

Every error that fairlead raises on purpose derives from [`FairleadError`][]. Each backend's facade adds its
own names (`fairlead.handoffrail.RateLimitError`, ...), which are subclasses of the shared classes below, so
an application can catch by backend, by kind, or everything at once:

    try:
        client.get_packet(packet_id)
    except fairlead.NotFound: ...            # this status, any backend
    except handoffrail.HandoffRailError: ...  # anything from this backend
    except fairlead.FairleadError: ...        # anything at all
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

__all__ = [
    "BadRequest",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "FairleadError",
    "Forbidden",
    "Gone",
    "InvalidArgument",
    "InvalidResponse",
    "MissingExtra",
    "NotFound",
    "PayloadTooLarge",
    "RateLimited",
    "ServerError",
    "StatusError",
    "StreamInterrupted",
    "TimedOut",
    "TransportError",
    "Unauthorized",
    "Unprocessable",
    "WebhookVerificationError",
]


class FairleadError(Exception):
    """Root of every error raised by fairlead.

    Attributes:
        message: What went wrong and, where possible, what to do about it.
        backend: Backend the call was for, such as `"handoffrail"`; None outside of a call.
        operation: Operation name from the contract, such as `"create_packet"`.
        status: HTTP status of the answer; None if there was no answer.
        code: The backend's own machine-readable error code, if it sent one.
        request_id: The backend's id of the request, if it sent one.
        body: Decoded JSON of the answer, or its text when it is not JSON; None without an answer.
        retry_after: Seconds the backend asked to wait before trying again.
    """

    default_status: ClassVar[int | None] = None
    _local: ClassVar[tuple[str, ...]] = ()
    """Attributes that mean something in this process only: None in what is pickled or copied."""

    def __init__(
        self,
        message: str = "",
        *,
        backend: str | None = None,
        operation: str | None = None,
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
        body: Any = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.backend = backend
        self.operation = operation
        self.status: int | None = status if status is not None else self.default_status
        self.code = code
        self.request_id = request_id
        self.body = body
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[Any, ...]:
        # What Python would do is call the class with the message alone, which may not be enough for it.
        return _revive, (type(self), self.args), self.__getstate__()

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, **dict.fromkeys(self._local)}

    @property
    def status_code(self) -> int | None:
        """The same as `status`, by the name that HTTP libraries give it."""
        return self.status

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        facts = [repr(self.message)]
        for name in ("backend", "operation", "status", "code", "request_id", "retry_after"):
            value = getattr(self, name)
            if value is not None:
                facts.append(f"{name}={value!r}")
        return f"{type(self).__name__}({', '.join(facts)})"


def _revive(kind: type[FairleadError], arguments: tuple[Any, ...]) -> FairleadError:
    """An error as it was before it was pickled or copied; its attributes are set after this."""
    builtin: Any = kind
    while builtin.__module__ != "builtins":
        builtin = builtin.__base__  # with several of them, the one that objects are laid out like
    error: FairleadError = builtin.__new__(kind, *arguments)
    error.args = arguments
    return error


class StatusError(FairleadError):
    """The backend answered with an error status.

    Attributes:
        headers: Headers of the answer, names in lower case, secrets hidden.
    """

    headers: Mapping[str, str] = MappingProxyType({})


class BadRequest(StatusError):
    """400: the backend refused the request as it stands."""

    default_status: ClassVar[int | None] = 400


class Unauthorized(StatusError):
    """401: credentials are missing, unknown or expired."""

    default_status: ClassVar[int | None] = 401


class Forbidden(StatusError):
    """403: the credentials are valid but do not allow this."""

    default_status: ClassVar[int | None] = 403


class NotFound(StatusError):
    """404: no such object, or not visible with these credentials."""

    default_status: ClassVar[int | None] = 404


class Conflict(StatusError):
    """409: the object is in a state that does not allow this."""

    default_status: ClassVar[int | None] = 409


class Gone(StatusError):
    """410: the object existed and no longer does."""

    default_status: ClassVar[int | None] = 410


class PayloadTooLarge(StatusError):
    """413: the request body is over the backend's limit."""

    default_status: ClassVar[int | None] = 413


class Unprocessable(StatusError):
    """422: the request was understood and its content is invalid."""

    default_status: ClassVar[int | None] = 422


class RateLimited(StatusError):
    """429: too many requests, or a quota is used up. See `retry_after`."""

    default_status: ClassVar[int | None] = 429


class ServerError(StatusError):
    """5xx: the backend failed."""

    default_status: ClassVar[int | None] = 500


class TransportError(FairleadError):
    """No complete answer arrived."""


class ConnectionFailed(TransportError, builtins.ConnectionError):
    """The connection could not be made or broke. Also a builtin `ConnectionError`."""


class TimedOut(TransportError, builtins.TimeoutError):
    """A time limit ran out. Also a builtin `TimeoutError`."""


class StreamInterrupted(TransportError):
    """A stream ended before its proper end; what was delivered before this error is valid."""


class InvalidResponse(FairleadError):
    """The answer reports success but its body does not fit the contract."""


class InvalidArgument(FairleadError, ValueError):
    """An argument cannot be sent; nothing was sent. Also a builtin `ValueError`."""


class ConfigurationError(FairleadError, ValueError):
    """A client cannot be built from what it was given. Also a builtin `ValueError`."""


class ClientClosed(FairleadError, RuntimeError):
    """The client was used after `close()`. Also a builtin `RuntimeError`."""


class MissingExtra(FairleadError, ImportError):
    """A feature needs an optional dependency; the message names the extra. Also a builtin `ImportError`."""


class WebhookVerificationError(FairleadError):
    """A webhook delivery is not signed with the expected secret, or was changed on its way."""
