"""Where a document is not made as OpenAPI and JSON Schema want it, as far as the guard relies on it."""

from __future__ import annotations

from typing import Any, cast

from fairlead.contract._document import METHODS, Json
from fairlead.contract._schema import type_of

__all__ = ["Flaw", "check"]


class Flaw(ValueError):
    """A place that cannot be understood; the message names it."""


def check(root: Json) -> None:
    """Refuse a document that cannot be understood.

    Raises:
        Flaw: At its first such place.
    """
    for path, item in _object(root, "paths", "the document").items():
        here = _a(item, "object", path)
        _operation(here, path)
        for method in METHODS:
            _operation(_object(here, method, path), f"{method.upper()} {path}")
    components = _object(root, "components", "the document")
    for name, parameter in _object(components, "parameters", "components").items():
        _parameter(parameter, f"the parameter {name}")
    for kind in ("requestBodies", "responses"):
        for name, message in _object(components, kind, "components").items():
            _message(message, name)
    for holder in (_object(components, "schemas", "components"), _object(root, "$defs", "the document")):
        for name, schema in holder.items():
            _schema(schema, f"the schema {name}")


def _operation(node: Json, where: str) -> None:
    for parameter in _list(node, "parameters", where):
        _parameter(parameter, f"a parameter of {where}")
    if node.get("requestBody") is not None:
        _message(node["requestBody"], f"the body of {where}")
    for status, response in _object(node, "responses", where).items():
        _message(response, f"the response {status} of {where}")


def _parameter(node: object, where: str) -> None:
    parameter = _a(node, "object", where)
    _message(parameter, where)
    _schema(parameter.get("schema", True), f"the schema of {where}")


def _message(node: object, where: str) -> None:
    for media, content in _object(_a(node, "object", where), "content", where).items():
        _schema(_a(content, "object", f"{media} of {where}").get("schema", True), f"the schema of {where}")


def _schema(node: object, where: str) -> None:
    if isinstance(node, bool):
        return
    schema = _a(node, "object", where)
    for name, field in _object(schema, "properties", where).items():
        _schema(field, f"{name} of {where}")
    for key in ("allOf", "anyOf", "oneOf"):
        for option in _list(schema, key, where):
            _schema(option, f"{key} of {where}")
    for key in ("required", "enum"):
        _list(schema, key, where)
    for key in ("items", "additionalProperties"):
        _schema(schema.get(key, True), f"{key} of {where}")


def _object(node: Json, key: str, where: str) -> Json:
    """What is there; an empty object if there is nothing."""
    return {} if node.get(key) is None else _a(node[key], "object", f"{key} of {where}")


def _list(node: Json, key: str, where: str) -> list[Any]:
    return [] if node.get(key) is None else _a(node[key], "array", f"{key} of {where}")


def _a(node: object, kind: str, where: str) -> Any:
    if (found := type_of(node)) != kind:
        raise Flaw(f"{where} must be an {kind}, and is {_WORDS[found]}")
    return cast("Any", node)


_WORDS = {
    "null": "null",
    "boolean": "true or false",
    "integer": "a number",
    "number": "a number",
    "string": "text",
    "array": "a list",
    "object": "an object",
}
