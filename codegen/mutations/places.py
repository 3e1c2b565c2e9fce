"""Where a contract can be changed, and how to change a copy of it without copying all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from fairlead.contract._document import METHODS

Json = dict[str, Any]
Where = tuple[str | int, ...]
"""Keys and indices from the root of a document."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a document."""

    where: Where
    node: Json

    def __str__(self) -> str:
        return "/".join(map(str, self.where))


def edited(root: Json, where: Where, change: Callable[[Any], Any]) -> Json:
    """A copy of a document with one node changed; the rest is shared with the original."""
    if not where:
        return change(root)
    copy: Any = list(cast("list[Any]", root)) if isinstance(root, list) else dict(root)
    copy[where[0]] = edited(copy[where[0]], where[1:], change)
    return copy


def operations(root: Json) -> Iterator[Place]:
    """Every operation."""
    for path, item in cast("dict[str, Json]", root["paths"]).items():
        for method in METHODS:
            if method in item:
                yield Place(("paths", path, method), item[method])


def parameters(root: Json) -> Iterator[Place]:
    """Every parameter that is written out: of operations, of paths, and shared ones."""
    for path, item in cast("dict[str, Json]", root["paths"]).items():
        for owner in (item, *(item[method] for method in METHODS if method in item)):
            begin: Where = ("paths", path)
            if owner is not item:
                begin += (next(method for method in METHODS if item.get(method) is owner),)
            for number, parameter in enumerate(cast("list[Json]", owner.get("parameters") or [])):
                if "$ref" not in parameter:
                    yield Place((*begin, "parameters", number), parameter)
    for name, parameter in cast("dict[str, Json]", root.get("components", {}).get("parameters", {})).items():
        yield Place(("components", "parameters", name), parameter)


def responses(root: Json) -> Iterator[Place]:
    """Every successful response that an operation writes out."""
    for operation in operations(root):
        for status, response in cast("dict[str, Json]", operation.node["responses"]).items():
            if str(status).startswith("2") and "$ref" not in response:
                yield Place((*operation.where, "responses", status), response)


def bodies(root: Json) -> Iterator[Place]:
    """Every request body that an operation writes out."""
    for operation in operations(root):
        if "$ref" not in (body := operation.node.get("requestBody", {"$ref": ""})):
            yield Place((*operation.where, "requestBody"), body)


def schemas(root: Json) -> Iterator[Place]:
    """Every schema of a message, however deep; not those of parameters and error answers."""
    for name, schema in cast("dict[str, Json]", root.get("components", {}).get("schemas", {})).items():
        yield from _within(("components", "schemas", name), schema)
    for message in (*responses(root), *bodies(root)):
        for media, content in cast("dict[str, Json]", message.node.get("content") or {}).items():
            if "schema" in content:
                yield from _within((*message.where, "content", media, "schema"), content["schema"])


def _within(where: Where, schema: Any) -> Iterator[Place]:
    if not isinstance(schema, dict):
        return
    schema = cast("Json", schema)
    yield Place(where, schema)
    for name, inner in cast("Json", schema.get("properties") or {}).items():
        yield from _within((*where, "properties", name), inner)
    for key in ("items", "additionalProperties"):
        yield from _within((*where, key), schema.get(key))
    for key in ("anyOf", "oneOf", "allOf"):
        for number, inner in enumerate(cast("list[Any]", schema.get(key) or [])):
            yield from _within((*where, key, number), inner)
