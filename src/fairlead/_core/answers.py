"""What came back, and which error it is: status, headers and body become the exceptions of one backend."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fairlead import errors
from fairlead._core.loose import Fields, fields_of, items_of
from fairlead._core.redact import redact_headers
from fairlead._core.retry import parse_retry_after

_EXCERPT = 200
_NO_ROUTE = {"detail": "Not Found"}
"""What servers made with Starlette say where they have no route; of objects they say more than that."""
_PARTS: Final = (["body"], ["query"], ["path"], ["header"], ["cookie"])
"""Parts of a request, with which the places of problems begin."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer. It has the three attributes of a response that generated code reads."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status_code < 300

    def body(self) -> Any:
        """The JSON of the body, its text if it is not JSON, or None if it is empty."""
        try:
            return json.loads(self.content) if self.content else None
        except (ValueError, RecursionError):
            return self.content.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a backend's error body says, in common terms.

    Attributes:
        message: The human-readable explanation; None if the body has none.
        code: Machine-readable code, if any.
        final: Trying the same request again is pointless, such as with a used-up daily quota.
        error: Class to raise instead of the one for the status.
        details: Further keyword arguments of that class.
    """

    message: str | None = None
    code: str | None = None
    final: bool = False
    error: type[errors.StatusError] | None = None
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class ErrorFamily:
    """The exception classes of one backend, and the reader of its error bodies.

    Attributes:
        backend: Name of the backend, set on each error.
        statuses: Class for each status that has its own.
        server: Class for every other 5xx.
        unexpected: Class for every other status that is not a success.
        read: Reads an error body: `(status, decoded body, path) -> Problem`.
    """

    backend: str
    statuses: Mapping[int, type[errors.StatusError]]
    server: type[errors.StatusError] = errors.ServerError
    unexpected: type[errors.StatusError] = errors.StatusError
    connection: type[errors.FairleadError] = errors.ConnectionFailed
    timeout: type[errors.FairleadError] = errors.TimedOut
    interrupted: type[errors.FairleadError] = errors.StreamInterrupted
    invalid_response: type[errors.InvalidResponse] = errors.InvalidResponse
    invalid_argument: type[errors.InvalidArgument] = errors.InvalidArgument
    configuration: type[errors.ConfigurationError] = errors.ConfigurationError
    closed: type[errors.ClientClosed] = errors.ClientClosed
    read: Callable[[int, Any, str], Problem] = lambda _status, _body, _path: Problem()

    def client_closed(self, operation: str | None = None) -> errors.FairleadError:
        """The error of what needs an open client."""
        message = "this client is closed; make a new one"
        return self.closed(message, backend=self.backend, operation=operation)

    def from_answer(
        self, answer: Answer, *, operation: str | None, path: str, url: str = ""
    ) -> tuple[errors.StatusError, bool]:
        """The error for an answer that is not a success, and whether retrying is pointless.

        Args:
            answer: The answer.
            operation: The operation.
            path: Its path in the contract.
            url: Where it was sent, without secrets, for the message when there is nothing.
        """
        status = answer.status_code
        body = answer.body()
        problem = self.read(status, body, path)
        message = problem.message or _default_message(status, body)
        if url and status == 404 and body == _NO_ROUTE:
            message = f"{message}: this server has nothing at {url}; look at the base URL of the client"
        other = self.server if status >= 500 else self.unexpected
        kind = problem.error or self.statuses.get(status, other)
        error = kind(
            # By name, because the classes of a replaced SDK have their own order of arguments.
            message=message,
            backend=self.backend,
            operation=operation,
            status=status,
            code=problem.code,
            request_id=answer.headers.get("x-request-id"),
            body=body,
            retry_after=parse_retry_after(answer.headers, now=time.time()),
            **problem.details,
        )
        error.headers = redact_headers(answer.headers)
        return error, problem.final


def place_of(problem: Fields) -> str:
    """The dotted path of the field that a problem is about; empty if it is about the whole request."""
    parts = items_of(problem.get("loc"))
    return ".".join(map(str, parts[1:] if parts[:1] in _PARTS else parts))


def problems_told(problems: Iterable[Fields]) -> str | None:
    """What is wrong with which field, all in one line; None if there is nothing."""
    lines = [f"{place_of(problem) or 'request'}: {problem.get('msg')}" for problem in problems if problem]
    return "; ".join(lines) or None


def _default_message(status: int, body: Any) -> str:
    if isinstance(body, str) and body.strip():
        text = " ".join(body.split())
        return f"HTTP {status}: {text[:_EXCERPT]}{'…' if len(text) > _EXCERPT else ''}"
    fields = fields_of(body)
    for key in ("detail", "message", "error"):
        if isinstance(told := fields.get(key), str):
            return told
    return f"the server answered with HTTP {status}"
