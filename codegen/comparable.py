"""`python -m codegen.comparable DOCUMENT COPY`: a copy of an OpenAPI document for Redocly to compare.

It has no words in it, which differ everywhere; what can be spelled in several ways is spelled in one; and its
parameters are whole, because Redocly knows a parameter again by the likeness of its text.
"""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from codegen import spec
from codegen.spec import Json

_WORDS = {"description", "summary", "title", "example", "examples"}
_NAMED = {"properties", "schemas", "parameters", "responses", "headers", "securitySchemes", "paths"}
"""Where the keys are names, which may be such words."""
_ANY_OBJECT = {"type": "object"}


def without_words(value: Any, *, named: bool = False) -> Any:
    """A document, or a part of it, without what is said about it.

    Args:
        value: The part; it is not changed.
        named: Whether its keys are names of parts.
    """
    if isinstance(value, list):
        return [without_words(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    return {
        key: without_words(part, named=not named and key in _NAMED)
        for key, part in cast("dict[str, Any]", value).items()
        if named or (key not in _WORDS and not key.startswith("x-"))
    }


def with_whole_parameters(document: Json) -> Json:
    """A document whose operations have no references among their parameters and the schemas of those."""
    document = copy.deepcopy(document)
    for operation in spec.operations(document):
        whole = [
            {**found, "schema": spec.resolve(document, found["schema"])}
            for parameter in operation.item.get("parameters", [])
            for found in [spec.resolve(document, parameter)]
        ]
        if whole:
            operation.item["parameters"] = whole
    return document


def with_one_spelling(document: Json) -> Json:
    """A document without words, in which schemas that mean the same look the same.

    Frameworks write nullable types as unions and free-form objects in full.
    """
    document = copy.deepcopy(document)
    for schema in _parts(document):
        if schema.get("additionalProperties") in (True, {}):
            del schema["additionalProperties"]
        if "$ref" in schema and spec.resolve(document, schema) == _ANY_OBJECT:
            schema |= _ANY_OBJECT
            del schema["$ref"]
    for schema in _parts(document):
        match schema.get("anyOf"):
            case [{"type": str(name)} as only, {"type": "null"}] if name != "object" or only == _ANY_OBJECT:
                del schema["anyOf"]
                schema.update({**only, **schema, "type": [name, "null"]})
            case [*members] if all(member.keys() == {"type"} for member in members):
                del schema["anyOf"]
                schema["type"] = [member["type"] for member in members]
            case _:
                pass
    return document


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


def write(path: Path, document: Json) -> None:
    """Write the comparable copy of a document."""
    path.parent.mkdir(parents=True, exist_ok=True)
    comparable = with_one_spelling(without_words(with_whole_parameters(document)))
    path.write_text(json.dumps(comparable, indent=1), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[2]), spec.load(Path(sys.argv[1])))
