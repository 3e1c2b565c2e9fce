"""Messages outside of HTTP, as operations: events of streams, frames of sockets, payloads of webhooks.

Their schemas are the `$defs` of `openapi/events/<backend>.yaml`. Each message that somebody reads becomes an
operation that is answered with it, `EVENT StreamEvent`, and each that somebody sends one whose body it is. So
everything that the guard knows of answers and requests holds for messages, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, cast

from fairlead.contract._document import EVENT, Json

__all__ = ["as_operations", "is_messages", "reached"]

_OLD, _NEW = "#/$defs/", "#/components/schemas/"


def is_messages(root: Json) -> bool:
    """Whether a document is one of messages, and not of operations."""
    return isinstance(root.get("$defs"), dict) and "paths" not in root


def as_operations(root: Json, read: Collection[str], sent: Collection[str] = ()) -> Json:
    """An OpenAPI document with an operation for each message.

    Args:
        root: The schemas, as a file of `openapi/events` has them.
        read: Names of the messages that somebody reads.
        sent: Names of those that somebody sends. What the document's root lists, and is no part of any of
            these, gets an operation, too; nobody uses it.
    """
    defined = cast("Json", root["$defs"])
    known = [name for name in (*read, *sent) if name in defined]
    rest = set(_listed(root)) - reached(root, known)
    paths = {
        name: {EVENT: _operation(name, is_read=name in read or name in rest, is_sent=name in sent)}
        for name in defined
        if name in known or name in rest
    }
    return {"paths": paths, "components": {"schemas": {name: _moved(one) for name, one in defined.items()}}}


def reached(root: Json, names: Collection[str]) -> set[str]:
    """The named schemas, and all that they refer to."""
    defined = cast("Json", root["$defs"])
    found: set[str] = set()
    queue = [name for name in names if name in defined]
    while queue:
        if (name := queue.pop()) not in found:
            found.add(name)
            queue += [other for other in _references(defined[name]) if other in defined]
    return found


def _listed(root: Json) -> Iterator[str]:
    """Every message, as the root lists them."""
    for one in cast("list[Json]", root.get("anyOf") or []):
        yield from _references(one)


def _operation(name: str, *, is_read: bool, is_sent: bool) -> Json:
    content = {"content": {"application/json": {"schema": {"$ref": f"{_NEW}{name}"}}}}
    return {
        "operationId": name,
        **({"requestBody": {"required": True, **content}} if is_sent else {}),
        "responses": {"200": content} if is_read else {},
    }


def _moved(node: Any) -> Any:
    """The same schema, with its references where OpenAPI has them."""
    if isinstance(node, list):
        return [_moved(one) for one in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    return {key: _moved_value(key, value) for key, value in cast("Json", node).items()}


def _moved_value(key: str, value: Any) -> Any:
    if isinstance(value, str):
        is_reference = key == "$ref" and value.startswith(_OLD)
        return f"{_NEW}{value.removeprefix(_OLD)}" if is_reference else value
    if key == "mapping" and isinstance(value, dict):
        return {tag: _moved_value("$ref", reference) for tag, reference in cast("Json", value).items()}
    return _moved(value)


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in cast("list[Any]", node):
            yield from _references(one)
    elif isinstance(node, dict):
        for key, value in cast("Json", node).items():
            if key == "$ref" and isinstance(value, str):
                yield value.removeprefix(_OLD)
            else:
                yield from _references(value)
