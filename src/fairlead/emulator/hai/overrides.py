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
    changed = [
        (_put(member, rest, value, path) if rest else value)
        if isinstance(member, dict) and str(cast("Any", member).get(found["field"])) == found["value"]
        else member
        for member in cast("list[Any]", members)
    ]
    if changed == members and not any(
        isinstance(member, dict) and str(cast("Any", member).get(found["field"])) == found["value"]
        for member in cast("list[Any]", members)
    ):
        raise BadPath(f"nothing in {name!r} has {found['field']}={found['value']}")
    return {**holder, name: changed}
