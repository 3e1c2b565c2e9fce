"""How Happy's error answers become exceptions."""

from __future__ import annotations

from typing import Any

from fairlead import errors
from fairlead._core.answers import ErrorFamily, Problem
from fairlead._core.loose import fields_of, items_of
from fairlead.happy import exceptions

_MISSING: dict[str, type[errors.StatusError]] = {
    "Session not found": exceptions.SessionNotFound,
    "Session not found or not owned by user": exceptions.SessionNotFound,
    "Machine not found": exceptions.MachineNotFound,
}
"""What is not there, by the server's text: the same routes also miss other things."""


def read_problem(status: int, body: Any, _path: str) -> Problem:
    """Read an error body: an `error`, or a `message` beside a general `error`, or a list of clashes."""
    fields = fields_of(body)
    error, message = fields.get("error"), fields.get("message")
    clashes = [str(fields_of(clash).get("key")) for clash in items_of(fields.get("errors"))]
    if clashes:
        return Problem(f"somebody else changed {', '.join(clashes)}", error=exceptions.VersionConflictError)
    if not isinstance(error, str):
        return Problem()
    if status == 404 and fields.get("path") is not None:
        return Problem(f"this server has no {fields.get('method')} {fields['path']}")
    if isinstance(message, str):
        return Problem(message)
    return Problem(error, error=_MISSING.get(error) if status == 404 else None)


FAMILY = ErrorFamily(
    backend="happy",
    statuses={
        400: exceptions.BadRequestError,
        401: exceptions.AuthenticationError,
        403: exceptions.PermissionDeniedError,
        404: exceptions.NotFoundError,
        409: exceptions.ConflictError,
        410: exceptions.GoneError,
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
