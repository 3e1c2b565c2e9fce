"""Making dataclasses from what stands in a YAML file: strictly, and with errors that name the place."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from fairlead.emulator._steps import Branch, step_name
from fairlead.emulator._yaml import Node, meant
from fairlead.errors import ConfigurationError

__all__ = ["Steps", "build", "values"]

T = TypeVar("T")

_EXPECTED: Mapping[str, str] = {
    "bool_type": "true or false",
    "bytes_type": "text",
    "dict_type": "a mapping",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "a list",
    "string_type": "text",
    "tuple_type": "a list",
}


class Steps:
    """Reads the steps of one backend.

    Args:
        backend: Its name, for messages.
        kinds: The dataclasses of its steps.
    """

    def __init__(self, backend: str, kinds: Sequence[type[Any]]) -> None:
        self._backend = backend
        self._kinds = {step_name(kind): kind for kind in kinds}

    def read(self, node: Node) -> tuple[Any, ...]:
        """The steps of a list.

        Raises:
            ConfigurationError: It is no list, or not one of steps.
        """
        items = node.items("the steps of an agent")
        if not items:
            raise node.error("there is no step here")
        return tuple(self._step(item) for item in items)

    def _step(self, node: Node) -> Any:
        if isinstance(node.value, str):
            return build(self._kind(node, node.value), Node({}, node.file, node.line, node.column, {}), self)
        if not isinstance(node.value, dict) or len(node.value) != 1:
            keys = f" with {', '.join(node.value)}" if isinstance(node.value, dict) else ""
            raise node.error(
                f"a step is one key with its value, such as `say: Hello`, found {node.shown()}{keys}"
            )
        ((name, argument),) = node.value.items()
        kind = self._kind(node, name)
        if not isinstance(argument.value, dict):
            first = fields(kind)[:1]
            if not first:
                raise argument.error(f"{name} takes nothing, found {argument.shown()}")
            place = argument.line, argument.column
            argument = Node({first[0].name: argument}, argument.file, *place, {first[0].name: place})
        return build(kind, argument, self)

    def _kind(self, node: Node, name: str) -> type[Any]:
        if name not in self._kinds:
            problem = f"{self._backend} has no step {name!r}{meant(name, self._kinds)}"
            raise node.error(problem, key=name if name in node.keys else None)
        return self._kinds[name]


def build(kind: type[T], node: Node, steps: Steps | None = None) -> T:
    """An instance of a dataclass from a mapping of its fields.

    Args:
        kind: The dataclass.
        node: The mapping.
        steps: Reads fields that hold steps.

    Raises:
        ConfigurationError: The mapping does not fit. The message names line and column.
    """
    name = step_name(kind)
    given = values(kind, node, name, steps=steps)
    for field in fields(kind):  # pyright: ignore[reportArgumentType] - every kind is a dataclass
        if field.name not in given and _is_required(field):
            raise node.error(f"{name} needs {field.name!r}")
    return made(kind, given, node)


def values(
    kind: type[Any], node: Node, what: str, *, leave: Collection[str] = (), steps: Steps | None = None
) -> dict[str, Any]:
    """The fields of a dataclass that a mapping names, with their values.

    Args:
        kind: The dataclass.
        node: The mapping.
        what: What it is called in messages.
        leave: Fields that it must not name.
        steps: Reads fields that hold steps.

    Raises:
        ConfigurationError: The mapping does not fit.
    """
    hints = get_type_hints(kind)
    allowed = [field.name for field in fields(kind) if field.name not in leave]
    found = node.fields(what, allowed)
    return {name: _value(hints[name], inner, name, steps) for name, inner in found.items()}


def made(kind: Callable[..., T], given: Mapping[str, Any], node: Node) -> T:
    """Call a class with what stands in a file.

    Raises:
        ConfigurationError: The class refuses it; the message names the place.
    """
    try:
        return kind(**given)
    except ConfigurationError as error:
        raise node.error(error.message) from error


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(hint: Any, node: Node, name: str, steps: Steps | None) -> Any:
    from pydantic import ConfigDict, TypeAdapter, ValidationError

    if hint is Branch and steps is not None:
        return Branch(steps.read(node))
    if get_origin(hint) is Callable:
        raise node.error(f"{name} is a function, which cannot stand in a file: give it to Emulator")
    if get_origin(hint) is Collection:  # which pydantic does not know
        hint = tuple[get_args(hint)[0], ...]
    adapter: TypeAdapter[Any] = TypeAdapter(hint, config=ConfigDict(extra="forbid"))
    try:
        # As JSON, where a list may become a tuple and a mapping a dataclass, and yet nothing is guessed.
        return adapter.validate_json(json.dumps(node.plain()), strict=True)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = node.at(problem["loc"])
        raise place.error(f"{name}: {_explained(problem, place)}") from None


def _explained(problem: Any, place: Node) -> str:
    kind: str = problem["type"]
    if kind == "callable_type":
        return "a function cannot stand in a file"
    if kind in ("missing", "missing_argument"):
        return f"{problem['loc'][-1]!r} is missing"
    if kind == "unexpected_keyword_argument":
        return f"there is no {problem['loc'][-1]!r}"
    if kind == "literal_error":
        return f"expected {problem['ctx']['expected']}, found {place.shown()}"
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind]}, found {place.shown()}"
    return f"{problem['msg']}, found {place.shown()}"
