"""How error answers become exceptions."""

from __future__ import annotations

from typing import Any, cast

from fairlead._core.answers import ErrorFamily, Problem
from fairlead.hai import exceptions

Fields = dict[str, Any]


def read_problem(status: int, body: Any, _path: str) -> Problem:
    """Read an error body: `detail` is a text or a list of problems; the gateway says `message` instead."""
    fields = _fields(body)
    detail: object = fields.get("detail")
    problems = [_fields(item) for item in cast("list[object]", detail)] if isinstance(detail, list) else []
    code = next((_text(problem.get("type")) for problem in problems), None)
    message = _text(fields.get("message")) or _text(fields.get("detail"))
    if status == 422:
        lines = [f"{_place(problem.get('loc'))}: {problem.get('msg')}" for problem in problems]
        return Problem("; ".join(lines) or message, code=code, details={"problems": problems})
    if status == 429:
        return Problem(message or _told(problems), code=code, details={"limits": problems})
    return Problem(message or _told(problems), code=code)


def _told(problems: list[Fields]) -> str | None:
    texts = [_text(problem.get("message")) or _text(problem.get("msg")) for problem in problems]
    return "; ".join(text for text in texts if text) or next(
        (_text(problem.get("type")) for problem in problems), None
    )


def _fields(value: object) -> Fields:
    return cast("Fields", value) if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _place(loc: object) -> str:
    """The dotted path of a field, without the part of the request that it is in."""
    parts = cast("list[object]", loc) if isinstance(loc, list) else []
    return ".".join(str(part) for part in (parts[1:] or parts)) or "request"


FAMILY = ErrorFamily(
    backend="hai",
    statuses={
        400: exceptions.BadRequestError,
        401: exceptions.UnauthorizedError,
        403: exceptions.ForbiddenError,
        404: exceptions.NotFoundError,
        409: exceptions.ConflictError,
        410: exceptions.GoneError,
        412: exceptions.PreconditionFailedError,
        413: exceptions.ContentTooLargeError,
        422: exceptions.UnprocessableEntityError,
        429: exceptions.TooManyRequestsError,
    },
    server=exceptions.ServerError,
    unexpected=exceptions.ApiError,
    connection=exceptions.ConnectionFailed,
    timeout=exceptions.TimedOut,
    interrupted=exceptions.StreamInterrupted,
    invalid_response=exceptions.ParsingError,
    invalid_argument=exceptions.InvalidArgument,
    configuration=exceptions.ConfigurationError,
    closed=exceptions.ClientClosed,
    read=read_problem,
)
