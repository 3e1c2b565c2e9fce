"""A small value that fits a JSON Schema."""

from __future__ import annotations

import math
from typing import Any, cast

__all__ = ["sample"]

_MAX_DEPTH = 32

_FORMATS = {
    "date-time": "2026-01-01T00:00:00Z",
    "date": "2026-01-01",
    "time": "00:00:00Z",
    "duration": "PT1S",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def sample(schema: dict[str, Any]) -> Any:
    """A value that fits a schema such as pydantic writes for a model.

    Recursive parts end as soon as the schema lets them. Patterns are not followed.

    Args:
        schema: The schema; references point into it.
    """
    return _Sampler(schema).value(schema, 0)


class _Sampler:
    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root
        self._inside: list[str] = []  # references whose value is being made

    def value(self, schema: Any, depth: int) -> Any:
        """A value.

        Args:
            schema: What it is to fit.
            depth: How deep in the whole value it is.
        """
        if not isinstance(schema, dict) or depth > _MAX_DEPTH:
            return None
        reference = cast("dict[str, Any]", schema).get("$ref")
        if reference is None:
            return self._value(cast("dict[str, Any]", schema), depth)
        self._inside.append(reference)
        try:
            return self._value(cast("dict[str, Any]", schema), depth)
        finally:
            self._inside.pop()

    def _value(self, schema: dict[str, Any], depth: int) -> Any:
        part = self._resolved(schema, depth)
        if "const" in part:
            return part["const"]
        if part.get("enum"):
            return part["enum"][0]
        if "default" in part:
            return part["default"]
        for union in ("anyOf", "oneOf"):
            if part.get(union):
                rest = {name: value for name, value in part.items() if name != union}
                return self.value({**rest, **self._simplest(part[union])}, depth + 1)
        kinds: Any = part.get("type", "object" if "properties" in part else None)
        kind: Any = cast("list[Any]", kinds)[0] if isinstance(kinds, list) else kinds
        match kind:
            case "object":
                return self._object(part, depth)
            case "array":
                return self._array(part, depth)
            case "string":
                return _text(part)
            case "integer":
                return _number(part, whole=True)
            case "number":
                return _number(part, whole=False)
            case "boolean":
                return True
            case _:
                return None

    def _resolved(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        """The schema with references, and what it must all be, merged into it."""
        merged = dict(schema)
        for _ in range(_MAX_DEPTH):
            if isinstance(target := merged.pop("$ref", None), str):
                merged = {**self._target(target), **merged}
            elif parts := merged.pop("allOf", None):
                for part in parts:
                    more = self._resolved(part, depth + 1) if depth < _MAX_DEPTH else {}
                    properties = {**merged.get("properties", {}), **more.get("properties", {})}
                    required = [*merged.get("required", ()), *more.get("required", ())]
                    merged = {**merged, **more}
                    merged |= {"properties": properties} if properties else {}
                    merged |= {"required": required} if required else {}
            else:
                break
        return merged

    def _target(self, reference: str) -> dict[str, Any]:
        target: Any = self._root
        for name in reference.removeprefix("#").strip("/").split("/") if reference != "#" else ():
            if not isinstance(target, dict):
                return {}
            target = cast("dict[str, Any]", target).get(name.replace("~1", "/").replace("~0", "~"))
        return cast("dict[str, Any]", target) if isinstance(target, dict) else {}

    def _simplest(self, variants: list[Any]) -> dict[str, Any]:
        """The first variant that is not null, unless that would refer to itself for ever."""
        null = {"type": "null"}
        real = [variant for variant in variants if variant != null]
        finite = [variant for variant in real if variant.get("$ref") not in self._inside]
        return cast("dict[str, Any]", (finite or [null] * (null in variants) or real)[0])

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        required = set(schema.get("required", ()))
        return {
            name: self.value(part, depth + 1)
            for name, part in schema.get("properties", {}).items()
            if name in required
        }

    def _array(self, schema: dict[str, Any], depth: int) -> list[Any]:
        first = schema.get("prefixItems", [])
        count = max(schema.get("minItems", 0), len(first))
        return [
            self.value(first[place] if place < len(first) else schema.get("items", {}), depth + 1)
            for place in range(count)
        ]


def _text(schema: dict[str, Any]) -> str:
    if (known := _FORMATS.get(schema.get("format", ""))) is not None:
        return known
    text = "text".ljust(schema.get("minLength", 0), ".")
    return text[: schema.get("maxLength", len(text))]


def _number(schema: dict[str, Any], *, whole: bool) -> float:
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    above, below = schema.get("exclusiveMinimum", -math.inf), schema.get("exclusiveMaximum", math.inf)
    step = schema.get("multipleOf", 1 if whole else None)
    bounds = [bound for bound in (low, above, high, below) if math.isfinite(bound)]
    near = [bound + offset for bound in bounds for offset in (0, step or 1, -(step or 1))]
    middle = [sum(bounds) / len(bounds)] if bounds else []
    for value in (0, *near, *middle):
        fitting = value if step is None else math.ceil(value / step) * step
        if low <= fitting <= high and above < fitting < below:
            return int(fitting) if whole else fitting
    return 0
