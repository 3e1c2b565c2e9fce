"""YAML whose every value knows where it stands, so that a mistake can be pointed at."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairlead.errors import ConfigurationError, MissingExtra

__all__ = ["Node", "meant", "read"]

_TAG = "tag:yaml.org,2002:"
_MAPPING, _LIST = f"{_TAG}map", f"{_TAG}seq"
_TEXT = frozenset({f"{_TAG}{name}" for name in ("str", "timestamp", "value", "merge")})
_MANY = 20  # more words than that help nobody
_VALUE = frozenset({f"{_TAG}{name}" for name in ("int", "float", "bool", "null")})


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file, and its place.

    Attributes:
        value: Text, a number, a boolean, None, a list of nodes, or nodes by their keys.
        file: The file.
        line: Its line, from 1.
        column: Its column, from 1.
        keys: Places of the keys of a mapping.
    """

    value: str | int | float | bool | list[Node] | dict[str, Node] | None
    file: str
    line: int
    column: int
    keys: dict[str, tuple[int, int]]

    def plain(self) -> Any:
        """The value as JSON has it."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value

    def at(self, way: Iterable[str | int]) -> Node:
        """The node that keys and indices lead to, as far as they do."""
        node = self
        for step in way:
            match node.value:
                case dict() as inside if isinstance(step, str) and step in inside:
                    node = inside[step]
                case list() as inside if isinstance(step, int):
                    node = inside[step]
                case _:
                    break
        return node

    def shown(self) -> str:
        """What stands here, for a message."""
        match self.value:
            case None:
                return "nothing"
            case str():
                return f"the text {self.value!r}"
            case bool():
                return str(self.value).lower()
            case list():
                return "a list"
            case dict():
                return "a mapping"
            case _:
                return f"the number {self.value}"

    def error(self, problem: str, *, key: str | None = None) -> ConfigurationError:
        """An error at this place, or at one of its keys."""
        line, column = (self.line, self.column) if key is None else self.keys[key]
        return ConfigurationError(f"{self.file}:{line}:{column}: {problem}")

    def items(self, what: str) -> list[Node]:
        """The nodes of a list.

        Raises:
            ConfigurationError: It is none.
        """
        if not isinstance(self.value, list):
            raise self.error(f"{what} must be a list, found {self.shown()}")
        return self.value

    def fields(self, what: str, allowed: Sequence[str]) -> dict[str, Node]:
        """The nodes of a mapping that has no other keys than the allowed ones.

        Raises:
            ConfigurationError: It is none, or it has other keys.
        """
        if not isinstance(self.value, dict):
            raise self.error(f"{what} must be a mapping, found {self.shown()}")
        for key in self.value:
            if key not in allowed:
                raise self.error(f"unknown key {key!r} in {what}{meant(key, allowed)}", key=key)
        return self.value


def meant(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: what was probably meant, and what there is."""
    known = list(known)
    close = difflib.get_close_matches(word, known, n=1)
    guess = f"; did you mean {close[0]!r}?" if close else ""
    return guess if len(known) > _MANY else f"{guess} (there is: {', '.join(known) or 'nothing'})"


def read(path: Path) -> Node:
    """Read a file that holds one YAML 1.2 document of plain values.

    Raises:
        ConfigurationError: It cannot be read, or is no such file. The message names line and column.
        MissingExtra: The library for YAML is not installed.
    """
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError
    except ModuleNotFoundError as error:
        raise MissingExtra("scenarios need ruamel.yaml: pip install 'fairlead[emulator]'") from error

    file = str(path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"cannot read {file}: {error}") from error
    yaml: Any = YAML(typ="safe", pure=True)
    try:
        document = yaml.compose(text)
        if document is None:
            raise ConfigurationError(f"{file}:1:1: the file is empty")
        return _Reader(file, yaml.constructor).node(document, ())
    except MarkedYAMLError as error:
        known: Any = error
        mark = known.problem_mark or known.context_mark
        place = "1:1" if mark is None else f"{mark.line + 1}:{mark.column + 1}"
        raise ConfigurationError(f"{file}:{place}: this is no YAML: {known.problem}") from error
    except YAMLError as error:
        raise ConfigurationError(f"{file}:1:1: this is no YAML: {' '.join(str(error).split())}") from error


class _Reader:
    """Turns what the library composed into nodes.

    Args:
        file: Name of the file, for messages.
        constructor: Makes values of scalars.
    """

    def __init__(self, file: str, constructor: Any) -> None:
        self._file = file
        self._constructor = constructor

    def node(self, composed: Any, around: tuple[Any, ...]) -> Node:
        """One value, with all that is in it.

        Args:
            composed: The library's node.
            around: Those that it is inside of.
        """
        line, column = composed.start_mark.line + 1, composed.start_mark.column + 1
        node = Node(None, self._file, line, column, {})
        if any(outer is composed for outer in around):
            raise node.error("an alias cannot stand inside of what it repeats")
        tag = str(composed.tag)
        if tag == _LIST:
            items = [self.node(item, (*around, composed)) for item in composed.value]
            return Node(items, self._file, line, column, {})
        if tag == _MAPPING:
            return self._mapping(composed, node, (*around, composed))
        return Node(self._scalar(composed, tag, node), self._file, line, column, {})

    def _mapping(self, composed: Any, node: Node, around: tuple[Any, ...]) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        for key, value in composed.value:
            name = self.node(key, around)
            if isinstance(name.value, list | dict):
                raise name.error(f"a key must be text, found {name.shown()}")
            text = str(key.value)  # as it is written: `on`, 1 and null are names here
            if text in values:
                raise name.error(f"{text!r} stands here twice")
            keys[text] = name.line, name.column
            values[text] = self.node(value, around)
        return Node(values, self._file, node.line, node.column, keys)

    def _scalar(self, composed: Any, tag: str, node: Node) -> str | int | float | bool | None:
        if tag in _TEXT:
            return str(composed.value)
        if tag not in _VALUE:
            raise node.error(f"the tag {tag.removeprefix(_TAG)!r} means nothing here")
        value = self._constructor.construct_object(composed)
        if isinstance(value, float) and not math.isfinite(value):
            raise node.error(f"a number must be finite, found {composed.value}")
        return value
