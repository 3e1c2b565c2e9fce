"""Errors for one status each, where hai-agents keeps them; all are in `fairlead.hai`."""

from fairlead.hai.exceptions import (
    ContentTooLargeError,
    ForbiddenError,
    NotFoundError,
    PreconditionFailedError,
    TooManyRequestsError,
    UnprocessableEntityError,
)

__all__ = [
    "ContentTooLargeError",
    "ForbiddenError",
    "NotFoundError",
    "PreconditionFailedError",
    "TooManyRequestsError",
    "UnprocessableEntityError",
]
