"""Refusals: the framework's own, made safe, and those with a shape of their own."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from fairlead.emulator._json import issues

__all__ = ["FollowUpFailed", "Problem", "ServerFailed", "install", "refused_if_failed"]


class ServerFailed(Exception):
    """A failure that the real server has and the emulator repeats under `strict_compat`."""


class Problem(Exception):
    """A refusal whose body is not the usual `detail`.

    Attributes:
        status: HTTP status.
        body: The JSON body.
    """

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body


class FollowUpFailed(Exception):
    """Something was stored, but telling others about it failed; only a fault makes this happen.

    Attributes:
        point: Where: `events`, `delivery`, or `queue`.
    """

    def __init__(self, point: str) -> None:
        super().__init__(f"a fault at the point {point!r}")
        self.point = point


@contextmanager
def refused_if_failed(detail: dict[str, Any]) -> Generator[None]:
    """Answer 500 with `detail`, filled in while the block runs, if a follow-up in the block fails.

    Raises:
        HTTPException: 500; `detail` holds what was stored, and the cause.
    """
    try:
        yield
    except FollowUpFailed as failure:
        error = f"chat_message_{'event' if failure.point == 'events' else 'delivery'}_action_failed"
        raise HTTPException(500, {"error": error, **detail, "cause": str(failure)}) from failure


def install(app: FastAPI) -> None:
    """Register the handlers."""

    async def server_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
        return PlainTextResponse("Internal Server Error", 500)

    async def validation_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, RequestValidationError)
        return JSONResponse({"detail": issues(error)}, 422)

    async def problem(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, Problem)
        return JSONResponse(error.body, error.status)

    app.add_exception_handler(Exception, server_error)
    app.add_exception_handler(ServerFailed, server_error)
    app.add_exception_handler(FollowUpFailed, server_error)
    app.add_exception_handler(RequestValidationError, validation_error)
    app.add_exception_handler(Problem, problem)
