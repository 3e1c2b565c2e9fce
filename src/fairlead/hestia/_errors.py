"""Which exception an answer of HestiaOS becomes."""

from __future__ import annotations

from typing import Any

from fairlead._core.answers import ErrorFamily, Problem, problems_told
from fairlead._core.loose import fields_of, items_of, text_of
from fairlead.hestia import errors


def read_problem(status: int, body: Any, _path: str) -> Problem:
    """Read an error body. What it says is at the top level, or inside of a `detail` that is an object."""
    fields = fields_of(body)
    inner = fields_of(fields.get("detail"))
    trace_id = text_of(fields.get("trace_id")) or text_of(inner.get("trace_id"))
    message = text_of(fields.get("message")) or text_of(fields.get("detail")) or text_of(inner.get("message"))
    details: dict[str, Any] = {"trace_id": trace_id}
    if status == 403:
        details["trace_id"] = trace_id or ""
        message = message or "Request blocked by governance"
    if status == 422:
        message = message or problems_told(map(fields_of, items_of(fields.get("detail")))) or "Invalid input"
        given: object = fields.get("details")
        details["details"] = given if isinstance(given, dict) else fields or None
    return Problem(message, code=text_of(fields.get("code")) or text_of(inner.get("code")), details=details)


FAMILY = ErrorFamily(
    backend="hestia",
    statuses={
        400: errors.BadRequest,
        401: errors.Unauthorized,
        403: errors.GovernanceBlock,
        404: errors.NotFound,
        409: errors.Conflict,
        410: errors.Gone,
        413: errors.PayloadTooLarge,
        422: errors.InvalidInput,
        429: errors.RateLimited,
    },
    server=errors.ServerError,
    unexpected=errors.UnexpectedStatus,
    connection=errors.ConnectionFailed,
    timeout=errors.TimedOut,
    interrupted=errors.StreamInterrupted,
    invalid_response=errors.InvalidResponse,
    invalid_argument=errors.InvalidArgument,
    configuration=errors.ConfigurationError,
    closed=errors.ClientClosed,
    read=read_problem,
)
