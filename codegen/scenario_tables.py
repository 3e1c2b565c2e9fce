"""The tables of the documentation that say what scenarios can hold, and which there are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from fairlead.emulator import Fault, available, load
from fairlead.emulator._scenario import packaged
from fairlead.emulator._steps import step_name

_ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def scenarios() -> list[tuple[str, str]]:
    """The scenarios that come with each backend, and what happens in them."""
    return [
        (f"`{backend}/{scenario.name}`", scenario.description)
        for backend in available()
        for scenario in packaged(backend)
    ]


def steps() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """For each backend its steps: the name, the fields, and what the agent does."""
    return [
        (backend, [(f"`{step_name(kind)}`", _fields(kind), _summary(kind)) for kind in load(backend).steps])
        for backend in available()
    ]


def faults() -> list[tuple[str, str]]:
    """The fields of a fault."""
    about = _attributes(Fault)
    return [(f"`{field.name}`", about[field.name]) for field in fields(Fault)]


def _fields(kind: type[Any]) -> str:
    about = _attributes(kind)
    names: Sequence[str] = [field.name for field in fields(kind)]
    return "<br>".join(f"`{name}`: {about[name]}" if name in about else f"`{name}`" for name in names)


def _attributes(kind: type[Any]) -> dict[str, str]:
    """What the docstring of a class says of its attributes."""
    section = inspect.cleandoc(kind.__doc__ or "").partition("\nAttributes:\n")[2].partition("\n\n")[0]
    return {name: " ".join(text.split()) for name, text in _ATTRIBUTE.findall(section)}


def _summary(kind: type[Any]) -> str:
    return " ".join(inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].split())
