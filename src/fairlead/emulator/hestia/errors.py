"""Error answers: one shape for everything that is refused, none of it with a word of the kernel's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from hestia_backend_models import api
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response

from fairlead.emulator._json import issues
from fairlead.emulator.hestia.execution import Execution, TimeIsUp
from fairlead.emulator.hestia.kernel import Blocked
from fairlead.emulator.hestia.leaks import scrub

__all__ = ["BLOCKED", "CleanJSON", "Failed", "answers", "install", "not_found"]

BLOCKED: Final = "Request blocked by governance"

_PROBLEMS: Final[Mapping[int, tuple[type[BaseModel], str]]] = {
    401: (api.Problem, "The API key is missing or wrong, or the session is unknown."),
    403: (api.Problem, "Governance blocked the command, or the caller may not do this."),
    404: (api.Problem, "There is no such thing."),
    422: (api.ValidationProblem, "The request is not valid."),
    500: (api.Problem, "The server, or the agent behind it, failed."),
    504: (api.Problem, "The command took longer than it may."),
}


class CleanJSON(JSONResponse):
    """JSON in which nothing leaks."""

    def render(self, content: Any) -> bytes:
        """The body."""
        return super().render(scrub(content))


class Failed(Exception):
    """The agent did not do what was asked for.

    Args:
        execution: What it did do.
    """

    def __init__(self, execution: Execution) -> None:
        super().__init__(execution.command.id)
        self.execution = execution


def not_found(kind: str, name: str) -> HTTPException:
    """404 for something that does not exist."""
    return HTTPException(404, f"{kind} {name!r} not found")


def answers(*statuses: int, stream: bool = False) -> dict[int | str, dict[str, Any]]:
    """The error answers of an operation, for the app's OpenAPI document.

    Args:
        statuses: Their statuses.
        stream: Whether it is an event stream, whose success is not JSON.
    """
    declared: dict[int | str, dict[str, Any]] = {}
    for status in statuses:
        model, description = _PROBLEMS[status]
        if stream:  # a model would be declared with the media type of the success
            schema = {"$ref": f"#/components/schemas/{model.__name__}"}
            declared[status] = {"content": {"application/json": {"schema": schema}}}
        else:
            declared[status] = {"model": model}
        declared[status]["description"] = description
        if status == 500:  # where the server itself is at fault, its framework answers
            declared[status].setdefault("content", {})["text/plain"] = {"schema": {"type": "string"}}
    return declared


def install(app: FastAPI) -> None:
    """Register the handlers."""

    async def blocked(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, Blocked)
        return _problem(
            403,
            api.Problem(code="GOVERNANCE_BLOCK", message=BLOCKED, trace_id=error.trace_id, detail=BLOCKED),
        )

    async def failed(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, Failed)
        cause = error.execution.error
        assert cause is not None
        status = 504 if isinstance(cause, TimeIsUp) else 500
        return _problem(
            status,
            api.Problem(
                code=cause.code,
                message=cause.message,
                trace_id=error.execution.command.id,
                detail=cause.message,
            ),
        )

    async def refused(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, StarletteHTTPException)
        return CleanJSON({"detail": error.detail}, error.status_code, error.headers)

    async def invalid(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, RequestValidationError)
        return CleanJSON({"detail": issues(error)}, 422)

    async def broken(request: Request, error: Exception) -> Response:  # noqa: ARG001
        return PlainTextResponse("Internal Server Error", 500)

    app.add_exception_handler(Blocked, blocked)
    app.add_exception_handler(Failed, failed)
    app.add_exception_handler(StarletteHTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, broken)


def _problem(status: int, problem: api.Problem) -> Response:
    return CleanJSON(problem.model_dump(), status)
