"""The catalogue: what can happen to a contract, at every place where it can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from codegen.mutations.places import (
    Json,
    Place,
    Where,
    bodies,
    edited,
    operations,
    parameters,
    responses,
    schemas,
)
from codegen.mutations.samples import accepts, resolve

OTHER: Json = {"type": "object", "required": ["other"], "properties": {"other": {"const": "than it was"}}}
OTHERS: tuple[tuple[Json, Any], ...] = (
    (OTHER, {"other": "than it was"}),
    ({"type": "array", "items": {"type": "boolean"}}, [True]),
    ({"type": "number", "minimum": 0.5, "maximum": 0.5}, 0.5),
)
"""Types that a property may get, each with a value; the first whose value it did not take before is used."""

NEW = "a_new_value"

_TYPED = {"type", "enum", "const", "anyOf", "oneOf", "allOf"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change of a contract.

    Attributes:
        kind: What happened, in the words of the catalogue.
        subject: What it happened to, which says how the truth about it is found out: `operation`, `status`,
            `media`, `body`, `sent` or `demanded` (of parameters), `schema`, or `neutral`.
        place: Where.
        root: The changed contract.
    """

    kind: str
    subject: str
    place: Place
    root: Json

    def __str__(self) -> str:
        return f"{self.kind} at {self.place}"


def mutations(root: Json, kind: str) -> Iterator[Mutation]:
    """Every mutation of one kind that fits a contract."""
    subject, make = CATALOGUE[kind]
    for place, changed in make(root):
        yield Mutation(kind, subject, place, changed)


Made = Iterator[tuple[Place, Json]]


def _at(root: Json, place: Place, change: Callable[[Any], Any], *below: str) -> tuple[Place, Json]:
    return place, edited(root, (*place.where, *below), change)


def _without(name: object) -> Callable[[Json], Json]:
    return lambda node: {key: value for key, value in node.items() if key != name}


def _with(**changes: Any) -> Callable[[Json], Json]:
    return lambda node: {**node, **changes}


def _renamed(old: object, new: str) -> Callable[[Json], Json]:
    return lambda node: {(new if key == old else key): value for key, value in node.items()}


# --- operations ---


def _operation_removed(root: Json) -> Made:
    for place in operations(root):
        yield place, edited(root, place.where[:-1], _without(place.where[-1]))


def _path_renamed(root: Json) -> Made:
    for place in operations(root):
        path, method = cast("str", place.where[1]), cast("str", place.where[2])
        item = cast("Json", root["paths"][path])
        moved = {key: value for key, value in item.items() if key in (method, "parameters")}
        paths = {**root["paths"], path: _without(method)(item), f"/renamed{path}": moved}
        yield place, {**root, "paths": paths}


def _method_changed(root: Json) -> Made:
    for place in operations(root):
        yield place, edited(root, place.where[:-1], _renamed(place.where[-1], "trace"))


def _status_changed(root: Json) -> Made:
    for place in responses(root):
        yield place, edited(root, place.where[:-1], _renamed(place.where[-1], "299"))


def _media_changed(root: Json, places: Iterator[Place]) -> Made:
    for place in places:
        for media in cast("Json", place.node.get("content") or {}):
            yield _at(root, place, _renamed(media, "application/cbor"), "content")


def _response_media_changed(root: Json) -> Made:
    yield from _media_changed(root, responses(root))


def _request_media_changed(root: Json) -> Made:
    yield from _media_changed(root, bodies(root))


def _security_changed(root: Json) -> Made:
    scheme = {"type": "apiKey", "in": "header", "name": "X-Another-Key"}
    components = {
        **root["components"],
        "securitySchemes": {**root["components"]["securitySchemes"], "Other": scheme},
    }
    for place in operations(root):
        changed = edited(root, place.where, _with(security=[{"Other": []}]))
        yield place, {**changed, "components": components}


# --- parameters ---


def _parameter_removed(root: Json) -> Made:
    for place in parameters(root):
        if place.node["in"] != "path" and isinstance(place.where[-1], int):
            number = place.where[-1]
            yield (
                place,
                edited(root, place.where[:-1], lambda listed, n=number: [*listed[:n], *listed[n + 1 :]]),
            )


def _parameter_added_required(root: Json) -> Made:
    for where in ("query", "header"):
        added: Json = {
            "name": "X-Added" if where == "header" else "added",
            "in": where,
            "required": True,
            "schema": {},
        }
        for place in operations(root):
            yield _at(root, place, _with(parameters=[*place.node.get("parameters", []), added]))


