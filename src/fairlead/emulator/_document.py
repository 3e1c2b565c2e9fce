"""An app's OpenAPI document, as the contracts say it.

FastAPI describes the routes as they are, and says a few things otherwise: the security scheme stands at every
operation; parameters and fields that are rather left out may be null; every parameter may be invalid. With
all this said as in the contract, a comparison of the two shows real differences only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

__all__ = ["Json", "describe", "forbid_null"]

Json = dict[str, Any]

_FRAMEWORK_ERROR = {"application/json": {"schema": {"$ref": "#/components/schemas/HTTPValidationError"}}}


def describe(
    app: FastAPI,
    *,
    security: Sequence[Mapping[str, Sequence[str]]],
    never_null: Mapping[str, Sequence[str]],
    finish: Callable[[Json], None] | None = None,
    has_own_422: bool = False,
) -> Callable[[], Json]:
    """A replacement for `app.openapi`: makes the document once, when it is first wanted.

    Args:
        app: The application.
        security: What the contract asks of every operation that says nothing else. The first alternative is
            what the app's routes depend on; an operation that depends on nothing is open to everybody.
        never_null: By schema, the fields that can be left out but not be null: as types, pydantic models
            cannot tell the two apart.
        finish: Changes what only this contract says otherwise, in place.
        has_own_422: Whether the contract itself has the framework's `HTTPValidationError`, and so every 422
            that is declared is meant.
    """

    def openapi() -> Json:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title,
                version=app.version,
                routes=app.routes,
                servers=app.servers,
                separate_input_output_schemas=app.separate_input_output_schemas,
            )
            if not has_own_422:
                _drop_framework_errors(document)
            _adapt(document, [dict(alternative) for alternative in security], never_null)
            if finish is not None:
                finish(document)
            app.openapi_schema = document
        return app.openapi_schema

    return openapi


def forbid_null(schema: Json) -> None:
    """Take null from what a schema allows, in place."""
    if {"type": "null"} in schema.get("anyOf", ()):
        variants = [variant for variant in schema.pop("anyOf") if variant != {"type": "null"}]
        rest = variants[0] if len(variants) == 1 else {"anyOf": variants}
        schema.update({**rest, **schema})  # what is said of the whole is what was meant


def _drop_framework_errors(document: Json) -> None:
    """FastAPI declares a 422 for every parameter, although a path parameter that is text is never invalid."""
    for unused in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(unused, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            if operation["responses"].get("422", {}).get("content") == _FRAMEWORK_ERROR:
                del operation["responses"]["422"]


def _adapt(document: Json, security: list[Json], never_null: Mapping[str, Sequence[str]]) -> None:
    schemas: dict[str, Json] = document["components"]["schemas"]
    for model, names in never_null.items():
        # A profile with fewer routes has fewer schemas.
        for name in names if model in schemas else ():
            forbid_null(schemas[model]["properties"][name])
    document["security"] = security
    for operations in document["paths"].values():
        for operation in operations.values():
            _adapt_operation(operation, security[:1])


def _adapt_operation(operation: Json, usual: list[Json]) -> None:
    security = operation.pop("security", [])
    if security != usual:
        operation["security"] = security
    for parameter in operation.get("parameters", ()):
        forbid_null(parameter["schema"])
        if parameter["schema"].get("type") == "array":
            parameter |= {"style": "form", "explode": True}  # the default, which the contracts spell out
