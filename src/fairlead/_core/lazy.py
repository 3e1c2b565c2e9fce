"""Public packages that load what they export on first use (PEP 562)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType


def lazy_exports(
    package: str, modules: Mapping[str, Sequence[str]], renamed: Mapping[str, str] | None = None
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Make `__getattr__` and `__dir__` of a package that imports a module when one of its names is used.

    Args:
        package: Name of the package.
        modules: Module -> names that the package exports from it.
        renamed: What the SDK that this package replaces exports -> what has taken its place here. Asking for
            such a name is an `ImportError` that says so: of an `AttributeError`, the text would be lost.
    """
    homes = {name: module for module, names in modules.items() for name in names}

    def load(name: str) -> object:
        if renamed and name in renamed:
            raise ImportError(
                f"cannot import name {name!r} from {package!r}: here it is {renamed[name]!r}",
                name=package,
            )
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(importlib.import_module(homes[name]), name)
        setattr(sys.modules[package], name, value)  # the next access does not come here any more
        return value

    def names() -> list[str]:
        # Without what the package imports for its own use.
        own = vars(sys.modules[package])
        special = {name for name, value in own.items() if name[:2] == "__" or isinstance(value, ModuleType)}
        return sorted({*special, *homes, *own.get("__all__", ())})

    return load, names
