"""Refusals, in the words of the server.

Bodies, queries and paths are validated before the token is looked at.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

__all__ = ["Problem", "ServerFailed", "install", "not_found"]

_WHERE = {"body": "body", "query": "querystring", "path": "params"}


class Problem(Exception):
    """A refusal.

    Attributes:
        status: HTTP status.
        body: The JSON body.
    """

    def __init__(self, status: int, error: str, **more: Any) -> None:
        super().__init__(status, error)
        self.status = status
        self.body: dict[str, Any] = {**more, "error": error}


class ServerFailed(Exception):
    """The server fails here, as the real one does."""


def not_found(what: str) -> Problem:
    """A 404."""
    return Problem(404, f"{what} not found")


def explain(error: RequestValidationError) -> dict[str, Any]:
    """The body of the answer to a request that does not fit."""
    issues = error.errors()
    if issues and issues[0]["type"] == "json_invalid":
        reason = issues[0].get("ctx", {}).get("error", "Invalid JSON")
        return {"error": "SyntaxError", "message": str(reason), "statusCode": 400}
    message = ", ".join(f"{_place(issue['loc'])} {_reason(issue)}" for issue in issues)
    return {"error": "Error", "message": message, "statusCode": 400}


def install(app: FastAPI) -> None:
    """Register the handlers."""

    async def server_error(request: Request, error: Exception) -> Response:  # noqa: ARG001
        message = "An unexpected error occurred"
        return JSONResponse({"error": "Internal Server Error", "message": message, "statusCode": 500}, 500)

    async def invalid(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, RequestValidationError)
        return JSONResponse(explain(error), 400)

    async def problem(request: Request, error: Exception) -> Response:  # noqa: ARG001
        assert isinstance(error, Problem)
        return JSONResponse(error.body, error.status)

    async def unknown_route(request: Request, error: Exception) -> Response:  # noqa: ARG001
        query = f"?{request.url.query}" if request.url.query else ""
        body = {"error": "Not found", "path": f"{request.url.path}{query}", "method": request.method}
        return JSONResponse(body, 404)

    app.add_exception_handler(Exception, server_error)
    app.add_exception_handler(ServerFailed, server_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(HTTPException, unknown_route)


def _place(location: Any) -> str:
    root, *path = location
    return f"{_WHERE[root]}/{'/'.join(map(str, path))}"


def _reason(issue: Any) -> str:
    """What is wrong, as the server's own validator says it."""
    kind, context = issue["type"], issue.get("ctx", {})
    match kind:
        case "missing" if issue["loc"] == ("body",):
            return "Invalid input: expected object, received null"
        case "missing":
            expected = _NOT_TEXT.get(issue["loc"][-1], "string")
            return f"Invalid input: expected {expected}, received undefined"
        case "string_too_short":
            return f"Too small: expected string to have >={context['min_length']} characters"
        case "string_too_long":
            return f"Too big: expected string to have <={context['max_length']} characters"
        case "too_short":
            return f"Too small: expected array to have >={context['min_length']} items"
        case "too_long":
            return f"Too big: expected array to have <={context['max_length']} items"
        case "greater_than_equal":
            return f"Too small: expected number to be >={context['ge']}"
        case "greater_than":
            return f"Too small: expected number to be >{context['gt']}"
        case "less_than_equal":
            return f"Too big: expected number to be <={context['le']}"
        case "enum" | "literal_error":
            options = context["expected"].replace(" or ", ", ").replace("'", '"').split(", ")
            return f"Invalid option: expected one of {'|'.join(options)}"
        case "uuid_parsing" | "uuid_type":
            return "Invalid UUID"
        case "value_error":
            return str(context["error"])
        case "int_parsing":
            return "Invalid input: expected number, received NaN"
        case _:
            return (
                f"Invalid input: expected {_EXPECTED.get(kind, 'object')}, received {_type(issue['input'])}"
            )


_NOT_TEXT = {
    "expectedVersion": "number",
    "keys": "array",
    "messages": "array",
    "mutations": "array",
    "size": "number",
    "version": "number",
}
_EXPECTED = {
    "string_type": "string",
    "bool_type": "boolean",
    "int_type": "number",
    "int_from_float": "int",
    "list_type": "array",
    "dict_type": "record",
}


def _type(value: object) -> str:
    """The name of a value's type in JavaScript."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
