"""The app's OpenAPI document, in the notation of the contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

__all__ = ["describe"]

Json = dict[str, Any]


def describe(app: FastAPI) -> Callable[[], Json]:
    """A replacement for `app.openapi`: makes the document once, when it is first wanted."""

    def openapi() -> Json:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, routes=app.routes)
            for unused in ("HTTPValidationError", "ValidationError"):
                document["components"]["schemas"].pop(unused, None)
            app.openapi_schema = document
        return app.openapi_schema

    return openapi
