"""An app's OpenAPI document, in the notation of our contracts.

FastAPI describes the routes as they are; only its spelling differs. It writes nullable types as unions and
free-form objects in full, and the security scheme at every operation; it lets query parameters be null, and
fields that are rather left out. With all this spelled as in the contract, a comparison of the two shows real
differences only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

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
) -> Callable[[], Json]:
    """A replacement for `app.openapi`: makes the document once, when it is first wanted.

    Args:
        app: The application.
        security: What the contract asks of every operation that says nothing else. The first alternative is
            what the app's routes depend on; an operation that depends on nothing is open to everybody.
        never_null: By schema, the fields that can be left out but not be null: as types, pydantic models
            cannot tell the two apart.
        finish: Respells what only this contract has, in place.
    """

    def openapi() -> Json:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title, version=app.version, routes=app.routes, servers=app.servers
            )
            _respell(document, [dict(alternative) for alternative in security], never_null)
            if finish is not None:
                finish(document)
            app.openapi_schema = document
        return app.openapi_schema

    return openapi


def forbid_null(schema: Json) -> None:
    """Take null from what a schema allows, in place."""
    if isinstance(schema.get("type"), list):
        schema["type"] = schema["type"][0]
    elif schema.get("anyOf", [])[1:] == [{"type": "null"}]:
        schema.update(schema.pop("anyOf")[0])


def _respell(document: Json, security: list[Json], never_null: Mapping[str, Sequence[str]]) -> None:
    schemas: dict[str, Json] = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for part in _parts(document):
        _name_free_form(part)
        _merge_types(part)
    schemas["JsonObject"] = {"type": "object", "additionalProperties": {}}
    for model, names in never_null.items():
        # A profile with fewer routes has fewer schemas.
        for name in names if model in schemas else ():
            forbid_null(schemas[model]["properties"][name])
    document["security"] = security
    for operations in document["paths"].values():
        for operation in operations.values():
            _respell_operation(operation, security[:1])


def _respell_operation(operation: Json, usual: list[Json]) -> None:
    security = operation.pop("security", [])
    if security != usual:
        operation["security"] = security
    # FastAPI declares a 422 for every parameter, although a path parameter that is text is never invalid.
    if operation["responses"].get("422", {}).get("content") == _FRAMEWORK_ERROR:
        del operation["responses"]["422"]
    for parameter in operation.get("parameters", ()):
        forbid_null(parameter["schema"])
        if parameter["schema"].get("type") == "array":
            parameter |= {"style": "form", "explode": True}  # the default, which the contracts spell out


def _name_free_form(schema: Json) -> None:
    """Refer to the contract's `JsonObject` where any object will do."""
    if (
        schema.get("type") == "object"
        and schema.get("additionalProperties") is True
        and "properties" not in schema
    ):
        del schema["type"], schema["additionalProperties"]
        schema["$ref"] = "#/components/schemas/JsonObject"


def _merge_types(schema: Json) -> None:
    """Turn a union of a type and null into one schema with both; of an object it stays a union."""
    match schema.get("anyOf"):
        case [{"type": str(name)} as only, {"type": "null"}] if name != "object":
            del schema["anyOf"]
            schema.update({**only, **schema, "type": [name, "null"]})
        case _:
            pass


def _parts(value: object) -> Iterator[Json]:
    """Every object in a JSON value, the inner ones first."""
    if isinstance(value, dict):
        mapping = cast("Json", value)
        for part in mapping.values():
            yield from _parts(part)
        yield mapping
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _parts(part)