def _parameter_made_required(root: Json) -> Made:
    for place in parameters(root):
        if not place.node.get("required"):
            yield _at(root, place, _with(required=True))


def _parameter_retyped(root: Json) -> Made:
    for place in parameters(root):
        yield _at(root, place, _with(schema=OTHER))


# --- schemas ---


def _objects(root: Json) -> Iterator[tuple[Place, str]]:
    for place in schemas(root):
        for name in cast("Json", place.node.get("properties") or {}):
            yield place, name


def _property(
    root: Json, place: Place, name: str, change: Callable[[Any], Any], *below: str
) -> tuple[Place, Json]:
    """The place of a property, and the contract after a change of its object, or of what is below."""
    shown = Place((*place.where, "properties", name), place.node["properties"][name])
    return shown, edited(root, (*place.where, *below), change)


def _property_removed(root: Json) -> Made:
    for place, name in _objects(root):
        rest = [other for other in place.node.get("required", []) if other != name]
        yield _property(
            root, place, name, _with(properties=_without(name)(place.node["properties"]), required=rest)
        )


def _property_made_required(root: Json) -> Made:
    for place, name in _objects(root):
        if name not in place.node.get("required", []):
            yield _property(root, place, name, _with(required=[*place.node.get("required", []), name]))


def _property_made_optional(root: Json) -> Made:
    for place, name in _objects(root):
        if name in (required := place.node.get("required", [])):
            yield _property(root, place, name, _with(required=[other for other in required if other != name]))


def _property_made_nullable(root: Json) -> Made:
    for place, name in _objects(root):
        schema = place.node["properties"][name]
        if (schema.keys() & _TYPED or "$ref" in schema) and schema.get("type") != "null":
            wider = _nullable(schema)
            yield _property(root, place, name, lambda _, wider=wider: wider, "properties", name)


