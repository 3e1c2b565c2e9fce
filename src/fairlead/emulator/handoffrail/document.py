"""The app's OpenAPI document, in the notation of the contract.

FastAPI describes the routes as they are; only its spelling differs. It writes nullable types as unions,
free-form objects in full, and the security scheme at every operation. It lets query parameters be null, and
fields that are rather left out, and knows no format for times without an offset. With all this spelled as in
the contract, a comparison of the two shows real differences only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import getmembers, isclass
from typing import Any, cast, get_args

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from handoffrail_backend_models import api
from pydantic import BaseModel, NaiveDatetime

__all__ = ["describe"]

Json = dict[str, Any]

_KEY_IN_HEADER: list[dict[str, list[str]]] = [{"ApiKey": []}]

_NEVER_NULL = {
    "Metadata": ("created_at",),
    "RateLimitProblem": ("field",),
    "ValidationIssue": ("ctx", "input"),
}
"""Fields that can be left out but not be null; as types, pydantic models cannot tell the two apart."""


def describe(app: FastAPI) -> Callable[[], Json]:
    """A replacement for `app.openapi`: makes the document once, when it is first wanted."""

    def openapi() -> Json:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title, version=app.version, routes=app.routes, servers=app.servers
            )
            app.openapi_schema = _respell(document)
        return app.openapi_schema

    return openapi


def _respell(document: Json) -> Json:
    schemas: dict[str, Json] = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for part in _parts(document):
        _name_free_form(part)
        _merge_types(part)
    schemas["JsonObject"] = {"type": "object", "additionalProperties": {}}
    for model, fields in _NEVER_NULL.items():
        for field in fields:
            _forbid_null(schemas[model]["properties"][field])
    for model, field in _local_times():
        if model in schemas:
            schemas[model]["properties"][field]["format"] = "date-time-local"
    document["security"] = _KEY_IN_HEADER
    for operations in document["paths"].values():
        for operation in operations.values():
            _respell_operation(operation)
    return document


def _respell_operation(operation: Json) -> None:
    security = operation.pop("security", [])
    if security != _KEY_IN_HEADER:
        operation["security"] = security
    # FastAPI declares a 422 for every parameter, although a path parameter that is text is never invalid.
    undeclared = {"application/json": {"schema": {"$ref": "#/components/schemas/HTTPValidationError"}}}
    if operation["responses"].get("422", {}).get("content") == undeclared:
        del operation["responses"]["422"]
    for parameter in operation.get("parameters", ()):
        _forbid_null(parameter["schema"])
        if parameter["schema"].get("type") == "array":
            parameter |= {"style": "form", "explode": True}  # the default, which the contract spells out


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
    """Turn a union of a type and null, or of bare types, into one schema with several types."""
    match schema.get("anyOf"):
        case [{"type": str(name)} as only, {"type": "null"}]:
            del schema["anyOf"]
            schema.update({**only, **schema, "type": [name, "null"]})
        case [*members] if all(member.keys() == {"type"} for member in members):
            del schema["anyOf"]
            schema["type"] = [member["type"] for member in members]
        case _:
            pass


def _forbid_null(schema: Json) -> None:
    if isinstance(schema.get("type"), list):
        schema["type"] = schema["type"][0]
    elif schema.get("anyOf", [])[1:] == [{"type": "null"}]:
        schema.update(schema.pop("anyOf")[0])


def _local_times() -> Iterator[tuple[str, str]]:
    """Model and field names of the contract's times without an offset."""
    for model_name, model in getmembers(api, isclass):
        if issubclass(model, BaseModel):
            for field_name, field in model.model_fields.items():
                if NaiveDatetime in (field.annotation, *get_args(field.annotation)):
                    yield model_name, field_name


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
