"""Messages that a schema allows, made without the guard, so that they can judge it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from jsonschema import Draft202012Validator

from codegen.mutations.places import Json

__all__ = ["FULL", "NULLS", "SPARSE", "Fill", "accepts", "choices", "resolve", "sample"]

_DEEPEST = 11
_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Fill:
    """What is put into a message.

    Attributes:
        sparse_from: Depth from which on only fields are there that must be.
        null_from: Depth from which on there is null wherever null is allowed.
    """

    sparse_from: int = _DEEPEST
    null_from: int = 99

    @property
    def is_full(self) -> bool:
        """Whether everything is there."""
        return self == FULL


FULL = Fill()
SPARSE = tuple(Fill(sparse_from=depth) for depth in range(_LEVELS))
NULLS = tuple(Fill(null_from=depth) for depth in range(_LEVELS))
_FORMATS = {
    "date-time": "2026-01-02T03:04:05Z",
    "date-time-local": "2026-01-02T03:04:05",
    "date": "2026-01-02",
    "uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "uri": "https://example.com/",
    "email": "a@example.com",
}
_TEXTS = (
    "text",
    "https://example.com/",
    _FORMATS["uuid"],
    "a1",
    "A1B2",
    "0" * 64,
    "2026-01-02",
    "cmd_1",
    "ep_1",
    "1",
)


def accepts(root: Json, schema: Json) -> Callable[[Any], bool]:
    """Whether a message is what a schema of a document allows."""
    validator = Draft202012Validator({"allOf": [schema], "components": root.get("components", {})})
    return cast("Callable[[Any], bool]", validator.is_valid)  # pyright: ignore[reportUnknownMemberType]


def resolve(root: Json, schema: Json) -> Json:
    """Follow references."""
    while "$ref" in schema:
        target: Any = root
        for part in cast("str", schema["$ref"]).removeprefix("#/").split("/"):
            target = target[part]
        schema = {**{key: value for key, value in schema.items() if key != "$ref"}, **target}
    return schema


def choices(root: Json, schema: Any, seen: frozenset[str] = frozenset()) -> int:
    """How many different picks it takes to see every variant of the unions in a schema."""
    if isinstance(schema, list):
        return max((choices(root, one, seen) for one in cast("list[Any]", schema)), default=1)
    if not isinstance(schema, dict):
        return 1
    schema = cast("Json", schema)
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in seen:
            return 1
        seen |= {reference}
        schema = resolve(root, schema)
    rest = (
        choices(root, value, seen) for key, value in schema.items() if key not in ("items", "anyOf", "oneOf")
    )
    variants = _variants(root, schema)
    inside = max((choices(root, one, seen) for one in variants), default=1)
    items = schema.get("items")
    if isinstance(items, dict):
        # An array has an item of each variant, so only what is inside of the variants counts.
        within = _variants(root, resolve(root, cast("Json", items))) or [cast("Json", items)]
        rest = (*rest, *(choices(root, one, seen) for one in within))
    return max(*rest, inside * max(len(variants), 1), 1)


def sample(root: Json, schema: Any, fill: Fill, pick: int = 0, depth: int = 0) -> Any:
    """One message.

    Args:
        root: The document.
        schema: The schema, of which references lead into the document.
        fill: What to put in.
        pick: Which variant of each union to take.
        depth: How deep in the message this is.
    """
    if isinstance(schema, bool) or not schema:
        return "anything"
    node = resolve(root, cast("Json", schema))
    if depth >= fill.null_from and _takes_null(root, node):
        return None
    if variants := _variants(root, node):
        rest = {key: value for key, value in node.items() if key not in ("anyOf", "oneOf")}
        inner, chosen = divmod(pick, len(variants))
        return _combined(root, [rest, variants[chosen]], fill, inner, depth)
    if "allOf" in node:
        rest = {key: value for key, value in node.items() if key != "allOf"}
        return _combined(root, [rest, *node["allOf"]], fill, pick, depth)
    if "const" in node:
        return node["const"]
    if "enum" in node:
        return next(value for value in node["enum"] if value is not None)
    return _typed(root, node, fill, pick, depth)


def _variants(root: Json, node: Json) -> list[Json]:
    """The alternatives of a union, and of unions that it consists of; null is none."""
    found: list[Json] = []
    for option in cast("list[Json]", node.get("anyOf") or node.get("oneOf") or []):
        inner = resolve(root, option)
        if inner.get("type") != "null":
            found += _variants(root, inner) or [option]
    return found


def _takes_null(root: Json, node: Json) -> bool:
    kinds = node.get("type")
    if kinds == "null" or (isinstance(kinds, list) and "null" in kinds):
        return True
    options = cast("list[Json]", node.get("anyOf") or node.get("oneOf") or [])
    return any(_takes_null(root, resolve(root, option)) for option in options)


def _combined(root: Json, parts: list[Json], fill: Fill, pick: int, depth: int) -> Any:
    made = [sample(root, part, fill, pick, depth) for part in parts if _says_something(part)]
    if made and all(isinstance(one, dict) for one in made):
        return {name: value for one in cast("list[Json]", made) for name, value in one.items()}
    return made[-1] if made else "anything"


def _says_something(part: Json) -> bool:
    return bool(
        part.keys() & {"$ref", "type", "properties", "anyOf", "oneOf", "allOf", "enum", "const", "items"}
    )


def _typed(root: Json, node: Json, fill: Fill, pick: int, depth: int) -> Any:
    kinds = node.get("type")
    kind = (
        next((one for one in cast("list[str]", kinds) if one != "null"), "null")
        if isinstance(kinds, list)
        else kinds
    )
    match kind:
        case "array":
            return _array(root, node, fill, pick, depth)
        case "string":
            return _text(node)
        case "integer" | "number":
            return _number(node, kind)
        case "boolean":
            return True
        case "null":
            return None
        case "object":
            return _object(root, node, fill, pick, depth)
        case _:
            return _object(root, node, fill, pick, depth) if "properties" in node else "anything"


def _object(root: Json, node: Json, fill: Fill, pick: int, depth: int) -> Json:
    required = cast("list[str]", node.get("required") or [])
    every = depth < fill.sparse_from
    made = {
        name: sample(root, schema, fill, pick, depth + 1)
        for name, schema in cast("Json", node.get("properties") or {}).items()
        if every or name in required
    }
    extra = node.get("additionalProperties")
    if isinstance(extra, dict) and every:
        made["key"] = sample(root, extra, fill, pick, depth + 1)
    return made


def _array(root: Json, node: Json, fill: Fill, pick: int, depth: int) -> list[Any]:
    items = node.get("items", True)
    if depth >= _DEEPEST and not node.get("minItems"):
        return []
    # Every variant of a union at once, as far as there is room.
    variants = len(_variants(root, resolve(root, cast("Json", items)))) if isinstance(items, dict) else 0
    count = min(max(variants, int(node.get("minItems", 1)), 1), int(node.get("maxItems", 50)))
    picks = [pick * variants + number if variants else pick for number in range(count)]
    return [sample(root, items, fill, one, depth + 1) for one in picks]


def _text(node: Json) -> str:
    wanted = node.get("pattern")
    known = _FORMATS.get(str(node.get("format")))
    # What the contract shows says more than its type, such as of a time that is plain text.
    shown = [text for text in cast("list[Any]", node.get("examples") or []) if isinstance(text, str)]
    texts = [text for text in (*shown, *_TEXTS) if not wanted or re.search(str(wanted), text)]
    candidates = [known] if known else texts
    if not candidates:
        raise ValueError(f"no sample text matches {wanted!r}: add one to _TEXTS")
    text = next((one for one in candidates if len(one) <= node.get("maxLength", 10**6)), candidates[0])
    return text.ljust(int(node.get("minLength", 0)), "x")


def _number(node: Json, kind: str) -> int | float:
    low = max(node.get("minimum", 0), node.get("exclusiveMinimum", -1) + 1)
    value = min(max(7, low), node.get("maximum", 10**12))
    return value if kind == "integer" or value != 7 else 7.5
