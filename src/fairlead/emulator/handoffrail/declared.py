"""What the routes declare in the app's OpenAPI document beside their models: error answers and headers."""

from __future__ import annotations

from typing import Any

from handoffrail_backend_models import api
from pydantic import BaseModel

__all__ = ["Answers", "answers"]

Answers = dict[int | str, dict[str, Any]]

_INTEGER = {"type": "integer"}
_LIMIT_HEADERS: dict[str, Any] = {
    "X-RateLimit-Limit": {"description": "Requests allowed in the window.", "schema": _INTEGER},
    "X-RateLimit-Remaining": {"description": "Requests left in the window.", "schema": _INTEGER},
    "X-RateLimit-Reset": {"description": "Seconds until the window starts anew.", "schema": _INTEGER},
    "X-RateLimit-Tier": {
        "description": "Tier the limit belongs to.",
        "schema": {"type": "string", "enum": [tier.value for tier in api.Tier]},
    },
}
_RETRY_AFTER = {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}

_ERRORS: dict[int, tuple[type[BaseModel], str]] = {
    400: (api.ErrorDetail, "The request makes no sense in this state."),
    401: (api.ErrorDetail, "The API key is missing or unknown."),
    403: (api.ErrorDetail, "The API key is revoked, or its role is too low."),
    404: (api.ErrorDetail, "There is no such thing in the caller's tenant."),
    409: (api.ErrorDetail, "The thing is not in a state that allows this."),
    410: (api.ErrorDetail, "The packet has expired."),
    413: (api.PayloadTooLargeProblem, "The body is too large."),
    422: (api.ValidationProblem, "A parameter or the body is not valid."),
    429: (api.RateLimitProblem, "A request limit or the daily packet quota is used up."),
}


def answers(success: int, *errors: int, claim: bool = False, stream: bool = False) -> Answers:
    """The answers of an operation that needs a key.

    Args:
        success: Status of its success; the model is the handler's.
        errors: Statuses of its errors, beside 401, 403 and 429, which every operation has.
        claim: Whether its 409 names the claimant.
        stream: Whether it is the event stream, whose success is not JSON and which has no 500.
    """
    declared: Answers = {success: {"headers": _LIMIT_HEADERS}}
    for status in sorted({*errors, 401, 403, 429}):
        model, description = _ERRORS[status]
        if claim and status == 409:
            model, description = api.ClaimConflictProblem, "The packet is already claimed."
        headers = {"Retry-After": _RETRY_AFTER, **_LIMIT_HEADERS} if status == 429 else _LIMIT_HEADERS
        declared[status] = {"description": description, "headers": headers}
        if stream:  # a model would be declared with the media type of the success
            schema = {"$ref": f"#/components/schemas/{model.__name__}"}
            declared[status]["content"] = {"application/json": {"schema": schema}}
        else:
            declared[status]["model"] = model
    if not stream:
        declared[500] = {
            "model": api.ErrorDetail,
            "description": "The server failed.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    return declared