def _nullable(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _property_retyped(root: Json) -> Made:
    for place, name in _objects(root):
        schema = resolve(root, place.node["properties"][name])
        before = accepts(root, schema)
        other = next((other for other, value in OTHERS if not before(value)), None)
        if other is not None:
            yield _property(root, place, name, lambda _, other=other: other, "properties", name)


def _property_constrained(root: Json) -> Made:
    limits = {"string": {"minLength": 9000}, "integer": {"minimum": 10**9}, "number": {"minimum": 10**9}}
    for place, name in _objects(root):
        schema = cast("Json", place.node["properties"][name])
        limit = limits.get(str(schema.get("type")))
        if limit and "enum" not in schema and "const" not in schema:
            yield _property(
                root, place, name, lambda schema, limit=limit: {**schema, **limit}, "properties", name
            )


def _required_property_added(root: Json) -> Made:
    for place in schemas(root):
        if properties := cast("Json", place.node.get("properties") or {}):
            required = [*place.node.get("required", []), "added"]
            added = {**properties, "added": {"type": "string"}}
            yield _at(root, place, _with(properties=added, required=required))


def _enums(root: Json) -> Iterator[tuple[Place, list[Any]]]:
    for place in schemas(root):
        if isinstance(place.node.get("enum"), list):
            yield place, place.node["enum"]


def _enum_value_removed(root: Json) -> Made:
    for place, values in _enums(root):
        if len(values) > 1:
            yield _at(root, place, _with(enum=values[1:]))


def _enum_value_added(root: Json) -> Made:
    for place, values in _enums(root):
        # First, so that the messages of the oracle use it.
        yield _at(root, place, _with(enum=[NEW if isinstance(values[0], str) else 999_999, *values]))


def _discriminator_changed(root: Json) -> Made:
    for place in schemas(root):
        if "const" in place.node and isinstance(place.node["const"], str):
            yield _at(root, place, _with(const=f"{place.node['const']}_changed"))


# --- neutral ---


def _description_changed(root: Json) -> Made:
    for place in (*schemas(root), *operations(root), *parameters(root)):
        yield _at(root, place, _with(description="Other words.", title="Another title"))


def _order_changed(root: Json) -> Made:
    for place in schemas(root):
        if place.node.get("properties"):
            turned = dict(reversed(place.node["properties"].items()))
            yield _at(root, place, _with(properties=turned, required=[*place.node.get("required", [])][::-1]))
        for key in ("enum", "anyOf", "oneOf"):
            if key in place.node:
                yield _at(root, place, _with(**{key: place.node[key][::-1]}))
    for place in operations(root):
        if place.node.get("parameters"):
            yield _at(root, place, _with(parameters=place.node["parameters"][::-1]))
    yield Place((), root), {**root, "paths": dict(reversed(root["paths"].items()))}


def _optional_property_added(root: Json) -> Made:
    for place in schemas(root):
        if properties := cast("Json", place.node.get("properties") or {}):
            yield _at(root, place, _with(properties={**properties, "added": {"type": "string"}}))


def _optional_parameter_added(root: Json) -> Made:
    added = {"name": "added", "in": "query", "schema": {"type": "string"}}
    for place in operations(root):
        yield _at(root, place, _with(parameters=[*place.node.get("parameters", []), added]))


def _schema_renamed(root: Json) -> Made:
    known = cast("Json", root.get("components", {}).get("schemas", {}))
    for name in known:
        changed = _refer(root, f"#/components/schemas/{name}", f"#/components/schemas/{name}Renamed")
        renamed = _renamed(name, f"{name}Renamed")
        where: Where = ("components", "schemas")
        yield Place((*where, name), known[name]), edited(cast("Json", changed), where, renamed)


def _refer(node: Any, old: str, new: str) -> Any:
    """A copy in which one reference leads elsewhere; what does not have it is shared."""
    if isinstance(node, dict):
        fields = cast("Json", node)
        changed = {key: _refer(value, old, new) for key, value in fields.items()}
        if fields.get("$ref") == old:
            changed["$ref"] = new
        return changed if any(changed[key] is not fields[key] for key in fields) else fields
    if isinstance(node, list):
        items = cast("list[Any]", node)
        changed_items = [_refer(item, old, new) for item in items]
        return (
            changed_items
            if any(one is not other for one, other in zip(changed_items, items, strict=True))
            else items
        )
    return node


def _operation_id_changed(root: Json) -> Made:
    for place in operations(root):
        yield _at(root, place, _with(operationId=f"{place.node['operationId']}_x"))


def _path_parameter_renamed(root: Json) -> Made:
    for place in operations(root):
        path = cast("str", place.where[1])
        if "{" in path:
            other = path.replace("{", "{x_")
            item = cast("Json", root["paths"][path])
            owners = {key: _rename_parameters(root, value) for key, value in item.items()}
            yield place, {**root, "paths": _renamed(path, other)({**root["paths"], path: owners})}


def _rename_parameters(root: Json, value: Any) -> Any:
    if isinstance(value, list):
        shared = cast("Json", root.get("components", {}).get("parameters", {}))
        listed = [
            shared.get(one.get("$ref", "").rpartition("/")[2], one) for one in cast("list[Json]", value)
        ]
        return [{**one, "name": f"x_{one['name']}"} if one.get("in") == "path" else one for one in listed]
    if isinstance(value, dict) and "parameters" in value:
        fields = cast("Json", value)
        return {**fields, "parameters": _rename_parameters(root, fields["parameters"])}
    return cast("Any", value)


CATALOGUE: dict[str, tuple[str, Callable[[Json], Made]]] = {
    "operation removed": ("operation", _operation_removed),
    "operation renamed in path": ("operation", _path_renamed),
    "operation renamed in method": ("operation", _method_changed),
    "response status changed": ("status", _status_changed),
    "response media type changed": ("media", _response_media_changed),
    "request media type changed": ("body", _request_media_changed),
    "security changed": ("operation", _security_changed),
    "parameter removed": ("sent", _parameter_removed),
    "parameter added as required": ("operation", _parameter_added_required),
    "parameter made required": ("demanded", _parameter_made_required),
    "parameter retyped": ("sent", _parameter_retyped),
    "property removed": ("schema", _property_removed),
    "property made required": ("schema", _property_made_required),
    "property made optional": ("schema", _property_made_optional),
    "property made nullable": ("schema", _property_made_nullable),
    "property retyped": ("schema", _property_retyped),
    "property constrained": ("schema", _property_constrained),
    "required property added": ("schema", _required_property_added),
    "enum value removed": ("schema", _enum_value_removed),
    "enum value added": ("schema", _enum_value_added),
    "discriminator changed": ("schema", _discriminator_changed),
    "description changed": ("neutral", _description_changed),
    "order changed": ("neutral", _order_changed),
    "optional property added": ("neutral", _optional_property_added),
    "optional parameter added": ("neutral", _optional_parameter_added),
    "schema renamed": ("neutral", _schema_renamed),
    "operationId changed": ("neutral", _operation_id_changed),
    "path parameter renamed": ("neutral", _path_parameter_renamed),
}
"""Kind of mutation -> what the truth is found out from, and every mutation of the kind."""
