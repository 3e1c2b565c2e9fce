"""Setting a value in a JSON file that people edit: comments, order and layout of the rest stay."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

_BLANK = re.compile(r"(?:[\s\ufeff]|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_REMARK = re.compile(r"[ \t]*(?://[^\n]*|/\*[^\n]*?\*/[ \t]*(?=\r?\n))")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


@dataclass(frozen=True, slots=True)
class _Node:
    """A value, and where it stands in the text."""

    start: int
    end: int
    value: Any
    members: dict[str, _Node] | None = None
    """Of an object: its values."""
    keys: dict[str, int] | None = None
    """Of an object: where its keys begin."""
    comma: bool = False
    """Of an object: whether a comma stands behind the last value."""


def read(text: str) -> Any:
    """The value of a JSON text, which may have comments, and commas before closing brackets.

    Raises:
        ValueError: It is not JSON; the message names the line.
    """
    return _parse(text).value


def put(text: str, path: Sequence[str], value: Any) -> str:
    """Set the value at a path of keys, and make the objects on the way that are not there.

    Raises:
        ValueError: The text is not JSON, or there is something else than an object on the way.
    """
    if not text.strip().removeprefix("\ufeff"):
        text = f"{text}{{}}\n"
    node = _parse(text)
    unit = _indent_of(text, next(iter(node.keys.values()))) if node.keys else None
    line = 0
    for depth, key in enumerate(path):
        if node.members is None or node.keys is None:
            where = ".".join(path[:depth]) or "the document"
            raise ValueError(f"{where} is not an object")
        if key not in node.members:
            for missing in reversed(path[depth + 1 :]):
                value = {missing: value}
            return _insert(text, node, key, value, unit or "  ")
        line, node = node.keys[key], node.members[key]
    return text[: node.start] + _render(value, _indent_of(text, line) or "", unit or "  ") + text[node.end :]


def _insert(text: str, node: _Node, key: str, value: Any, unit: str) -> str:
    if not node.keys or not node.members:
        outer = _indent_of(text, _first_on_line(text, node.start)) or ""
        member = f"{json.dumps(key)}: {_render(value, outer + unit, unit)}"
        rest = text[node.start + 1 :]
        end = "" if rest.lstrip(" \t").startswith(("\n", "\r")) else f"\n{outer}"
        return f"{text[: node.start + 1]}\n{outer}{unit}{member}{end}{rest}"
    last = list(node.keys)[-1]
    indent = _indent_of(text, node.keys[last])
    at = node.members[last].end
    if node.comma:
        at = text.index(",", _blank(text, at)) + 1
    elif indent is not None:
        text = f"{text[:at]},{text[at:]}"
        at += 1
    member = f"{json.dumps(key)}: {_render(value, indent or '', unit)}{',' if node.comma else ''}"
    if indent is None:
        return f"{text[:at]}{'' if node.comma else ','} {member}{text[at:]}"
    # A remark at the end of the line belongs to the member before it.
    if remark := _REMARK.match(text, at):
        at = remark.end()
    return f"{text[:at]}\n{indent}{member}{text[at:]}"


def _render(value: Any, indent: str, unit: str) -> str:
    return json.dumps(value, indent=unit, ensure_ascii=False).replace("\n", f"\n{indent}")


def _first_on_line(text: str, position: int) -> int:
    """Where the first thing stands on the line of a position."""
    start = text.rfind("\n", 0, position) + 1
    return start + len(text[start:]) - len(text[start:].lstrip(" \t"))


def _indent_of(text: str, position: int) -> str | None:
    """What stands before a position on its line, if that is only blank."""
    before = text[text.rfind("\n", 0, position) + 1 : position]
    return before if not before.strip() and "\n" in text[:position] else None


def _parse(text: str) -> _Node:
    node = _value(text, _blank(text, 0))
    if _blank(text, node.end) != len(text):
        _refuse(text, _blank(text, node.end))
    return node


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int) -> _Node:
    match text[at : at + 1]:
        case "{":
            return _object(text, at)
        case "[":
            return _array(text, at)
        case '"':
            return _token(text, at, _STRING)
        case _:
            return _token(text, at, _PLAIN)


def _token(text: str, at: int, pattern: re.Pattern[str]) -> _Node:
    found = pattern.match(text, at)
    if not found:
        _refuse(text, at)
    try:
        return _Node(at, found.end(), json.loads(found[0]))
    except ValueError:
        _refuse(text, at)


def _object(text: str, start: int) -> _Node:
    members: dict[str, _Node] = {}
    keys: dict[str, int] = {}
    comma = False
    at = _blank(text, start + 1)
    while text[at : at + 1] != "}":
        key = _token(text, at, _STRING)
        colon = _blank(text, key.end)
        if text[colon : colon + 1] != ":":
            _refuse(text, colon)
        node = _value(text, _blank(text, colon + 1))
        # If a key stands there twice, the last one counts, for readers of JSON.
        members.pop(key.value, None)
        keys.pop(key.value, None)
        members[key.value], keys[key.value] = node, key.start
        at, comma = _next(text, node.end, "}")
    values = {key: node.value for key, node in members.items()}
    return _Node(start, at + 1, values, members, keys, comma)


def _array(text: str, start: int) -> _Node:
    values: list[Any] = []
    at = _blank(text, start + 1)
    while text[at : at + 1] != "]":
        node = _value(text, at)
        values.append(node.value)
        at, _ = _next(text, node.end, "]")
    return _Node(start, at + 1, values)


def _next(text: str, at: int, closing: str) -> tuple[int, bool]:
    """Where the next member stands, or the closing bracket, and whether a comma was there."""
    at = _blank(text, at)
    if text[at : at + 1] == ",":
        return _blank(text, at + 1), True
    if text[at : at + 1] != closing:
        _refuse(text, at)
    return at, False


def _refuse(text: str, at: int) -> NoReturn:
    found = repr(text[at]) if at < len(text) else "the end"
    raise ValueError(f"line {text.count(chr(10), 0, at) + 1}: {found} does not belong there in JSON")
