"""Overrides of a session's request: values by path, such as `agent.environments[kind=web].start_url`."""

from __future__ import annotations

import re
from typing import Any, Final, cast

__all__ = ["BadPath", "override"]

_PART: Final = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)(\[(?P<field>[A-Za-z_]\w*)=(?P<value>[^\]]*)\])?")
_SEPARATOR: Final = re.compile(r"\.(?![^\[]*\])")


class BadPath(ValueError):
    """A path leads nowhere."""


def override(request: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the request with a value put in place.

    Raises:
        BadPath: The path is malformed or leads nowhere.
    """
    return _put(request, _SEPARATOR.split(path), value, path)


def _put(target: Any, parts: list[str], value: Any, path: str) -> dict[str, Any]:
    found = _PART.fullmatch(parts[0])
    if found is None:
        raise BadPath(f"{parts[0]!r} in {path!r} is neither a name nor a name with a [field=value]")
    if not isinstance(target, dict):
        raise BadPath(f"{path!r} leads into something that has no fields")
    holder = cast("dict[str, Any]", target)
    name, rest = found["name"], parts[1:]
    if found["field"] is None:
        return {**holder, name: _put(holder.get(name, {}), rest, value, path) if rest else value}
    members = holder.get(name)
    if not isinstance(members, list):
        raise BadPath(f"{name!r} in {path!r} is no list")
    fits = [_has(member, found["field"], found["value"]) for member in cast("list[Any]", members)]
    if not any(fits):
        raise BadPath(f"nothing in {name!r} has {found['field']}={found['value']}")
    changed: list[Any] = [
        (_put(member, rest, value, path) if rest else value) if fit else member
        for member, fit in zip(cast("list[Any]", members), fits, strict=True)
    ]
    return {**holder, name: changed}


def _has(member: Any, field: str, value: str) -> bool:
    return isinstance(member, dict) and str(cast("dict[str, Any]", member).get(field)) == value
