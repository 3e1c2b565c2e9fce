"""Error answers: the framework's own, made safe and JSON throughout."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from fairlead.emulator._json import issues

__all__ = ["ServerFailed", "install", "invalid", "not_found"]


class ServerFailed(Exception):
    """A failure that the real server has and the emulator repeats under `strict_compat`."""


def not_found(kind: str, identifier: object) -> HTTPException:
    """404 for an object that does not exist, or is another tenant's."""
    return HTTPException(404, f"{kind} {identifier} not found")


def invalid(loc: tuple[str | int, ...], message: str, value: object) -> RequestValidationError:
    """422 for a value that breaks a rule a schema cannot state.

    Args:
        loc: Path to the value, starting with `body` or `query`.
        message: What is wrong.
        value: The value.
    """
    return RequestValidationError(
        [
            {
                "type": "value_error",
                "loc": loc,
                "msg": f"Value error, {message}",
                "input": value,
                "ctx": {"error": message},
            }
        ]
    )


def install(app: FastAPI, *, plain_text: bool) -> None:
    """Register the handlers.

    Args:
        app: The application.
        plain_text: Answer 500 as the real server does, instead of JSON.
    """

    async def server_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
        if plain_text:
            return PlainTextResponse("Internal Server Error", 500)
        return JSONResponse({"detail": "Internal Server Error"}, 500)

    async def validation_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, RequestValidationError)
        return JSONResponse({"detail": issues(error)}, 422)

    app.add_exception_handler(Exception, server_error)
    app.add_exception_handler(ServerFailed, server_error)
    app.add_exception_handler(RequestValidationError, validation_error)
