"""The truth about a mutation, found out without the guard.

Responses of the mutated contract are made and read with the public models, beside those of the contract as it
is: what raises, or what is not there any more, breaks. Requests are made as the facade makes them and held
against the mutated schema by a validator: what it refuses, or what no longer arrives, breaks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from codegen.mutations.catalogue import Mutation
from codegen.mutations.places import Json, Place, operations
from codegen.mutations.samples import FULL, NULLS, SPARSE, Fill, accepts, choices, resolve, sample
from fairlead.contract._models import resolve_type
from fairlead.contract._usage import ANY, Call, Usage

_FILLS = {"property made optional": SPARSE, "property made nullable": NULLS}
"""Messages in which a mutation shows, where it does not show in full ones."""
_STRICTER = (
    "property constrained",
    "property made required",
    "required property added",
    "enum value removed",
)
"""Mutations after which there are fewer messages than before, and no new ones: no reader can notice."""
_ABSENT = ("property removed", "property made optional")
_MISSING = object()


class Oracle:
    """Knows which methods a mutation of one contract breaks.

    Args:
        root: The contract.
        usage: What the facade sends and reads.
    """

    def __init__(self, root: Json, usage: Usage) -> None:
        self.root = root
        self.usage = usage
        self._read: dict[tuple[str, str], list[Any]] = {}

    def broken(self, mutation: Mutation) -> set[str]:
        """Public methods that a mutation breaks."""
        found: set[str] = set()
        known: dict[tuple[object, ...], bool] = {}
        for operation in operations(self.root):
            name = cast("str", operation.node["operationId"])
            methods = self.usage.methods.get(name, ())
            if methods and not found.issuperset(methods) and self._is_broken(mutation, operation, known):
                found.update(methods)
        return found

    def _is_broken(self, mutation: Mutation, operation: Place, known: dict[tuple[object, ...], bool]) -> bool:
        call = self.usage.call(operation.node["operationId"])
        here = mutation.place.where[:3] == operation.where
        match mutation.subject:
            case "neutral":
                return False
            case "operation" | "status":
                return here
            case "media":
                return here and bool(call.reads)
            case "body":
                return here and (call.whole_body or bool(call.bodies) or call.fields is not None)
            case "sent" | "demanded":
                return self._is_sent(mutation, operation, call)
            case _:
                return (
                    self._answers_break(mutation, operation, call, known)
                    or self._requests_break(mutation, operation, call, known)
                    or self._parameters_break(mutation, operation, call)
                )

    # --- parameters ---

    def _is_sent(self, mutation: Mutation, operation: Place, call: Call) -> bool:
        where, parameter = mutation.place.where, mutation.place.node
        if where[0] == "components":
            used = f"#/components/parameters/{where[-1]}" in _dumped(self.root, operation)
        else:
            used = where[:3] == operation.where or where[:3] == (*operation.where[:2], "parameters")
        if not used:
            return False
        location, name = cast("str", parameter["in"]), cast("str", parameter["name"])
        if location == "path":
            return mutation.subject == "sent"
        wire = f"{location} {name.lower() if location == 'header' else name}"
        if mutation.subject == "demanded":
            return wire not in call.always
        return call.sends is None or wire in call.sends

    def _parameters_break(self, mutation: Mutation, operation: Place, call: Call) -> bool:
        """Whether a parameter whose schema is a component does not take any more what it took."""
        shared = cast("list[Json]", self.root["paths"][operation.where[1]].get("parameters", []))
        for given in (*shared, *cast("list[Json]", operation.node.get("parameters", []))):
            parameter = resolve(self.root, given)
            schema, where = parameter.get("schema", {}), parameter["in"]
            sent = (
                call.sends is None or where == "path" or f"{where} {parameter['name'].lower()}" in call.sends
            )
            if sent and self._reaches(mutation, operation, schema):
                value = sample(self.root, schema, FULL)
                if not accepts(mutation.root, schema)(value):
                    return True
        return False

    # --- responses ---

    def _answers_break(
        self, mutation: Mutation, operation: Place, call: Call, known: dict[tuple[object, ...], bool]
    ) -> bool:
        if mutation.kind in _STRICTER:
            return False
        mutated = _at(mutation.root, operation.where)
        for (media, old), (_, new) in zip(
            _answers(self.root, operation.node), _answers(mutation.root, mutated), strict=True
        ):
            if not call.reads or not self._reaches(mutation, operation, old):
                continue
            key = (media, json.dumps(old), json.dumps(new), call.reads)
            if key not in known:
                known[key] = any(self._answer_breaks(mutation, old, new, name) for name in call.reads)
            if known[key]:
                return True
        return False

    def _answer_breaks(self, mutation: Mutation, old: Json, new: Json, name: str) -> bool:
        kind = mutation.kind
        for fill in _FILLS.get(kind, (FULL,)):
            for pick, before in enumerate(self._known(old, fill, name)):
                if before is _MISSING:
                    continue
                message = sample(mutation.root, new, fill, pick)
                if kind == "enum value added" and accepts(self.root, old)(message):
                    continue  # an open enumeration, which takes new values by contract
                after = _read(name, message)
                if kind in _ABSENT and message != sample(self.root, old, fill, pick):
                    # What nobody sends cannot tell variants apart, even where a model fills it in.
                    tag = str(mutation.place.where[-1]), mutation.place.node.get("const", _MISSING)
                    if _has(before, *tag) and (kind == "property removed" or _has(after, *tag)):
                        return True
                if after is _MISSING or any(
                    _matters(kind, fill, *one) for one in _differences(before, after)
                ):
                    return True
        return False

    def _known(self, schema: Json, fill: Fill, name: str) -> list[Any]:
        """What is read from the contract as it is."""
        key = json.dumps(schema), f"{fill} {name}"
        if key not in self._read:
            picks = range(choices(self.root, schema))
            self._read[key] = [_read(name, sample(self.root, schema, fill, pick)) for pick in picks]
        return self._read[key]

    def _reaches(self, mutation: Mutation, operation: Place, schema: Json) -> bool:
        """Whether a mutated schema is part of a message."""
        where = mutation.place.where
        if where[0] == "paths":
            return where[:3] == operation.where
        return str(where[2]) in self._closure(json.dumps(schema))

    def _closure(self, text: str) -> frozenset[str]:
        """Names of every schema that a text refers to."""
        if text not in self._closures:
            found: set[str] = set()
            queue = re.findall(r'"#/components/schemas/([^"]+)"', text)
            while queue:
                if (name := queue.pop()) not in found:
                    found.add(name)
                    queue += self._referred[name]
            self._closures[text] = frozenset(found)
        return self._closures[text]

    @cached_property
    def _closures(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _referred(self) -> dict[str, list[str]]:
        named = cast("Mapping[str, Json]", self.root.get("components", {}).get("schemas", {}))
        return {
            name: re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schema, default=str))
            for name, schema in named.items()
        }

    # --- requests ---

    def _requests_break(
        self, mutation: Mutation, operation: Place, call: Call, known: dict[tuple[object, ...], bool]
    ) -> bool:
        old = _body(self.root, operation.node)
        new = _body(mutation.root, _at(mutation.root, operation.where))
        if old is None or new is None or not self._reaches(mutation, operation, old):
            return False
        shape = json.dumps([old, call.bodies, call.fields, call.whole_body])
        key = ("body", shape, json.dumps(new))
        if key not in known:
            known[key] = self._request_breaks(mutation, call, old, new, shape)
        return known[key]

    def _request_breaks(self, mutation: Mutation, call: Call, old: Json, new: Json, shape: str) -> bool:
        taken = accepts(mutation.root, new)
        for fill in SPARSE if mutation.kind == "property made required" else (FULL,):
            if not all(taken(message) for message in self._messages(call, old, fill, shape)):
                return True
        if mutation.kind == "property removed":
            for pick in range(choices(self.root, old)):
                everything = sample(self.root, old, FULL, pick), sample(mutation.root, new, FULL, pick)
                before, after = (_message(call, one, {}, defaults=False) for one in everything)
                if before is not _MISSING and (after is _MISSING or _lost(before, after)):
                    return True
        return False

    def _messages(self, call: Call, schema: Json, fill: Fill, shape: str) -> list[Any]:
        """What the facade sends, as far as the contract as it is takes it."""
        key = shape, str(fill)
        if key not in self._read:
            valid = accepts(self.root, schema)
            made: list[Any] = []
            for pick in range(choices(self.root, schema)):
                everything = sample(self.root, schema, FULL, pick)
                message = _message(call, sample(self.root, schema, fill, pick), everything)
                if message is not _MISSING and message not in made and valid(message):
                    made.append(message)
            self._read[key] = made
        return self._read[key]


def _answers(root: Json, operation: Json) -> Iterator[tuple[str, Json]]:
    for status, response in cast("dict[str, Json]", operation["responses"]).items():
        if str(status).startswith("2"):
            for media, content in cast(
                "dict[str, Json]", resolve(root, response).get("content") or {}
            ).items():
                yield media, content.get("schema", {})


def _body(root: Json, operation: Json) -> Json | None:
    body = resolve(root, operation.get("requestBody") or {})
    for media, content in cast("dict[str, Json]", body.get("content") or {}).items():
        if media.endswith("json"):
            return cast("Json", content.get("schema", {}))
    return None


def _at(root: Json, where: tuple[str | int, ...]) -> Json:
    node: Any = root
    for step in where:
        node = node[step]
    return cast("Json", node)


def _dumped(root: Json, operation: Place) -> str:
    shared = root["paths"][operation.where[1]].get("parameters", [])
    return json.dumps([shared, operation.node.get("parameters", [])], default=str)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(resolve_type(name))


def _read(name: str, message: Any) -> Any:
    """What an answer is read as; `_MISSING` if it cannot be read."""
    if name == ANY:
        return message
    if name == "str":
        return str(message)
    try:
        return _adapter(name).validate_json(json.dumps(message))
    except ValidationError:
        return _MISSING


def _has(value: Any, name: str, constant: object) -> bool:
    """Whether what was read has a field of this name, with this constant value."""
    if constant is _MISSING:
        return False
    if isinstance(value, BaseModel):
        fields = {field.alias or python: python for python, field in type(value).model_fields.items()}
        if name in fields and getattr(value, fields[name]) == constant:
            return True
        return any(_has(getattr(value, python), name, constant) for python in fields.values())
    if isinstance(value, list):
        return any(_has(one, name, constant) for one in cast("list[Any]", value))
    if isinstance(value, dict):
        inside = cast("Json", value)
        return inside.get(name) == constant or any(_has(one, name, constant) for one in inside.values())
    return False


@dataclass(frozen=True, slots=True)
class _Unsent:
    """What a model has in the place of a value that was sent before and is not any more."""

    default: Any


Difference = tuple[bool, Any, Any]
"""Whether it is in a field of a model; what was there before, and what is there now."""


def _differences(before: Any, after: Any, *, typed: bool = True) -> Iterator[Difference]:
    """Where two answers differ in what is declared; fields that models merely keep do not count."""
    if isinstance(before, BaseModel) and type(before) is type(after):
        for name in type(before).model_fields:
            if name in before.model_fields_set - after.model_fields_set:
                yield True, getattr(before, name), _Unsent(getattr(after, name))
            else:
                yield from _differences(getattr(before, name), getattr(after, name))
    elif isinstance(before, dict) and isinstance(after, dict):
        mine, theirs = cast("Json", before), cast("Json", after)
        for key, value in mine.items():
            inner = isinstance(value, BaseModel)
            yield from _differences(value, theirs.get(key, _MISSING), typed=inner)
    elif (
        isinstance(before, list)
        and isinstance(after, list)
        and len(cast("list[Any]", before)) == len(cast("list[Any]", after))
    ):
        for one, other in zip(cast("list[Any]", before), cast("list[Any]", after), strict=True):
            yield from _differences(one, other, typed=typed)
    elif before != after or type(cast("object", before)) is not type(cast("object", after)):
        yield typed, cast("Any", before), cast("Any", after)


def _matters(kind: str, fill: Fill, typed: bool, before: Any, after: Any) -> bool:
    """Whether an application notices a difference."""
    if kind == "discriminator changed":
        return True  # what it waits for does not come any more
    if not typed:
        return type(before) is not type(after) or kind == "enum value added"
    if isinstance(after, _Unsent):
        return fill.is_full or (kind in _ABSENT and after.default not in (None, [], {}))
    if after is None or after in ([], {}):
        # What a message without optional fields, or with nulls, lacks was announced by the type of the field.
        return fill.is_full and before is not None and before != after
    if isinstance(before, BaseModel) or isinstance(after, BaseModel):
        return True
    # Another value of the same type is no surprise.
    return not isinstance(after, type(before)) and not isinstance(before, type(after))


def _message(call: Call, content: Any, everything: Any, *, defaults: bool = True) -> Any:
    """What the facade sends if an application gives it `content`, of `everything` that it could."""
    if call.whole_body:
        return content
    if call.fields is not None:
        always = {name: everything[name] for name, sent in call.fields.items() if sent and name in everything}
        return {**always, **{name: value for name, value in content.items() if name in call.fields}}
    for name in call.bodies:
        try:
            model = cast("BaseModel", _adapter(name).validate_python(content))
        except ValidationError:
            return _MISSING
        declared = _declared(model)
        return declared.to_dict() if defaults else declared.model_dump(mode="json", exclude_unset=True)
    return _MISSING


def _declared(value: Any) -> Any:
    """A model without the fields that it merely keeps."""
    if isinstance(value, BaseModel):
        fields = {
            name: _declared(getattr(value, name))
            for name in type(value).model_fields
            if name in value.model_fields_set
        }
        return type(value).model_construct(**fields)
    if isinstance(value, list):
        return [_declared(one) for one in cast("list[Any]", value)]
    return value


def _lost(before: Any, after: Any) -> bool:
    """Whether something is sent that the contract does not have any more."""
    if isinstance(before, dict) and isinstance(after, dict):
        mine, theirs = cast("Json", before), cast("Json", after)
        return any(key not in theirs or _lost(value, theirs[key]) for key, value in mine.items())
    if isinstance(before, list) and isinstance(after, list):
        mine, theirs = cast("list[Any]", before), cast("list[Any]", after)
        return len(mine) != len(theirs) or any(
            _lost(one, other) for one, other in zip(mine, theirs, strict=True)
        )
    return bool(before != after)  # a default in its place is a loss, too
