"""Exceptions of the Mycel facade.

Every one is a [`MycelError`][] and, beside that, the shared class of its kind, so both
`except mycel.NotFound` and `except fairlead.NotFound` work. All are `RuntimeError`s, as those of the SDK that
this facade replaces.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from fairlead import errors

if TYPE_CHECKING:
    from fairlead.mycel.models import JoinRequest, Message

__all__ = [
    "AlreadyExists",
    "ApiError",
    "BadRequest",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectionClosed",
    "ConnectionFailed",
    "DeliveryFailed",
    "Forbidden",
    "Gone",
    "InvalidArgument",
    "InvalidResponse",
    "JoinFollowUpFailed",
    "MycelError",
    "NotFound",
    "PayloadTooLarge",
    "RateLimited",
    "ReplayOverflow",
    "ServerError",
    "StaleVersion",
    "TimedOut",
    "TokenRequired",
    "TransportError",
    "Unauthorized",
    "UnexpectedStatus",
    "UnreadMessages",
    "ValidationFailed",
]


class MycelError(errors.FairleadError, RuntimeError):
    """Base of every error of this facade."""


class ApiError(MycelError):
    """A call failed: the backend refused it, or no answer arrived.

    An error that you make yourself, such as in a test, may also be given its status first, as in mycel-sdk.

    Examples:
        >>> ApiError(404, "no such chat").status_code, ApiError("no such chat", status=404).status_code
        (404, 404)
    """

    def __init__(self, message: str | int = "", detail: str = "", **context: Any) -> None:
        if isinstance(message, int):
            context["status"] = message or None  # 0 is mycel-sdk's word for no answer
            message = detail
        super().__init__(message, **context)

    @property
    def status_code(self) -> int:
        """HTTP status of the answer; 0 if there was none."""
        return self.status or 0

    @property
    def is_transport_error(self) -> bool:
        """Whether no answer arrived."""
        return self.status is None

    @property
    def detail(self) -> str:
        """What the backend said, as text; JSON if it said more than a sentence. See `body` for the data."""
        body = self.body
        if isinstance(body, dict):
            fields = cast("dict[str, Any]", body)
            body = fields.get("detail", fields.get("message", fields))
        if body is None:
            return self.message
        return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)

    @property
    def content(self) -> bytes | None:
        """The body of the answer as bytes, JSON being written anew; None if there was no answer."""
        if self.status is None:
            return None
        if self.body is None:
            return b""
        text = self.body if isinstance(self.body, str) else json.dumps(self.body, ensure_ascii=False)
        return text.encode()


class BadRequest(ApiError, errors.BadRequest):
    """400: the request names something unknown or breaks a rule. `code` tells a refusal by a sandbox."""


class Unauthorized(ApiError, errors.Unauthorized):
    """401: the token or the credentials are wrong or expired, or the user is gone."""


class Forbidden(ApiError, errors.Forbidden):
    """403: not a member, not the owner, or without the capability."""


class NotFound(ApiError, errors.NotFound):
    """404: there is no such thing, or this backend does not have the feature."""


class Conflict(ApiError, errors.Conflict):
    """409: the present state does not allow this. `code` tells a used-up sandbox quota."""


class AlreadyExists(Conflict):
    """409: the id is taken."""


class UnreadMessages(Conflict):
    """409: there are messages that the sender did not read. Nothing was stored.

    Read them with `messages.read(error.chat_id)`, think again, and send.

    Attributes:
        chat_id: The chat.
    """

    def __init__(self, message: str = "", *, chat_id: str = "", **context: Any) -> None:
        super().__init__(message, **context)
        self.chat_id = chat_id


class StaleVersion(Conflict):
    """409: somebody else was faster; the version is not the expected one.

    Attributes:
        chat_id: The chat.
        event_id: The workflow event, if it is about one.
        expected: The version that the call named.
        actual: The present version; None if there is nothing yet, or if the server did not say.
    """

    def __init__(
        self,
        message: str = "",
        *,
        chat_id: str = "",
        event_id: str | None = None,
        expected: int | None = None,
        actual: int | None = None,
        **context: Any,
    ) -> None:
        super().__init__(message, **context)
        self.chat_id = chat_id
        self.event_id = event_id
        self.expected = expected
        self.actual = actual


class ValidationFailed(ApiError, errors.Unprocessable):
    """422: a field is missing or invalid.

    Attributes:
        problems: Every problem that the server listed (`type`, `loc`, `msg`, ...).
    """

    def __init__(
        self, message: str = "", *, problems: list[dict[str, Any]] | None = None, **context: Any
    ) -> None:
        super().__init__(message, **context)
        self.problems: list[dict[str, Any]] = problems or []


class RateLimited(ApiError, errors.RateLimited):
    """429: too many requests, said by something in front of the backend."""


class ServerError(ApiError, errors.ServerError):
    """5xx: the backend failed."""


class DeliveryFailed(ServerError):
    """500: **the message is stored**, and telling others of it failed. Sending again would make a second one.

    Attributes:
        stored: The message, as it stands in the chat.
        cause: What the backend says went wrong.
    """

    def __init__(self, message: str = "", *, stored: Message, cause: str = "", **context: Any) -> None:
        super().__init__(message, **context)
        self.stored = stored
        self.cause = cause


class JoinFollowUpFailed(ServerError):
    """500: **the join request is stored** or decided, and telling others of it failed.

    Attributes:
        action: The step that failed: `request_notification`, `approve_notification`, `reject_notification`
            or `reject`.
        row: The join request, as it stands now.
        cause: What the backend says went wrong.
    """

    def __init__(
        self, message: str = "", *, action: str = "", row: JoinRequest, cause: str = "", **context: Any
    ) -> None:
        super().__init__(message, **context)
        self.action = action
        self.row = row
        self.cause = cause


class UnexpectedStatus(ApiError, errors.StatusError):
    """Any other status that is not a success, such as a redirect."""


class Gone(UnexpectedStatus, errors.Gone):
    """410: it was there, and is no longer."""


class PayloadTooLarge(UnexpectedStatus, errors.PayloadTooLarge):
    """413: what was sent is too large."""


class TransportError(ApiError, errors.TransportError):
    """No complete answer arrived. Of a call that changes something, nobody knows whether it took place."""


class ConnectionFailed(TransportError, errors.ConnectionFailed):
    """The backend could not be reached, or the connection broke."""


class TimedOut(TransportError, errors.TimedOut):
    """A time limit ran out before the answer was complete."""


class ConnectionClosed(MycelError, errors.StreamInterrupted):
    """The inbox stream was cut. Go on after the last number that was seen: `stream(since_seq=seq)`."""


class ReplayOverflow(MycelError, errors.StreamInterrupted):
    """Notifications were missed for good: the server does not keep them any more.

    Drain the inbox, or look at the chats, to find out how things are. To go on with what is still kept, use
    `stream(since_seq=error.oldest_seq - 1)`.

    Attributes:
        frame: The server's frame, as a dict.
        since_seq: The number that was to be gone on after.
        oldest_seq: The oldest number that is kept.
    """

    def __init__(self, message: str = "", *, frame: dict[str, Any] | None = None, **context: Any) -> None:
        super().__init__(message, **context)
        self.frame: dict[str, Any] = frame or {}
        self.since_seq: int = self.frame.get("since_seq", 0)
        self.oldest_seq: int = self.frame.get("oldest_seq", 1)


class InvalidResponse(MycelError, errors.InvalidResponse):
    """The backend reported success with a body that does not fit the contract."""


class InvalidArgument(MycelError, errors.InvalidArgument):
    """An argument cannot be sent; nothing was sent."""


class ConfigurationError(MycelError, errors.ConfigurationError):
    """The client cannot be built from what it was given."""


class TokenRequired(ConfigurationError):
    """The call needs a token, and the client has none. Nothing was sent."""


class ClientClosed(MycelError, errors.ClientClosed):
    """The client was used after `close()`."""
