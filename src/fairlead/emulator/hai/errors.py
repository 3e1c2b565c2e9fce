"""Refusals: the framework's own, made safe, and those with a shape of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from fairlead.emulator._json import issues

__all__ = ["Problem", "install", "invalid", "over_quota", "unauthorized"]


class Problem(Exception):
    """A refusal whose body is not the usual `detail`.

    Attributes:
        status: HTTP status.
        body: The JSON body; None for no body.
        headers: More headers.
    """

    def __init__(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.headers = headers


def unauthorized() -> Problem:
    """The gateway's refusal of a key that is missing or unknown."""
    return Problem(401, {"message": "The API key is missing or unknown"})


def over_quota(kind: str, scope: str, message: str) -> Problem:
    """A refusal because a limit was met.

    Args:
        kind: `plan_limit`, `capacity` or `queue_full`.
        scope: Whose limit: `user`, `org` or `platform`.
        message: In words.
    """
    return Problem(429, {"message": message, "detail": [{"type": kind, "message": message, "scope": scope}]})


def invalid(place: Sequence[str | int], message: str, value: Any = None) -> RequestValidationError:
    """A refusal of something in the request that its model lets pass.

    Args:
        place: Where it is, such as `("body", "agent")`.
        message: In words.
        value: What is there.
    """
    return RequestValidationError(
        [{"type": "value_error", "loc": tuple(place), "msg": message, "input": value}]
    )


def install(app: FastAPI) -> None:
    """Register the handlers."""

    async def server_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
        return PlainTextResponse("Internal Server Error", 500)

    async def validation_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, RequestValidationError)
        return JSONResponse({"detail": issues(error)}, 422)

    async def problem(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, Problem)
        if error.body is None:
            return Response(status_code=error.status, headers=error.headers)
        return JSONResponse(error.body, error.status, error.headers)

    app.add_exception_handler(Exception, server_error)
    app.add_exception_handler(RequestValidationError, validation_error)
    app.add_exception_handler(Problem, problem)
