"""Who uses what of a contract: from `operations.lock`, and from the public models themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from fairlead.contract._document import Json, place_of
from fairlead.contract._models import Models

__all__ = ["ANY", "Call", "Usage"]

ANY = "any"
"""Nothing is known, so everything is assumed."""


@dataclass(frozen=True, slots=True)
class Call:
    """How a facade calls an operation.

    Attributes:
        by: Functions that make the call.
        reads: Types that answers are read as; `any` for streams.
        sends: Parameters by location and wire name, with the argument that fills each; None for all of them.
        always: Parameters that no call leaves out.
        bodies: Models that the body is made of.
        fields: Fields of a body that is written out, and whether they are always sent; None of any other.
        whole_body: Whether any field of the body may be sent.
    """

    by: frozenset[str] = frozenset()
    reads: tuple[str, ...] = ()
    sends: Mapping[str, str] | None = field(default_factory=dict[str, str])
    always: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    fields: Mapping[str, bool] | None = None
    whole_body: bool = False

    @property
    def sends_body(self) -> bool:
        """Whether anything is sent besides parameters."""
        return self.whole_body or bool(self.bodies) or self.fields is not None

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> Call:
        """Read an entry of the lock."""
        sends, body = cast("dict[str, str] | str", entry.get("sends") or {}), entry.get("body")
        return cls(
            frozenset(entry.get("by") or ()),
            tuple(entry.get("reads") or ()),
            None if isinstance(sends, str) else sends,
            frozenset(entry.get("always") or ()),
            tuple(cast("list[str]", body)) if isinstance(body, list) else (),
            {name: when == "always" for name, when in cast("Json", body).items()}
            if isinstance(body, dict)
            else ({} if body == "empty" else None),
            body == ANY,
        )


class Usage:
    """What the facade of one backend uses.

    Args:
        backend: Name of the backend.
        lock: Its part of `operations.lock`.
    """

    def __init__(self, backend: str, lock: Mapping[str, Any]) -> None:
        self.backend = backend
        self._methods = cast("Mapping[str, list[str]]", lock.get("methods") or {})
        self._flavours = cast("Mapping[str, str]", lock.get("flavours") or {})
        self._calls = cast("Mapping[str, Json]", lock.get("calls") or {})
        operations = cast("Mapping[str, str]", lock.get("operations") or {})
        self.places = {_place(text): name for name, text in operations.items()}
        """Operation by its place on the wire."""

    def __repr__(self) -> str:
        return f"Usage({self.backend!r}, {len(self._methods)} methods)"

    @cached_property
    def methods(self) -> dict[str, tuple[str, ...]]:
        """Public methods of both flavours by operation, the blocking ones first."""
        found: dict[str, list[str]] = {}
        for method, operations in self._methods.items():
            owner, _, name = method.partition(".")
            twin = self._flavours.get(owner)
            for operation in operations:
                found.setdefault(operation, []).extend(
                    [method] if twin is None else [f"{twin}.{name}" if name else twin, method]
                )
        return {operation: tuple(sorted(names, key=_blocking_first)) for operation, names in found.items()}

    @property
    def has_facade(self) -> bool:
        """Whether there are any public methods."""
        return bool(self._methods)

    def call(self, operation: str) -> Call:
        """How an operation is called; if nothing is known of it, everything is assumed."""
        entry = self._calls.get(operation)
        return Call(reads=(ANY,), sends=None, whole_body=True) if entry is None else Call.read(entry)

    @property
    def calls(self) -> dict[str, Call]:
        """Every call that is known, by operation."""
        return {operation: Call.read(entry) for operation, entry in self._calls.items()}

    @property
    def read(self) -> set[str]:
        """Operations whose answers somebody reads, and messages that somebody reads."""
        return {name for name, call in self.calls.items() if call.reads}

    @property
    def sent(self) -> set[str]:
        """Operations that somebody sends a body to, and messages that somebody sends."""
        return {name for name, call in self.calls.items() if call.sends_body}

    @cached_property
    def reading(self) -> Models:
        """The models that answers are read as."""
        names = {name for call in self.calls.values() for name in call.reads} - {ANY}
        return Models(self.backend, names, "validation")

    @cached_property
    def sending(self) -> Models:
        """The models that bodies are made of."""
        names = {name for call in self.calls.values() for name in call.bodies}
        return Models(self.backend, names, "serialization")


def _place(text: str) -> str:
    method, path, _digest = text.split(" ")
    return place_of(method, path)


def _blocking_first(method: str) -> tuple[str, bool]:
    owner, _, name = method.partition(".")
    return f"{owner.removeprefix('Async')}.{name}", owner.startswith("Async")
