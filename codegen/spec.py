"""Reading the contracts, and showing the generator the part of them that it can do justice to."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a contract."""

    id: str
    method: str
    path: str
    item: Json
    """The operation object itself."""
    shared_parameters: list[Json]
    """Parameters declared for every operation of the path."""


def load(path: Path) -> Json:
    """Read a YAML or JSON document."""
    return cast("Json", yaml.safe_load(path.read_text("utf-8")))


def operations(document: Json) -> Iterator[Operation]:
    """Every operation of an OpenAPI document, in its order."""
    paths = cast("dict[str, Json]", document.get("paths", {}))
    for path, item in paths.items():
        for method in METHODS:
            if method in item:
                yield Operation(
                    item[method]["operationId"], method, path, item[method], item.get("parameters", [])
                )


def resolve(document: Json, node: Json) -> Json:
    """Follow `$ref` inside the document until something else is found."""
    while "$ref" in node:
        target: Any = document
        for part in cast("str", node["$ref"]).removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = cast("Json", target)
    return node


def for_generator(document: Json) -> Json:
    """A copy of the contract without what the transport leaves to the facades.

    - Answers other than 2xx: the HTTP port turns them into errors; as return types they would make every
      endpoint a union.
    - Event streams: they are decoded piece by piece, not as one body.
    - Formats of parameters: ids and times in paths and queries are text to the transport, because the server
      is the judge of them.
    - Defaults, except of constants: they say what the server does when it is told nothing. A transport that
      filled them in would always tell it.
    """
    document = copy.deepcopy(document)
    for operation in operations(document):
        responses = cast("dict[str, Json]", operation.item["responses"])
        for status in list(responses):
            if not status.startswith("2"):
                del responses[status]
        for status, response in responses.items():
            response = responses[status] = copy.deepcopy(resolve(document, response))
            content = cast("Json", response.get("content", {}))
            content.pop("text/event-stream", None)
            if not content:
                response.pop("content", None)
        parameters = [*operation.item.get("parameters", []), *operation.shared_parameters]
        for parameter in parameters:
            _drop_formats(resolve(document, resolve(document, parameter).get("schema", {})))
    _drop_defaults(document)
    return document


def _drop_defaults(node: Any) -> None:
    if isinstance(node, list):
        for item in cast("list[Any]", node):
            _drop_defaults(item)
    elif isinstance(node, dict):
        fields = cast("Json", node)
        # Where it is an object, "default" is the name of a field or of a response.
        if "const" not in fields and not isinstance(fields.get("default"), dict):
            fields.pop("default", None)
        for value in fields.values():
            _drop_defaults(value)


def _drop_formats(schema: Json) -> None:
    if schema.get("type") != "integer":
        schema.pop("format", None)
    for key in ("anyOf", "oneOf"):
        for option in schema.get(key, []):
            _drop_formats(option)


def digest(document: Json, operation: Operation) -> str:
    """A digest of everything that the wire shape of an operation depends on, with references resolved.

    Words for people (descriptions, summaries, examples, tags) do not count.
    """
    shape = {
        "method": operation.method,
        "path": operation.path,
        "parameters": _shape(
            document, [*operation.shared_parameters, *operation.item.get("parameters", [])], ()
        ),
        "body": _shape(document, operation.item.get("requestBody"), ()),
        "responses": _shape(document, operation.item["responses"], ()),
        "security": operation.item.get("security", document.get("security")),
    }
    return _hash(shape)


def message_digest(messages: Json, name: str) -> str:
    """The same of a message outside of HTTP.

    Args:
        messages: Its document, one of `openapi/events`.
        name: Its name there.
    """
    return _hash(_shape(messages, {"$ref": f"#/$defs/{name}"}, ()))


def _hash(shape: object) -> str:
    text = json.dumps(shape, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_WORDS = frozenset({"description", "summary", "title", "example", "examples", "externalDocs", "tags"})


def _shape(document: Json, node: Any, seen: tuple[str, ...]) -> Any:
    if isinstance(node, list):
        return [_shape(document, item, seen) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    fields = cast("Json", node)
    if "$ref" in fields:
        reference = cast("str", fields["$ref"])
        if reference in seen:
            return {"recursion": seen[::-1].index(reference)}
        return _shape(document, resolve(document, {"$ref": reference}), (*seen, reference))
    shaped: Json = {}
    for key, value in fields.items():
        if key == "properties":
            # Here the keys are names of fields, which may well be called "title" or "description".
            shaped[key] = {name: _shape(document, schema, seen) for name, schema in value.items()}
        elif key not in _WORDS and not key.startswith("x-"):
            shaped[key] = _shape(document, value, seen)
    return shaped
