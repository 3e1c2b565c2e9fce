"""Which exception an answer of HestiaOS becomes."""

from __future__ import annotations

from typing import Any, cast

from fairlead._core.answers import ErrorFamily, Problem
from fairlead.hestia import errors

Fields = dict[str, Any]


def read_problem(status: int, body: Any, _path: str) -> Problem:
    """Read an error body. What it says is at the top level, or inside of a `detail` that is an object."""
    fields = cast("Fields", body) if isinstance(body, dict) else {}
    detail = cast("object", fields.get("detail"))
    inner = cast("Fields", detail) if isinstance(detail, dict) else {}
    trace_id = _text(fields, "trace_id") or _text(inner, "trace_id")
    message = _text(fields, "message") or _text(fields, "detail") or _text(inner, "message")
    details: dict[str, Any] = {"trace_id": trace_id}
    if status == 403:
        details["trace_id"] = trace_id or ""
        message = message or "Request blocked by governance"
    if status == 422:
        message = message or _issues(fields) or "Invalid input"
        given: object = fields.get("details")
        details["details"] = given if isinstance(given, dict) else fields or None
    return Problem(message, code=_text(fields, "code") or _text(inner, "code"), details=details)


def _text(fields: Fields, name: str) -> str | None:
    value: object = fields.get(name)
    return value if isinstance(value, str) and value else None


def _issues(body: Fields) -> str:
    """Every field's issue in one line, without the part of the request that the field is in."""
    lines: list[str] = []
    detail = cast("object", body.get("detail"))
    for issue in cast("list[object]", detail) if isinstance(detail, list) else []:
        if isinstance(issue, dict):
            fields = cast("Fields", issue)
            loc: object = fields.get("loc")
            place = ".".join(map(str, cast("list[object]", loc)[1:])) if isinstance(loc, list) else ""
            lines.append(f"{place or 'request'}: {fields.get('msg')}")
    return "; ".join(lines)


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
