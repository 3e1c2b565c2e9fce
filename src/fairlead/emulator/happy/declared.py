"""What the routes declare in the app's OpenAPI document beside their models: their refusals."""

from __future__ import annotations

from typing import Any

from happy_backend_models import api

__all__ = ["Answers", "answers", "public_answers"]

Answers = dict[int | str, dict[str, Any]]

_REFUSALS: dict[int, dict[str, Any]] = {
    400: {"model": api.InvalidRequest | api.Problem, "description": "A parameter or the body is not valid."},
    401: {"model": api.Problem, "description": "The token is missing or not valid."},
    404: {"model": api.UnknownRoute | api.Problem, "description": "There is no such thing in this account."},
    409: {"model": api.Problem, "description": "It exists already."},
    413: {"model": api.Problem, "description": "The file is over 10 MiB."},
    429: {"model": api.Problem, "description": "Too many uploads within a minute."},
    500: {"model": api.ServerProblem | api.Problem, "description": "The server failed."},
    503: {"model": api.Unhealthy, "description": "The database does not answer."},
}


def public_answers(*refusals: int, **models: Any) -> Answers:
    """The refusals of an operation that needs no token.

    Args:
        refusals: Their statuses, beside 500, which every operation has.
        models: Other bodies than the usual ones, such as `model_409=api.KvConflict`.
    """
    declared: Answers = {}
    for status in sorted({*refusals, 500}):
        model = models.get(f"model_{status}")
        declared[status] = _REFUSALS[status] if model is None else {**_REFUSALS[status], "model": model}
    return declared


def answers(*refusals: int, **models: Any) -> Answers:
    """The refusals of an operation that needs a token, which are 401 and those given."""
    return public_answers(401, *refusals, **models)
