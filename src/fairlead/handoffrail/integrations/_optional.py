"""Classes of frameworks that may not be installed."""

from __future__ import annotations

import functools
from importlib.util import find_spec
from typing import Any

from fairlead.errors import MissingExtra


def is_installed(package: str) -> bool:
    """Whether a top-level package can be imported; does not import it."""
    return find_spec(package) is not None


def missing_extra(framework: str, name: str, extra: str) -> MissingExtra:
    """The error for using `name` without its framework."""
    return MissingExtra(f"{framework} is required for {name}: pip install 'fairlead[{extra}]'")


@functools.cache
def unavailable_class(framework: str, name: str, extra: str) -> type[Any]:
    """A stand-in for a class of a framework that is not installed.

    It can be imported and named like the real one; making an instance raises `MissingExtra`.
    """

    def refuse(_self: object, *_args: Any, **_kwargs: Any) -> None:
        raise missing_extra(framework, name, extra)

    return type(name, (), {"__init__": refuse, "__doc__": f"Needs {framework}, which is not installed."})
