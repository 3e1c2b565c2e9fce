"""How error answers become exceptions."""

from __future__ import annotations

from typing import Any

from fairlead._core.answers import ErrorFamily, Problem, problems_told
from fairlead._core.loose import Fields, fields_of, items_of, text_of
from fairlead.hai import exceptions


def read_problem(status: int, body: Any, _path: str) -> Problem:
    """Read an error body: `detail` is a text or a list of problems; the gateway says `message` instead."""
    fields = fields_of(body)
    problems = [fields_of(item) for item in items_of(fields.get("detail"))]
    code = next((text_of(problem.get("type")) for problem in problems), None)
    message = text_of(fields.get("message")) or text_of(fields.get("detail"))
    if status == 422:
        return Problem(problems_told(problems) or message, code=code, details={"problems": problems})
    if status == 429:
        return Problem(message or _told(problems), code=code, details={"limits": problems})
    return Problem(message or _told(problems), code=code)


def _told(problems: list[Fields]) -> str | None:
    texts = [text_of(problem.get("message")) or text_of(problem.get("msg")) for problem in problems]
    return "; ".join(text for text in texts if text) or next(
        (text_of(problem.get("type")) for problem in problems), None
    )


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
