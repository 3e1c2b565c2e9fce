"""What the routes have in common: how they answer, and what they declare beside their models."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any, Final

from hai_backend_models import api

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.hai.nulls import refuse_nulls

__all__ = ["KEYLESS", "Answers", "HaiRoute", "answers"]

Answers = dict[int | str, dict[str, Any]]

KEYLESS: Final[dict[str, Any]] = {"security": [{}]}
"""What an operation that does without a key declares beside the scheme."""

_ETAG = {"headers": {"ETag": {"description": "Number of the revision.", "schema": {"type": "string"}}}}
_RETRY_AFTER = {"headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}}}}

_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": api.ErrorDetail, "description": "The request makes no sense in this state."},
    401: {"model": api.GatewayError, "description": "The API key is missing or unknown."},
    403: {"model": api.ErrorDetail, "description": "The resource is reserved and read-only."},
    404: {"model": api.ErrorDetail, "description": "There is no such resource."},
    409: {"model": api.ErrorDetail, "description": "It is not in a state that allows this."},
    412: {"description": "There is a newer revision.", **_ETAG},
    413: {"description": "The files of this page are too large together."},
    422: {"model": api.HTTPValidationError, "description": "A parameter or the body is not valid."},
    429: {"description": "Too many requests.", **_RETRY_AFTER},
    "4XX": {"description": "The storage refuses."},
    "5XX": {"description": "The server failed."},
}
_ALWAYS: tuple[int | str, ...] = (401, 422, 429, "5XX")


def answers(*refusals: int | str, etag: int | None = None, **models: Any) -> Answers:
    """The refusals of an operation, beside those that every operation has.

    Args:
        refusals: Their statuses.
        etag: Status of the answer that has the header `ETag`.
        models: Other bodies than the usual ones, such as `model_429=api.QuotaErrorResponse`.
    """
    declared: Answers = {} if etag is None else {etag: dict(_ETAG)}
    for status in (*refusals, *_ALWAYS):
        model = models.get(f"model_{status}")
        declared[status] = {**_REFUSALS[status], **({} if model is None else {"model": model})}
    return declared


class HaiRoute(JsonRoute):
    """A route that refuses nulls the contract forbids, and leaves out what its handler did not set."""

    def __init__(self, path: str, endpoint: Callable[..., Awaitable[Any]], **options: Any) -> None:
        @functools.wraps(endpoint)
        async def checked(**values: Any) -> Any:
            refuse_nulls(values.get("body"))
            return await endpoint(**values)

        options["response_model_exclude_unset"] = True
        super().__init__(path, checked, **options)
