"""The app's OpenAPI document, in the notation of the contract.

FastAPI describes the routes as they are; only its spelling differs: it writes nullable types as unions and
free-form objects in full, and lets be null what is rather left out. With all this spelled as in the contract,
a comparison of the two shows real differences only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

__all__ = ["describe"]

Json = dict[str, Any]

_IN_HEADER: list[dict[str, list[str]]] = [{"Bearer": []}]

_NEVER_NULL = {
    "AgentDetail": ("source",),
    "AgentSummary": ("source",),
    "JoinRejectedNotification": ("delivery_id", "correlation_id", "idempotency_key"),
    "RelationshipNotification": ("event", "state", "delivery_id", "correlation_id", "idempotency_key"),
    "StaleVersionDetail": ("event_id",),
    "ValidationIssue": ("ctx",),
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
    for model, names in _NEVER_NULL.items():
        for name in names if model in schemas else ():
            _forbid_null(schemas[model]["properties"][name])
    document["security"] = _IN_HEADER
    for operations in document["paths"].values():
        for operation in operations.values():
            if operation.pop("security", []) != _IN_HEADER:
                operation["security"] = []
            for parameter in operation.get("parameters", ()):
                _forbid_null(parameter["schema"])
            if "requestBody" in operation:  # the one that may be missing is left out by older clients only
                operation["requestBody"]["required"] = True
                body = operation["requestBody"]["content"]["application/json"]["schema"]
                _forbid_null(body)
                body.pop("title", None)
    return document


def _name_free_form(schema: Json) -> None:
    """Refer to the contract's `JsonObject` where any object will do."""
    if schema.get("additionalProperties") is True and "properties" not in schema:
        del schema["type"], schema["additionalProperties"]
        schema["$ref"] = "#/components/schemas/JsonObject"


def _merge_types(schema: Json) -> None:
    """Turn a union of a type and null into one schema with both."""
    match schema.get("anyOf"):
        case [{"type": str(name)} as only, {"type": "null"}] if name != "object":
            del schema["anyOf"]
            schema.update({**only, **schema, "type": [name, "null"]})
        case _:
            pass


def _forbid_null(schema: Json) -> None:
    if isinstance(schema.get("type"), list):
        schema["type"] = schema["type"][0]
    elif schema.get("anyOf", [])[1:] == [{"type": "null"}]:
        schema.update(schema.pop("anyOf")[0])


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
