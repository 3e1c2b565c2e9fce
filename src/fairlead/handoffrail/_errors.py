"""How HandoffRail's error answers become exceptions."""

from __future__ import annotations

from typing import Any

from fairlead._core.answers import ErrorFamily, Problem, place_of, problems_told
from fairlead._core.loose import fields_of, items_of, text_or_none
from fairlead.handoffrail import exceptions


def read_problem(status: int, body: Any, path: str) -> Problem:
    """Read an error body. Its `detail` is a text, an object (claim conflict) or a list (field problems)."""
    fields = fields_of(body)
    detail: object = fields.get("detail")
    message = text_or_none(detail)
    details: dict[str, Any] = {}
    if status in {400, 413, 422} and isinstance(fields.get("field"), str):
        details["field"] = fields["field"]
    if status == 422 and isinstance(detail, list):
        problems = [found for item in items_of(fields.get("detail")) if (found := fields_of(item))]
        message = problems_told(problems)
        details = {"field": place_of(problems[0]) or None if problems else None, "problems": problems}
    elif status == 409 and isinstance(detail, dict):
        conflict = fields_of(fields.get("detail"))
        message = text_or_none(conflict.get("message"))
        details["claimed_by"] = fields_of(conflict.get("claimed_by")) or None
    elif status == 410:
        details["resource_id"] = path
    elif status == 429:
        # Only the burst and hourly limits name the field; waiting helps there. The daily quota lasts all day.
        limited = fields.get("field") == "rate_limit"
        return Problem(message, code="rate_limit" if limited else "quota", final=not limited)
    return Problem(message, details=details)


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
