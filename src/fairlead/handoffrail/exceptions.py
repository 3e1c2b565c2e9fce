"""Exceptions of the HandoffRail facade.

Every one is a [`HandoffRailError`][] and, beside that, the shared class of its kind, so both
`except handoffrail.NotFoundError` and `except fairlead.NotFound` work.
"""

from __future__ import annotations

from typing import Any, ClassVar, cast

from fairlead import errors

__all__ = [
    "AuthenticationError",
    "BadRequestError",
    "ClientClosedError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionError",
    "HandoffRailError",
    "InvalidArgumentError",
    "NotFoundError",
    "PacketExpiredError",
    "PayloadTooLargeError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseFormatError",
    "ServerError",
    "StreamInterruptedError",
    "TimeoutError",
    "UnexpectedStatusError",
    "UnprocessableError",
    "ValidationError",
    "WebhookVerificationError",
]


class HandoffRailError(errors.FairleadError):
    """Base of every error of this facade.

    Attributes:
        status_code: HTTP status of the answer, or None if there was none.
        response_body: The decoded JSON object of the answer; `{}` if there was none.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status_code: int | None = None,
        response_body: dict[str, Any] | None = None,
        **context: Any,
    ) -> None:
        if status_code is not None:
            context.setdefault("status", status_code)
        if response_body is not None:
            context.setdefault("body", response_body)
        super().__init__(message, **context)

    @property
    def response_body(self) -> dict[str, Any]:
        """The decoded JSON object of the answer; `{}` if it was not an object."""
        body: object = self.body
        return cast("dict[str, Any]", body) if isinstance(body, dict) else {}


class AuthenticationError(HandoffRailError, errors.Unauthorized):
    """401: the API key is missing or unknown."""


class PermissionDeniedError(HandoffRailError, errors.Forbidden):
    """403: the key's role is too low, or the key was revoked."""


class NotFoundError(HandoffRailError, errors.NotFound):
    """404 or 410: no such object in this tenant.

    Attributes:
        resource_id: Path of the request when the object existed and is gone, else None.
    """

    def __init__(self, message: str = "", *, resource_id: str | None = None, **context: Any) -> None:
        super().__init__(message, **context)
        self.resource_id = resource_id


class PacketExpiredError(NotFoundError, errors.Gone):
    """410: the packet expired before it was claimed."""

    default_status: ClassVar[int | None] = 410


class ValidationError(HandoffRailError, errors.StatusError):
    """400, 409, 413 or 422: the request cannot be carried out as it stands.

    Attributes:
        field: Dotted path of the first offending field, if the server named one.
        problems: Every field problem the server listed (`type`, `loc`, `msg`, ...); empty otherwise.
    """

    default_status: ClassVar[int | None] = 400

    def __init__(
        self,
        message: str = "",
        *,
        field: str | None = None,
        problems: list[dict[str, Any]] | None = None,
        **context: Any,
    ) -> None:
        super().__init__(message, **context)
        self.field = field
        self.problems: list[dict[str, Any]] = problems or []


class BadRequestError(ValidationError, errors.BadRequest):
    """400: an illegal status transition, a malformed cursor, or an operation that does not apply."""


class ConflictError(ValidationError, errors.Conflict):
    """409: the packet's state does not allow this, for example because another agent claimed it.

    Attributes:
        claimed_by: `{"id", "name", "framework"}` of the agent that holds the packet, if that is the reason.
    """

    default_status: ClassVar[int | None] = 409

    def __init__(
        self, message: str = "", *, claimed_by: dict[str, Any] | None = None, **context: Any
    ) -> None:
        super().__init__(message, **context)
        self.claimed_by = claimed_by


class PayloadTooLargeError(ValidationError, errors.PayloadTooLarge):
    """413: the request body is over 65,536 bytes."""

    default_status: ClassVar[int | None] = 413


class UnprocessableError(ValidationError, errors.Unprocessable):
    """422: a field is missing or invalid; see `problems`."""

    default_status: ClassVar[int | None] = 422


class RateLimitError(HandoffRailError, errors.RateLimited):
    """429: too many requests, or the daily packet quota is used up (`code == "quota"`).

    `retry_after` is the seconds to wait, or None if the server gave no hint.
    """


class ServerError(HandoffRailError, errors.ServerError):
    """5xx: the server failed."""


class UnexpectedStatusError(HandoffRailError, errors.StatusError):
    """Any other status that is not a success, such as 405 or a redirect."""


class ConnectionError(HandoffRailError, errors.ConnectionFailed):
    """The server could not be reached or the connection broke."""

    def __init__(
        self, message: str = "", *, original_error: BaseException | None = None, **context: Any
    ) -> None:
        super().__init__(message, **context)
        self._original_error = original_error

    @property
    def original_error(self) -> BaseException | None:
        """The exception of the network library, for debugging."""
        return self._original_error or self.__cause__


class TimeoutError(ConnectionError, errors.TimedOut):
    """A time limit ran out before the answer was complete."""


class StreamInterruptedError(ConnectionError, errors.StreamInterrupted):
    """An event stream broke and may not, or could not, be resumed."""


class ResponseFormatError(HandoffRailError, errors.InvalidResponse):
    """The server reported success with a body that does not fit the contract."""


class InvalidArgumentError(HandoffRailError, errors.InvalidArgument):
    """An argument cannot be sent; nothing was sent."""


class ConfigurationError(HandoffRailError, errors.ConfigurationError):
    """The client cannot be built from what it was given."""


class ClientClosedError(HandoffRailError, errors.ClientClosed):
    """The client was used after `close()`."""


class WebhookVerificationError(HandoffRailError, errors.WebhookVerificationError):
    """A webhook delivery is not signed with the expected secret."""
