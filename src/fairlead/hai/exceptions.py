"""Exceptions of the hai facade.

Every one is a [`HaiError`][] and, beside that, the shared class of its kind, so both
`except hai.NotFoundError` and `except fairlead.NotFound` work. An [`ApiError`][] is always an answer of the
server, with its status; what never got an answer is a [`TransportError`][].
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from fairlead import errors

if TYPE_CHECKING:
    from fairlead._async.hai.handle import AsyncSessionHandle
    from fairlead._sync.hai.handle import SessionHandle
    from fairlead.hai.models import SessionEvent
    from fairlead.hai.runs import SessionRunResult

__all__ = [
    "AnswerValidationError",
    "ApiError",
    "BadRequestError",
    "ClientClosed",
    "ConfigurationError",
    "ConflictError",
    "ConnectionFailed",
    "ContentTooLargeError",
    "ForbiddenError",
    "GoneError",
    "HaiError",
    "InvalidArgument",
    "NotFoundError",
    "ParsingError",
    "PreconditionFailedError",
    "ServerError",
    "SessionTimeout",
    "StreamInterrupted",
    "TimedOut",
    "TooManyRequestsError",
    "TransportError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "WebhookVerificationError",
]


class HaiError(errors.FairleadError):
    """Base of every error of this facade."""


class ApiError(HaiError, errors.StatusError):
    """The server refused a request or failed.

    Attributes:
        status_code: HTTP status of the answer.
        body: Decoded JSON of the answer, or its text when it is not JSON.
        headers: Headers of the answer, names in lower case.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status_code: int | None = None,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> None:
        if status_code is not None:
            context.setdefault("status", status_code)
        super().__init__(message, **context)
        if headers is not None:
            self.headers: Mapping[str, str] = dict(headers)


class GoneError(ApiError, errors.Gone):
    """410: it was there, and is no longer."""


class BadRequestError(ApiError, errors.BadRequest):
    """400: the request is malformed, or a limit of the organization is reached."""


class UnauthorizedError(ApiError, errors.Unauthorized):
    """401: the API key is missing or unknown."""


class ForbiddenError(ApiError, errors.Forbidden):
    """403: the environment is not open to the caller, or the name is reserved. `code` tells which."""


class NotFoundError(ApiError, errors.NotFound):
    """404: there is no such thing, or the caller may not see it."""


class ConflictError(ApiError, errors.Conflict):
    """409: the name is taken, or the session has ended, or the same request is still being worked on."""


class PreconditionFailedError(ApiError):
    """412: somebody else changed the agent since the revision that `if_match` names.

    Attributes:
        etag: The present revision, as `if_match` takes it; None if the server did not say.
    """

    default_status: ClassVar[int | None] = 412

    @property
    def etag(self) -> str | None:
        """The present revision, as `if_match` takes it; None if the server did not say."""
        return self.headers.get("etag")


class ContentTooLargeError(ApiError, errors.PayloadTooLarge):
    """413: there is too much on one page of skills with files; ask again with `size=1`."""


class UnprocessableEntityError(ApiError, errors.Unprocessable):
    """422: a field is missing or invalid.

    Attributes:
        problems: What the server listed (`type`, `loc`, `msg`, ...); empty if it said it in words only.
    """

    def __init__(
        self, message: str = "", *, problems: list[dict[str, Any]] | None = None, **context: Any
    ) -> None:
        super().__init__(message, **context)
        self.problems: list[dict[str, Any]] = problems or []


class TooManyRequestsError(ApiError, errors.RateLimited):
    """429: too many requests, or a quota is used up.

    Attributes:
        limits: Which quotas were met (`type` is `plan_limit`, `capacity` or `queue_full`, `scope` is `user`,
            `org` or `platform`, and `message`); empty if it is about the rate of requests.
    """

    def __init__(
        self, message: str = "", *, limits: list[dict[str, Any]] | None = None, **context: Any
    ) -> None:
        super().__init__(message, **context)
        self.limits: list[dict[str, Any]] = limits or []


class ServerError(ApiError, errors.ServerError):
    """5xx: the server failed."""


class ParsingError(HaiError, errors.InvalidResponse):
    """The server reported success with a body that does not fit the contract."""


class TransportError(HaiError, errors.TransportError):
    """No complete answer arrived."""


class ConnectionFailed(TransportError, errors.ConnectionFailed):
    """The server could not be reached, or the connection broke."""


class TimedOut(TransportError, errors.TimedOut):
    """A time limit ran out. Also a builtin `TimeoutError`."""


class SessionTimeout(TimedOut):
    """A session did not come far enough in the time, or in the polls, that it was given.

    Attributes:
        session_id: The session; None if it was not even started.
        session_status: How it stood when it was last looked at; None if it was not.
        cursor: Index of the next event, to go on from.
        events: Events that were read until then, if they were not handed out before.
        handle: The session's handle, to go on with; None in a copy, and after pickling.
        cancelled: Whether the session was cancelled because of this.
    """

    _local = ("handle",)

    def __init__(self, message: str = "", **context: Any) -> None:
        super().__init__(message, **context)
        self.session_id: str | None = None
        self.session_status: str | None = None
        self.cursor = 0
        self.events: list[SessionEvent] = []
        self.handle: SessionHandle[Any] | AsyncSessionHandle[Any] | None = None
        self.cancelled = False


class StreamInterrupted(TransportError, errors.StreamInterrupted):
    """A download broke off; what was delivered before is valid."""


class AnswerValidationError(HaiError, ValueError):
    """The agent's answer does not fit `answer_schema`.

    Attributes:
        raw: The answer as it came: text, or decoded JSON.
        model: The class that it should have fitted; None in a copy, and after pickling.
        error: What pydantic says about it; None in a copy, and after pickling.
        result: The whole result, with the answer as it came; None outside of a run.
    """

    _local = ("model", "error")

    def __init__(
        self, raw: object = None, model: type | None = None, error: Exception | None = None, **context: Any
    ) -> None:
        name = model.__name__ if model else "the schema"
        context.setdefault("backend", "hai")
        super().__init__(f"the answer does not fit {name}{_places(error)}", **context)
        self.raw = raw
        self.model = model
        self.error = error
        self.result: SessionRunResult[Any] | None = None


class WebhookVerificationError(HaiError, errors.WebhookVerificationError):
    """A delivery is not signed with any of the secrets, is too old, or was changed on its way."""


class InvalidArgument(HaiError, errors.InvalidArgument):
    """An argument cannot be sent; nothing was sent."""


class ConfigurationError(HaiError, errors.ConfigurationError):
    """The client cannot be built from what it was given, such as without an API key."""


class ClientClosed(HaiError, errors.ClientClosed):
    """The client was used after `close()`."""


def _places(error: object) -> str:
    """Where a pydantic error says that something is wrong; never the values, which may be private."""
    told = getattr(error, "errors", None)
    if told is None:
        return ""
    problems = cast(
        "list[dict[str, Any]]", told(include_url=False, include_context=False, include_input=False)
    )
    lines = [f"{'.'.join(map(str, each['loc'])) or 'answer'}: {each['msg']}" for each in problems[:3]]
    more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
    return f": {'; '.join(lines)}{more}"
