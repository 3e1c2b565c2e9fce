"""Which names the pages of the reference have: every public name of a backend, once, among its kind.

`codegen.tables` writes them into `docs/reference/<backend>*.md`. What a facade exports is put on a page by
what it is, so a new name is there with the next `nox -s docs`.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import typing
from collections.abc import Iterator
from types import ModuleType

from pydantic import BaseModel

from fairlead.errors import FairleadError

__all__ = ["directives", "kinds"]

KINDS = ("blocking", "asynchronous", "errors", "models", "helpers")


def directives(backend: str, kind: str) -> str:
    """What makes mkdocstrings show the names of a kind, those first that lead to the others."""
    package = importlib.import_module(f"fairlead.{backend}")
    names = sorted(_names(package, kind), key=lambda name: _place(name, getattr(package, name)))
    # Applications catch errors and do not make them, so the constructor, which all share, would be noise.
    options = "    options:\n      merge_init_into_class: false\n" if kind == "errors" else ""
    return "\n".join(f"::: {package.__name__}.{name}\n{options}" for name in names)


def kinds(backend: str) -> list[str]:
    """The kinds of names that a backend has."""
    package = importlib.import_module(f"fairlead.{backend}")
    return [kind for kind in KINDS if any(_names(package, kind))]


def _names(package: ModuleType, kind: str) -> Iterator[str]:
    models = importlib.import_module(f"{package.__name__}.models")
    return (name for name in package.__all__ if _kind(name, getattr(package, name), models) == kind)


def _kind(name: str, value: object, models: ModuleType) -> str:
    if inspect.isclass(value) and issubclass(value, BaseException):
        return "errors"
    # Some of these are models, but only where their framework is installed.
    if ".integrations." in getattr(value, "__module__", ""):
        return "helpers"
    if hasattr(models, name) or (inspect.isclass(value) and issubclass(value, BaseModel | enum.Enum)):
        return "models"
    if (inspect.isclass(value) or inspect.isfunction(value)) and not typing.is_typeddict(value):
        home = value.__module__
        if "._async." in home or name == "AsyncClient":
            return "asynchronous"
        # A backend whose clients have both flavours has them, and their namespaces, in modules of its own.
        if "._sync." in home or home.endswith((".client", ".namespaces")):
            return "blocking"
    return "helpers"


def _place(name: str, value: object) -> tuple[bool, bool, str]:
    """Clients and the root of the errors come first; the base of what shows raw answers comes last."""
    leads = name.endswith("Client") or FairleadError in getattr(value, "__bases__", ())
    plain = name.lower().removeprefix("async").removeprefix("_")
    return name.endswith("RawMethods"), not leads, plain
