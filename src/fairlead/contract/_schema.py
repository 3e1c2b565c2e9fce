"""JSON Schema in one normal form: a list of branches, each of one type, that together are what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from fairlead.contract._document import Document, Json

__all__ = ["Branch", "Schema", "branches", "type_of"]

Schema = Json | bool
"""A JSON Schema as it is written."""

_NAME = "x-fairlead-name"
_TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
_HINTS = {
    "properties": "object",
    "required": "object",
    "additionalProperties": "object",
    "items": "array",
    "minLength": "string",
    "maxLength": "string",
    "pattern": "string",
}
_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the alternatives of a schema.

    Attributes:
        type: Its JSON type; None if it takes any.
        values: The only values that it takes; None if they are not listed.
        node: The keywords that apply, combined.
        name: The component or model that it is; empty for one without a name.
    """

    type: str | None
    values: tuple[Any, ...] | None
    node: Json
    name: str

    @property
    def properties(self) -> Mapping[str, Schema]:
        """Schemas of the fields by name."""
        return cast("Mapping[str, Schema]", self.node.get("properties") or {})

    @property
    def required(self) -> frozenset[str]:
        """Names of the fields that must be there."""
        return frozenset(cast("list[str]", self.node.get("required") or ()))

    @property
    def extra(self) -> Schema | None:
        """What fields without a schema must be; None if nothing is said about them."""
        return cast("Schema | None", self.node.get("additionalProperties"))

    @property
    def is_free(self) -> bool:
        """Whether it is an object about whose fields nothing at all is said."""
        return "properties" not in self.node and self.extra in (None, True) and not self.required


def branches(document: Document, schema: Schema) -> list[Branch]:
    """The alternatives of a schema of a document."""
    if isinstance(schema, bool):
        return [Branch(None, None, {}, "")] if schema else []
    known = document.branches.get(id(schema))
    if known is None:
        made = [branch for node in _expand(document, schema, ()) for branch in _split(node)]
        known = document.branches[id(schema)] = (schema, made)
    return known[1]


def type_of(value: object) -> str:
    """The JSON type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _expand(document: Document, schema: Schema, seen: tuple[str, ...]) -> list[Json]:
    """The schema without `$ref`, `allOf`, `anyOf` and `oneOf`: every combination of what they allow."""
    if isinstance(schema, bool):
        return [{}] if schema else []
    combined = [
        {key: value for key, value in schema.items() if key not in ("$ref", "allOf", "anyOf", "oneOf")}
    ]
    parts: list[list[Json]] = []
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in seen:
            return []  # an alternative that is itself allows nothing further
        name = reference.rpartition("/")[2]
        target = _expand(document, document.lookup(reference), (*seen, reference))
        # Of a union, each alternative keeps its own name.
        parts.append(
            [{**node, _NAME: name if len(target) == 1 else node.get(_NAME, name)} for node in target]
        )
    parts += [_expand(document, part, seen) for part in cast("list[Schema]", schema.get("allOf") or ())]
    for key in ("anyOf", "oneOf"):
        if options := cast("list[Schema] | None", schema.get(key)):
            parts.append([node for option in options for node in _expand(document, option, seen)])
    for part in parts:
        combined = [_merge(one, other) for one in combined for other in part]
    return combined


def _merge(one: Json, other: Json) -> Json:
    """What both demand."""
    if not one or not other:
        return other or one
    merged = {**one, **other}
    for key in one.keys() & other.keys():
        mine, theirs = one[key], other[key]
        if key == "properties":
            both = {name: {"allOf": [mine[name], theirs[name]]} for name in mine.keys() & theirs.keys()}
            merged[key] = {**mine, **theirs, **both}
        elif key == "required":
            merged[key] = [*mine, *(name for name in theirs if name not in mine)]
        elif key == "enum":
            merged[key] = [value for value in mine if value in theirs]
        elif key == "type":
            merged[key] = _common(mine, theirs)
        elif key == "additionalProperties" and (mine is False or theirs is False):
            merged[key] = False
        elif key in _LOWER:
            merged[key] = max(mine, theirs)
        elif key in _UPPER:
            merged[key] = min(mine, theirs)
    return merged


def _common(one: str | list[str], other: str | list[str]) -> list[str]:
    mine, theirs = _listed(one), _listed(other)
    found = [kind for kind in mine if kind in theirs or (kind == "integer" and "number" in theirs)]
    return found + [kind for kind in theirs if kind == "integer" and "number" in mine and kind not in found]


def _listed(kinds: str | list[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else kinds


def _split(node: Json) -> Iterator[Branch]:
    """One branch for each type that a node without combinations allows."""
    name = str(node.get(_NAME) or "")
    values = _values(node)
    kinds = _kinds(node)
    if node.get("nullable") is True and kinds is not None:
        kinds = [*kinds, "null"]
    if kinds is None:
        kinds = (
            sorted({type_of(value) for value in values}, key=_TYPES.index) if values is not None else [None]
        )
    for kind in kinds:
        if kind == "null":
            if values is None or None in values or node.get("nullable") is True:
                yield Branch("null", None, {}, "")
        elif values is None:
            yield Branch(kind, None, node, name)
        elif fitting := tuple(value for value in values if kind is None or _is(value, kind)):
            yield Branch(kind, fitting, node, name)


def _values(node: Json) -> tuple[Any, ...] | None:
    if "const" in node:
        return (node["const"],)
    listed = node.get("enum")
    return tuple(cast("list[Any]", listed)) if isinstance(listed, list) else None


def _kinds(node: Json) -> list[str | None] | None:
    kinds = node.get("type")
    if kinds is not None:
        return [*_listed(kinds)]
    if "const" in node or "enum" in node:
        return None
    hinted = next((kind for hint, kind in _HINTS.items() if hint in node), None)
    return [hinted]


def _is(value: object, kind: str) -> bool:
    found = type_of(value)
    return found == kind or (kind == "number" and found == "integer")
