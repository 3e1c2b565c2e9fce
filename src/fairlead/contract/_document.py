"""An OpenAPI document as the guard reads it: operations by their place, references resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlsplit

__all__ = ["EVENT", "METHODS", "Document", "Json", "Operation", "place_of", "wire_name"]

Json = dict[str, Any]

EVENT = "event"
"""The method of messages outside of HTTP, which OpenAPI does not have; see `_messages`."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", EVENT)

_REFERENCE = "#/components/"


def place_of(method: str, path: str) -> str:
    """Where an operation is on the wire. The names of path parameters are words, not part of it."""
    return f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path)}"


def wire_name(parameter: Json) -> str:
    """The name of a parameter as the wire has it; the names of headers have no case."""
    name = cast("str", parameter["name"])
    return name.lower() if parameter["in"] == "header" else name


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document.

    Attributes:
        place: Method and path template, with nameless parameters: `GET /packets/{}`.
        shown: The same with the names of the document.
        id: Its operationId, or the place if it has none.
        item: The operation object.
        shared: Parameters that the path declares for all of its operations.
    """

    place: str
    shown: str
    id: str
    item: Json = field(repr=False)
    shared: list[Json] = field(repr=False)

    @property
    def is_message(self) -> bool:
        """Whether it stands for a message outside of HTTP."""
        return self.place.startswith(f"{EVENT.upper()} ")


class Document:
    """An OpenAPI 3 document.

    Args:
        root: The decoded document; it is not changed.
        name: What error texts call it.
        messages: The schemas of messages outside of HTTP that belong to it, as `openapi/events` has them.
    """

    def __init__(self, root: Json, name: str = "the document", messages: Json | None = None) -> None:
        self.root = root
        self.name = name
        self.messages = messages
        self.branches: dict[int, tuple[object, list[Any]]] = {}
        """Normal forms by the `id()` of their schema, beside the schema, which has to live as long."""
        self._references: dict[str, frozenset[str]] = {}

    def __repr__(self) -> str:
        return f"Document({self.name!r}, {len(self.operations)} operations)"

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """Every operation, by its place."""
        return {operation.place: operation for operation in self._operations()}

    @cached_property
    def components(self) -> dict[str, Json]:
        """Every component by its reference: `#/components/schemas/Packet`."""
        found: dict[str, Json] = {}
        for kind, named in cast("dict[str, Json]", self.root.get("components") or {}).items():
            if isinstance(cast("object", named), dict):
                found.update((f"{_REFERENCE}{kind}/{name}", value) for name, value in named.items())
        return found

    def resolve(self, node: Json) -> Json:
        """Follow `$ref` until something else is found; a reference to nowhere is an empty object."""
        seen: set[str] = set()
        while isinstance(reference := node.get("$ref"), str) and reference not in seen:
            seen.add(reference)
            node = self.lookup(reference)
        return node

    def lookup(self, reference: str) -> Json:
        """What a reference inside of the document points at; an empty object if there is nothing."""
        reference = _unescape(reference)
        if (known := self.components.get(reference)) is not None:
            return known
        target: Any = self.root
        for part in reference.removeprefix("#/").split("/"):
            if not isinstance(target, dict):
                return {}
            target = cast("Json", target).get(part, {})
        return cast("Json", target) if isinstance(target, dict) else {}

    def parameters(self, operation: Operation) -> dict[tuple[str, str], Json]:
        """Parameters by location and name. Those of the path are called by their number."""
        found: dict[tuple[str, str], Json] = {}
        for given in (*operation.shared, *cast("list[Json]", operation.item.get("parameters") or [])):
            parameter = self.resolve(given)
            if "in" in parameter and "name" in parameter:
                found[parameter["in"], wire_name(parameter)] = parameter
        for number, name in enumerate(re.findall(r"{([^}]*)}", operation.shown), 1):
            if (parameter := found.pop(("path", name), None)) is not None:
                found["path", str(number)] = parameter
        return found

    def body(self, operation: Operation) -> Json | None:
        """The request body; None without one."""
        body = operation.item.get("requestBody")
        return self.resolve(body) if body else None

    def responses(self, operation: Operation) -> dict[str, Json]:
        """Responses by status, such as `200`, `4XX` or `default`."""
        given = cast("Mapping[object, Json]", operation.item.get("responses") or {})
        return {
            str(status).upper().replace("DEFAULT", "default"): self.resolve(r) for status, r in given.items()
        }

    def security(self, operation: Operation) -> list[frozenset[str]]:
        """Alternatives, each the set of credentials that it needs; an empty set is a call without any."""
        demanded = cast("list[Json] | None", operation.item.get("security", self.root.get("security")))
        return [frozenset(self._scheme(name) for name in option) for option in demanded or [{}]]

    def reach(self, operation: Operation) -> frozenset[str]:
        """References of every component that an operation depends on."""
        found: set[str] = set()
        queue = [*_references(operation.item), *_references(operation.shared)]
        while queue:
            reference = queue.pop()
            if reference not in found:
                found.add(reference)
                queue += self._outgoing(reference)
        return frozenset(found)

    def users(self, changed: set[str]) -> set[str]:
        """The given components and every one that depends on them."""
        affected = set(changed)
        while True:
            more = {
                name
                for name in self.components
                if name not in affected and not affected.isdisjoint(self._outgoing(name))
            }
            if not more:
                return affected
            affected |= more

    def _outgoing(self, reference: str) -> frozenset[str]:
        known = self._references.get(reference)
        if known is None:
            known = self._references[reference] = frozenset(_references(self.lookup(reference)))
        return known

    def _operations(self) -> Iterator[Operation]:
        prefix = self._prefix()
        for path, item in cast("dict[str, Json]", self.root.get("paths") or {}).items():
            item = self.resolve(item)
            for method in METHODS:
                if isinstance(found := item.get(method), dict):
                    found = cast("Json", found)
                    place = place_of(method, prefix + path)
                    shown = f"{method.upper()} {prefix}{path}"
                    name = cast("str", found.get("operationId") or place)
                    yield Operation(place, shown, name, found, item.get("parameters") or [])

    def _prefix(self) -> str:
        """The path of the first server, which all paths of the document begin with."""
        servers = cast("list[Json]", self.root.get("servers") or [{}])
        url = cast("str", servers[0].get("url") or "")
        return urlsplit(url).path.rstrip("/") if "{" not in url else ""

    def _scheme(self, name: str) -> str:
        scheme = self.resolve(self.lookup(f"{_REFERENCE}securitySchemes/{name}"))
        kind = str(scheme.get("type", name))
        if kind == "apiKey":
            where, key = str(scheme.get("in")), str(scheme.get("name"))
            # A bearer token is often written as the header that it is sent in.
            return (
                "bearer" if (where, key.lower()) == ("header", "authorization") else f"{where} {key.lower()}"
            )
        if kind in ("oauth2", "openIdConnect"):
            return "bearer"
        return str(scheme.get("scheme", kind)).lower()


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        fields = cast("Json", node)
        if isinstance(reference := fields.get("$ref"), str):
            yield _unescape(reference)
        for value in fields.values():
            if isinstance(value, (dict, list)):
                yield from _references(value)
    elif isinstance(node, list):
        for item in cast("list[Any]", node):
            if isinstance(item, (dict, list)):
                yield from _references(item)


def _unescape(reference: str) -> str:
    return reference.replace("~1", "/").replace("~0", "~") if "~" in reference else reference
