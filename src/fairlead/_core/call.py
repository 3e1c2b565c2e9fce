"""One call: what it is about, its log lines, and which error a failure of it is."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any, Protocol

from fairlead import errors
from fairlead._core.answers import Answer, ErrorFamily
from fairlead._core.observe import AttemptRecord, CallRecord, observed, tell
from fairlead._core.redact import redact_url
from fairlead._core.retry import Outcome

log = logging.getLogger("fairlead")


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
    """What one call is, for its log lines and its errors."""

    __slots__ = (
        *("attempts", "http", "idempotent", "keyed", "method", "operation"),
        *("path", "started", "url", "wall"),
    )

    def __init__(self, http: Port, method: str, path: str, extensions: Mapping[str, Any] | None) -> None:
        self.http = http
        self.method = method.upper()
        self.path = path
        self.url = http.resolve(path)
        self.operation: str | None = (extensions or {}).get("operation")
        self.attempts: list[AttemptRecord] = []
        self.started = time.monotonic()
        self.wall = time.time()
        self.keyed: bool = (extensions or {}).get("keyed", False)
        self.idempotent: bool = self.keyed or self.operation in http.idempotent

    def error(self, kind: type[errors.FairleadError], message: str, **context: Any) -> errors.FairleadError:
        """An error of this call."""
        return kind(message, backend=self.http.family.backend, operation=self.operation, **context)

    def status_failure(self, answer: Answer) -> tuple[errors.StatusError, bool]:
        """The error to raise for an answer, and whether retrying is pointless."""
        return self.http.family.from_answer(answer, operation=self.operation, path=self.path)

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

    def tell(
        self,
        number: int,
        started: float,
        outcome: Outcome,
        status: int | None,
        *,
        failure: errors.FairleadError | None = None,
        pause: float | None = None,
        request_id: str | None = None,
    ) -> None:
        """Tell what attempt `number`, begun at `started`, came to; `pause` is the wait before the next."""
        seconds = time.monotonic() - started
        if log.isEnabledFor(logging.DEBUG):
            log.debug(
                "%s %s -> %s in %.0f ms (attempt %d)%s%s",
                self.method,
                redact_url(self.path),
                status or outcome.value,
                seconds * 1000,
                number,
                f" request_id={request_id}" if request_id else "",
                f"; next attempt in {pause:.2f} s" if pause is not None else "",
            )
        if not observed():
            return
        self.attempts.append(AttemptRecord(number, seconds, outcome.value, status, pause))
        if pause is None:
            record = CallRecord(
                backend=self.http.family.backend,
                operation=self.operation,
                method=self.method,
                path=redact_url(self.path),
                started=self.wall,
                seconds=time.monotonic() - self.started,
                attempts=tuple(self.attempts),
                status=status,
                request_id=request_id,
                error=type(failure).__name__ if failure else None,
            )
            tell(record)


def reason(error: BaseException) -> str:
    """What an exception says, or its name if it says nothing."""
    return str(error) or type(error).__name__
