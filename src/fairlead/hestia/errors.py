"""Exceptions of the Hestia facade.

Every one is a [`HestiaError`][] and, beside that, the shared class of its kind, so both
`except hestia.NotFound` and `except fairlead.NotFound` work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from fairlead import errors

if TYPE_CHECKING:
    from fairlead.hestia.stream_events import StreamEvent

__all__ = [
    "BadRequest",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "Gone",
    "GovernanceBlock",
    "HestiaError",
    "InvalidArgument",
    "InvalidInput",
    "InvalidResponse",
    "NotFound",
    "PayloadTooLarge",
    "RateLimited",
    "ServerError",
    "StreamInterrupted",
    "StreamOrderError",
    "TimedOut",
    "Unauthorized",
    "UnexpectedStatus",
]


class HestiaError(errors.FairleadError):
    """Base of every error of this facade. Its text is `[CODE] message`.

    Args:
        code: Machine-readable kind, such as `"NOT_FOUND"`; the server's own if it sent one.
        message: What went wrong.
        trace_id: Identifier of the trace, if a command was made.
        context: The further attributes of `fairlead.FairleadError`: `status`, `operation`, `body`, ...

    Attributes:
        trace_id: Identifier of the trace, to look up with `client.governance.trace()`; None if there is none.
    """

    code: str

    def __init__(self, code: str, message: str, trace_id: str | None = None, **context: Any) -> None:
        context.setdefault("backend", "hestia")
        super().__init__(message, code=code, **context)
        self.args: tuple[Any, ...] = (f"[{code}] {message}",)
        self.trace_id = trace_id

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}"


class _CodedError(HestiaError):
    """An error whose class has a code of its own."""

    default_code: ClassVar[str]

    def __init__(
        self, message: str = "", trace_id: str | None = None, *, code: str | None = None, **context: Any
    ) -> None:
        super().__init__(code or self.default_code, message, trace_id, **context)


class GovernanceBlock(HestiaError, errors.Forbidden):
    """403: the governance blocked the command, or access control refused the caller, as `message` says.

    Args:
        trace_id: Identifier of the trace; `""` if the server named none.
        message: What the server said.
        code: The server's own code, if it sent one.
        context: The further attributes of `fairlead.FairleadError`.
    """

    trace_id: str

    def __init__(
        self,
        trace_id: str,
        message: str = "Request blocked by governance",
        *,
        code: str | None = None,
        **context: Any,
    ) -> None:
        super().__init__(code or "GOVERNANCE_BLOCK", message, trace_id, **context)


class InvalidInput(_CodedError, errors.Unprocessable):
    """422: the server does not accept the request.

    Args:
        message: What is wrong.
        trace_id: Identifier of the trace, if a command was made.
        details: What the server says about it beyond the message, such as the issues of each field.
        code: The server's own code, if it sent one.
        context: The further attributes of `fairlead.FairleadError`.
    """

    default_code: ClassVar[str] = "INVALID_INPUT"

    def __init__(
        self,
        message: str = "Invalid input",
        trace_id: str | None = None,
        details: Mapping[str, object] | None = None,
        *,
        code: str | None = None,
        **context: Any,
    ) -> None:
        super().__init__(message, trace_id, code=code, **context)
        self.details: dict[str, object] | None = None if details is None else dict(details)


class NotFound(_CodedError, errors.NotFound):
    """404: there is no such secret, agent, trace or route."""

    default_code: ClassVar[str] = "NOT_FOUND"

    def __init__(
        self,
        message: str = "Resource not found",
        trace_id: str | None = None,
        *,
        code: str | None = None,
        **context: Any,
    ) -> None:
        super().__init__(message, trace_id, code=code, **context)


class BadRequest(_CodedError, errors.BadRequest):
    """400: the server refuses the request as it stands."""

    default_code: ClassVar[str] = "BAD_REQUEST"


class Unauthorized(_CodedError, errors.Unauthorized):
    """401: the API key or the session is missing or unknown."""

    default_code: ClassVar[str] = "UNAUTHORIZED"


class RateLimited(_CodedError, errors.RateLimited):
    """429: too many requests; see `retry_after`."""

    default_code: ClassVar[str] = "RATE_LIMITED"


class ServerError(_CodedError, errors.ServerError):
    """5xx: the server failed, or a run took longer than its `timeout_ms` (504)."""

    default_code: ClassVar[str] = "SERVER_ERROR"


class UnexpectedStatus(_CodedError, errors.StatusError):
    """Any other status that is not a success, redirects included."""

    default_code: ClassVar[str] = "UNEXPECTED_STATUS"


class Conflict(UnexpectedStatus, errors.Conflict):
    """409: something is in a state that does not allow this."""

    default_code: ClassVar[str] = "CONFLICT"


class Gone(UnexpectedStatus, errors.Gone):
    """410: it was there, and is no longer."""

    default_code: ClassVar[str] = "GONE"


class PayloadTooLarge(UnexpectedStatus, errors.PayloadTooLarge):
    """413: what was sent is too large."""

    default_code: ClassVar[str] = "PAYLOAD_TOO_LARGE"


class ConnectionFailed(_CodedError, errors.ConnectionFailed):
    """The server could not be reached, or the connection broke. Also a builtin `ConnectionError`."""

    default_code: ClassVar[str] = "CONNECTION_FAILED"


class TimedOut(_CodedError, errors.TimedOut):
    """A time limit ran out. Also a builtin `TimeoutError`."""

    default_code: ClassVar[str] = "TIMED_OUT"


class StreamInterrupted(_CodedError, errors.StreamInterrupted):
    """A stream ended before its `done`. The events that were delivered are valid."""

    default_code: ClassVar[str] = "STREAM_INTERRUPTED"


class InvalidResponse(_CodedError, errors.InvalidResponse):
    """The server reported success with something that does not fit the contract."""

    default_code: ClassVar[str] = "INVALID_RESPONSE"


class StreamOrderError(InvalidResponse):
    """A stream's event came where none of its type may come. The events before it are valid.

    Args:
        message: What came where.
        trace_id: Identifier of the trace.
        event: The event, which is not delivered otherwise.
        context: The further attributes of `fairlead.FairleadError`.
    """

    default_code: ClassVar[str] = "STREAM_ORDER"

    def __init__(
        self,
        message: str = "",
        trace_id: str | None = None,
        *,
        event: StreamEvent | None = None,
        **context: Any,
    ) -> None:
        super().__init__(message, trace_id, **context)
        self.event = event


class InvalidArgument(_CodedError, errors.InvalidArgument):
    """An argument cannot be sent; nothing was sent. Also a builtin `ValueError`."""

    default_code: ClassVar[str] = "INVALID_ARGUMENT"


class ConfigurationError(_CodedError, errors.ConfigurationError):
    """The client cannot be made, or cannot be used like this. Also a builtin `ValueError`."""

    default_code: ClassVar[str] = "CONFIGURATION"


class ClientClosed(_CodedError, errors.ClientClosed):
    """The client was used after it was closed. Also a builtin `RuntimeError`."""

    default_code: ClassVar[str] = "CLIENT_CLOSED"
