"""What functions are called, and what their docstrings say."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from typing import Any

_SECTION = re.compile(r"(?:Args|Arguments|Parameters|Keyword Args|Keyword Arguments):\s*")
_ENTRY = re.compile(r"(?P<indent>\s+)\*{0,2}(?P<name>\w+)\s*(?:\([^)]*\))?\s*:(?:\s+(?P<text>.*))?")
_FIELD = re.compile(r"\s*:param\s+(?:[^:]*\s)?(?P<name>\w+)\s*:\s*(?P<text>.*)")


def described_parameters(docstring: str) -> dict[str, str]:
    """Descriptions by parameter, from a section `Args:` (Google's style) or from `:param name:` lines.

    Examples:
        >>> described_parameters(":param city: Where.")
        {'city': 'Where.'}
    """
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    margin = 0
    in_section = False
    for line in inspect.cleandoc(docstring).splitlines():
        indent = len(line) - len(line.lstrip())
        if field := _FIELD.fullmatch(line):
            in_section = False
            current, margin = found.setdefault(field["name"], []), indent
            current.append(field["text"])
        elif _SECTION.fullmatch(line):
            in_section, current, margin = True, None, 0
        elif not line.strip():
            current = current if in_section else None
        elif in_section and indent == 0:
            in_section, current = False, None  # the next section, or text
        elif in_section and (margin == 0 or indent <= margin) and (entry := _ENTRY.fullmatch(line)):
            margin = indent
            current = found.setdefault(entry["name"], [])
            current.append(entry["text"] or "")
        elif current is not None and indent > margin:
            current.append(line.strip())
        else:
            current = None
    texts = {name: " ".join(part for part in lines if part) for name, lines in found.items()}
    return {name: text for name, text in texts.items() if text}


def target_of(function: Callable[..., Any]) -> Any:
    """The function behind partials and callable objects."""
    while isinstance(function, functools.partial):
        function = function.func
    if inspect.isroutine(function) or inspect.isclass(function):
        return function
    return type(function).__call__


def name_of(function: Callable[..., Any]) -> str:
    """What a function is called; a callable object has the name of its class."""
    while isinstance(function, functools.partial):
        function = function.func
    return getattr(function, "__name__", None) or type(function).__name__


def documentation(function: Callable[..., Any]) -> str:
    """The docstring of a function; of an object, that of its `__call__` or its class; empty without one."""
    while isinstance(function, functools.partial):
        function = function.func
    if inspect.isroutine(function) or inspect.isclass(function):
        return inspect.getdoc(function) or ""
    return inspect.cleandoc(type(function).__call__.__doc__ or "") or inspect.getdoc(type(function)) or ""
