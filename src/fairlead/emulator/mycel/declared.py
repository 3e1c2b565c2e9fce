"""What the routes declare in the app's OpenAPI document beside their models: their refusals."""

from __future__ import annotations

from typing import Any

from mycel_backend_models import api

__all__ = ["Answers", "answers", "public_answers"]

Answers = dict[int | str, dict[str, Any]]

_REFUSALS: dict[int, dict[str, Any]] = {
    400: {"model": api.ErrorDetail, "description": "The request makes no sense."},
    401: {"model": api.ErrorDetail, "description": "The token is missing or not valid."},
    403: {"model": api.ErrorDetail, "description": "The caller may not do that."},
    404: {"model": api.ErrorDetail, "description": "There is no such thing."},
    409: {"model": api.ErrorDetail, "description": "It is not in a state that allows this."},
    422: {"model": api.ValidationProblem, "description": "A parameter or the body is not valid."},
    500: {
        "model": api.ErrorDetail,
        "description": "The server failed.",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    },
}


def public_answers(*refusals: int, **models: Any) -> Answers:
    """The refusals of an operation that needs no token.

    Args:
        refusals: Their statuses, beside 500, which every operation has.
        models: Other bodies than the usual ones, such as `model_409=api.StaleVersionProblem`.
    """
    declared: Answers = {}
    for status in sorted({*refusals, 500}):
        model = models.get(f"model_{status}")
        declared[status] = _REFUSALS[status] if model is None else {**_REFUSALS[status], "model": model}
    return declared


def answers(*refusals: int, **models: Any) -> Answers:
    """The refusals of an operation that needs a token, which are 401 and those given."""
    return public_answers(401, *refusals, **models)
