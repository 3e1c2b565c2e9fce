"""Bodies of requests: JSON that an answer can carry again, and what is said about other ones."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Coroutine
from typing import Any, Never

from fastapi import Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic_core import PydanticSerializationError, to_json
from starlette.responses import Response

__all__ = ["JsonRequest", "JsonRoute", "issues"]


class JsonRequest(Request):
    """A request whose body is JSON that an answer can carry again."""

    async def json(self) -> Any:
        """The decoded body.

        Raises:
            json.JSONDecodeError: It is no JSON, or JSON that cannot be written again: numbers beyond the
                range of floats, text that is no Unicode, nesting without end.
        """
        body = await self.body()
        try:
            value = json.loads(body, parse_constant=_refuse, parse_float=_finite)
            to_json(value)
        except (RecursionError, PydanticSerializationError, UnicodeDecodeError) as error:
            raise json.JSONDecodeError(str(error), "", 0) from error
        return value


class JsonRoute(APIRoute):
    """A route that reads its body through `JsonRequest`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, given the request in the class that decodes strictly."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await handle(JsonRequest(request.scope, request.receive))

        return strictly


def _refuse(name: str) -> Never:
    raise json.JSONDecodeError(f"{name} is not JSON", "", 0)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise json.JSONDecodeError(f"{text} is out of range", "", 0)
    return value


def issues(error: RequestValidationError) -> Any:
    """What is wrong with a request, as the JSON value that the framework puts under `detail`."""
    return jsonable_encoder(error.errors(), custom_encoder={bytes: _as_text})


def _as_text(body: bytes) -> str:
    # A body that is not JSON is quoted in the answer, and need not be text at all.
    return body.decode(errors="replace")
