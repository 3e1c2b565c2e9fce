"""How HandoffRail's error answers become exceptions."""

from __future__ import annotations

from typing import Any, cast

from fairlead._core.answers import ErrorFamily, Problem
from fairlead.handoffrail import exceptions

_PARTS = (["body"], ["query"], ["path"])


def read_problem(status: int, body: Any, path: str) -> Problem:
    """Read an error body. Its `detail` is a text, an object (claim conflict) or a list (field problems)."""
    fields = cast("dict[str, Any]", body) if isinstance(body, dict) else {}
    detail: object = fields.get("detail")
    message = detail if isinstance(detail, str) else None
    details: dict[str, Any] = {}
    if status in {400, 413, 422} and isinstance(fields.get("field"), str):
        details["field"] = fields["field"]
    if status == 422 and isinstance(detail, list):
        items = cast("list[object]", detail)
        message, details = _field_problems(
            [cast("dict[str, Any]", item) for item in items if isinstance(item, dict)]
        )
    elif status == 409 and isinstance(detail, dict):
        conflict = cast("dict[str, Any]", detail)
        text, claimant = conflict.get("message"), conflict.get("claimed_by")
        message = text if isinstance(text, str) else None
        details["claimed_by"] = cast("dict[str, Any]", claimant) if isinstance(claimant, dict) else None
    elif status == 410:
        details["resource_id"] = path
    elif status == 429:
        # Only the burst and hourly limits name the field; waiting helps there. The daily quota lasts all day.
        limited = fields.get("field") == "rate_limit"
        return Problem(message, code="rate_limit" if limited else "quota", final=not limited)
    return Problem(message, details=details)


def _field_problems(problems: list[dict[str, Any]]) -> tuple[str | None, dict[str, Any]]:
    places = [_place(problem.get("loc")) for problem in problems]
    lines = [
        f"{place or 'request'}: {problem.get('msg')}" for place, problem in zip(places, problems, strict=True)
    ]
    return "; ".join(lines) or None, {"field": places[0] or None if places else None, "problems": problems}


def _place(loc: object) -> str:
    """The dotted path of a field, without the part of the request that it is in."""
    parts = cast("list[object]", loc) if isinstance(loc, list) else []
    return ".".join(str(part) for part in (parts[1:] if parts[:1] in _PARTS else parts))


FAMILY = ErrorFamily(
    backend="handoffrail",
    statuses={
        400: exceptions.BadRequestError,
        401: exceptions.AuthenticationError,
        403: exceptions.PermissionDeniedError,
        404: exceptions.NotFoundError,
        409: exceptions.ConflictError,
        410: exceptions.PacketExpiredError,
        413: exceptions.PayloadTooLargeError,
        422: exceptions.UnprocessableError,
        429: exceptions.RateLimitError,
    },
    server=exceptions.ServerError,
    unexpected=exceptions.UnexpectedStatusError,
    connection=exceptions.ConnectionError,
    timeout=exceptions.TimeoutError,
    interrupted=exceptions.StreamInterruptedError,
    invalid_response=exceptions.ResponseFormatError,
    invalid_argument=exceptions.InvalidArgumentError,
    configuration=exceptions.ConfigurationError,
    closed=exceptions.ClientClosedError,
    read=read_problem,
)
