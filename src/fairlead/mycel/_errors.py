"""How Mycel's error answers become exceptions."""

from __future__ import annotations

import re
from typing import Any, TypeVar, cast
from urllib.parse import unquote

from fairlead._core import later
from fairlead._core.answers import ErrorFamily, Problem, problems_told
from fairlead._core.loose import Fields, fields_of, items_of, text_of
from fairlead.mycel import exceptions, models

M = TypeVar("M", bound="later.Model")

_MESSAGES = re.compile(r"/api/chats/([^/]+)/messages")


def read_problem(status: int, body: Any, path: str) -> Problem:
    """Read an error body. Its `detail` is a text, a list (field problems) or an object with an `error`."""
    fields = fields_of(body)
    detail: object = fields.get("detail")
    if isinstance(detail, str):
        return _plain(status, detail, path)
    if isinstance(detail, list):
        problems = [fields_of(item) for item in items_of(fields.get("detail"))]
        return Problem(problems_told(problems), details={"problems": problems} if status == 422 else {})
    if isinstance(detail, dict):
        return _structured(status, cast("Fields", detail))
    # Refusals by a sandbox have no detail.
    code = text_of(fields.get("error"))
    provider = text_of(fields.get("provider"))
    message = text_of(fields.get("message")) or (f"{code}: {provider}" if code and provider else code)
    return Problem(message, code=code)


def _plain(status: int, detail: str, path: str) -> Problem:
    # The texts are not part of the contract, so the route tells which conflict it is.
    if status == 409 and (found := _MESSAGES.fullmatch(path)):
        details = {"chat_id": unquote(found[1])}
        return Problem(detail, error=exceptions.UnreadMessages, details=details)
    if status == 409 and path == "/api/auth/external-users":
        return Problem(detail, error=exceptions.AlreadyExists)
    return Problem(detail)


def _structured(status: int, detail: Fields) -> Problem:
    code = text_of(detail.get("error"))
    cause = text_of(detail.get("cause")) or ""
    message, row = detail.get("message"), detail.get("row")
    if status == 409 and "expected_state_version" in detail:
        expected, actual = detail["expected_state_version"], detail.get("actual_state_version")
        return Problem(
            f"expected version {expected}, and it is {'not there' if actual is None else actual}",
            code=code,
            error=exceptions.StaleVersion,
            details={
                "chat_id": detail.get("chat_id", ""),
                "event_id": detail.get("event_id"),
                "expected": expected,
                "actual": actual,
            },
        )
    if status >= 500 and isinstance(message, dict):
        stored = _stored(models.Message, cast("Fields", message))
        return Problem(
            f"the message is stored, do not send it again; telling others of it failed: {cause}",
            code=code,
            error=exceptions.DeliveryFailed,
            details={"stored": stored, "cause": cause},
        )
    if status >= 500 and isinstance(row, dict):
        action = text_of(detail.get("action")) or ""
        return Problem(
            f"the join request is stored, and a step after that failed ({action}): {cause}",
            code=code,
            error=exceptions.JoinFollowUpFailed,
            details={
                "action": action,
                "row": _stored(models.JoinRequest, cast("Fields", row)),
                "cause": cause,
            },
        )
    return Problem(text_of(message) or cause or code, code=code)


def _stored(model: type[M], row: Fields) -> M:
    try:
        return model.from_dict(row)
    except later.ValidationError:
        # Whatever is odd about it, it is stored, and that has to reach the caller.
        return model.model_construct(**row)


FAMILY = ErrorFamily(
    backend="mycel",
    statuses={
        400: exceptions.BadRequest,
        401: exceptions.Unauthorized,
        403: exceptions.Forbidden,
        404: exceptions.NotFound,
        409: exceptions.Conflict,
        410: exceptions.Gone,
        413: exceptions.PayloadTooLarge,
        422: exceptions.ValidationFailed,
        429: exceptions.RateLimited,
    },
    server=exceptions.ServerError,
    unexpected=exceptions.UnexpectedStatus,
    connection=exceptions.ConnectionFailed,
    timeout=exceptions.TimedOut,
    interrupted=exceptions.ConnectionClosed,
    invalid_response=exceptions.InvalidResponse,
    invalid_argument=exceptions.InvalidArgument,
    configuration=exceptions.ConfigurationError,
    closed=exceptions.ClientClosed,
    read=read_problem,
)
