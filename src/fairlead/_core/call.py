"""One call: what it is about, its log lines, and which error a failure of it is."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any, Protocol, Self

from fairlead import errors
from fairlead._core.answers import Answer, ErrorFamily
from fairlead._core.logs import log
from fairlead._core.observe import AttemptRecord, CallRecord, CallStart, Observer, begin, followed, tell
from fairlead._core.redact import redact_url
from fairlead._core.retry import Outcome


class Port(Protocol):
    """What a call needs to know of the port that it goes through."""

    family: ErrorFamily
    base_url: str
    timeout: float | None
    idempotent: frozenset[str]

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        ...

    @property
    def library(self) -> Any:
        """The HTTP library, whose exceptions are translated."""
        ...

    def resolve(self, url: str) -> str:
        """The full URL of a contract path."""
        ...


class Call:
    """What one call is, for its log lines and its errors. The call lasts from entering to leaving it.

    Attributes:
        headers: What those who follow the call want to be sent with it; to nobody but the backend.
    """

    __slots__ = (
        *("attempts", "began", "headers", "http", "idempotent", "keyed", "method", "number", "observers"),
        *("operation", "path", "sent", "url", "wall"),
    )

    def __init__(self, http: Port, method: str, path: str, extensions: Mapping[str, Any] | None) -> None:
        self.http = http
        self.method = method.upper()
        self.path = path
        self.url = http.resolve(path)
        self.operation: str | None = (extensions or {}).get("operation")
        self.keyed: bool = (extensions or {}).get("keyed", False)
        self.idempotent: bool = self.keyed or self.operation in http.idempotent
        self.headers: dict[str, str] = {}
        self.attempts: list[AttemptRecord] = []
        self.observers: list[Observer] = []
        self.number = 0
        self.sent: float | None = None
        """When the attempt was sent that is on its way, by the monotonic clock."""

    def __enter__(self) -> Self:
        self.began, self.wall = time.monotonic(), time.time()
        if followed():
            start = CallStart(
                backend=self.http.family.backend,
                operation=self.operation,
                method=self.method,
                url=redact_url(self.url.partition("?")[0]),
                started=self.wall,
            )
            self.observers = begin(start, self.headers)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.sent is not None:
            self.end_attempt(Outcome.ABANDONED, None)
        if self.observers:
            last = self.attempts[-1] if self.attempts else None
            record = CallRecord(
                backend=self.http.family.backend,
                operation=self.operation,
                method=self.method,
                path=redact_url(self.path),
                started=self.wall,
                seconds=time.monotonic() - self.began,
                attempts=tuple(self.attempts),
                status=last and last.status,
                request_id=last and last.request_id,
                error=kind.__name__ if kind else None,
            )
            tell(self.observers, record)

    def refused(self, failure: errors.FairleadError) -> Outcome:
        """How an attempt to open a WebSocket ended that failed."""
        if failure.status is not None:
            return Outcome.ANSWERED
        unreachable = isinstance(failure, errors.ConnectionFailed) and isinstance(failure.__cause__, OSError)
        if unreachable or isinstance(failure, errors.ConfigurationError):
            return Outcome.NOT_SENT
        return Outcome.REPLY_LOST

    def begin_attempt(self, number: int = 1) -> None:
        """Begin to send the request; `number` is 1 for the first time."""
        self.number = number
        self.sent = time.monotonic()

    def end_attempt(
        self,
        outcome: Outcome,
        status: int | None,
        *,
        pause: float | None = None,
        request_id: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Tell what the attempt came to; `pause` is the wait before the next.

        The `request_id` is looked for in `headers` only if somebody wants to know: that decodes all of them.
        """
        now = time.monotonic()
        sent, self.sent = self.sent or now, None
        logging_it = log.isEnabledFor(logging.DEBUG)
        if not (logging_it or self.observers):
            return
        if headers is not None:
            request_id = headers.get("x-request-id")
        attempt = AttemptRecord(
            number=self.number,
            started=self.wall + sent - self.began,
            seconds=now - sent,
            outcome=outcome.value,
            status=status,
            request_id=request_id,
            retry_in=pause,
        )
        self.attempts.append(attempt)
        if logging_it:
            self._log(attempt)

    def _log(self, attempt: AttemptRecord) -> None:
        path = redact_url(self.path)
        log.debug(
            "%s %s -> %s in %.0f ms (attempt %d)%s%s",
            self.method,
            path,
            attempt.status or attempt.outcome,
            attempt.seconds * 1000,
            attempt.number,
            f" request_id={attempt.request_id}" if attempt.request_id else "",
            f"; next attempt in {attempt.retry_in:.2f} s" if attempt.retry_in is not None else "",
            # In one field, because a name that the application's own records have would be an error.
            extra={
                "fairlead": {
                    "backend": self.http.family.backend,
                    "operation": self.operation,
                    "method": self.method,
                    "path": path,
                    "attempt": attempt.number,
                    "outcome": attempt.outcome,
                    "status": attempt.status,
                    "seconds": attempt.seconds,
                    "request_id": attempt.request_id,
                    "retry_in": attempt.retry_in,
                }
            },
        )

    def error(self, kind: type[errors.FairleadError], message: str, **context: Any) -> errors.FairleadError:
        """An error of this call."""
        return kind(message, backend=self.http.family.backend, operation=self.operation, **context)

    def status_failure(self, answer: Answer) -> tuple[errors.StatusError, bool]:
        """The error to raise for an answer, and whether retrying is pointless."""
        url = redact_url(self.url.partition("?")[0])
        return self.http.family.from_answer(answer, operation=self.operation, path=self.path, url=url)

    def transport_failure(self, error: Exception) -> tuple[Outcome, errors.FairleadError, bool]:
        """How the attempt ended, the error to raise for it, and whether retrying is pointless."""
        library, family = self.http.library, self.http.family
        place = f"{self.method} {redact_url(self.path)}"
        host = redact_url(self.http.base_url)
        unsent = (library.ConnectError, library.ConnectTimeout, library.PoolTimeout, library.ProxyError)
        outcome = Outcome.NOT_SENT if isinstance(error, unsent) else Outcome.REPLY_LOST
        if self.http.is_closed:
            return outcome, family.client_closed(self.operation), True
        if isinstance(error, library.UnsupportedProtocol):
            message = f"base_url must begin with http:// or https://, got {host!r}"
            return outcome, self.error(family.configuration, message), True
        if isinstance(error, library.DecodingError):
            message = f"{place}: the answer cannot be decompressed: {reason(error)}"
            return outcome, self.error(family.invalid_response, message), False
        if isinstance(error, library.TimeoutException):
            what = f"no connection to {host}" if outcome is Outcome.NOT_SENT else "no complete answer"
            failure = self.error(family.timeout, f"{place}: {what} within {self.http.timeout} s")
            return outcome, failure, False
        what = f"cannot connect to {host}" if outcome is Outcome.NOT_SENT else "the connection broke"
        failure = self.error(family.connection, f"{place}: {what}: {reason(error)}")
        final = isinstance(error, (library.LocalProtocolError, library.TooManyRedirects))
        return outcome, failure, final


def reason(error: BaseException) -> str:
    """What an exception says, or its name if it says nothing."""
    return str(error) or type(error).__name__
