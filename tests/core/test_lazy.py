"""Packages that load what they export on first use."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

import pytest

import fairlead
import fairlead.handoffrail
from fairlead._core.lazy import lazy_exports


@pytest.mark.parametrize("name", fairlead.handoffrail.__all__)
def test_every_exported_name_loads(name: str) -> None:
    value = getattr(fairlead.handoffrail, name)
    assert value is not None
    assert vars(fairlead.handoffrail)[name] is value, "the second access costs nothing"


@pytest.mark.parametrize("package", [fairlead, fairlead.handoffrail])
def test_exports_are_listed_once_and_by_dir(package: ModuleType) -> None:
    assert len(set(package.__all__)) == len(package.__all__)
    assert set(package.__all__) <= set(dir(package))


def test_every_error_is_exported_at_the_top() -> None:
    errors = importlib.import_module("fairlead.errors")
    assert set(errors.__all__) == set(fairlead.__all__) - {"__version__"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'HandofRailClient'"):
        _ = fairlead.handoffrail.HandofRailClient


def test_a_module_is_imported_when_its_name_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    package = ModuleType("lazy_package")
    home = ModuleType("lazy_package_home")
    home.answer = 42  # pyright: ignore[reportAttributeAccessIssue]
    monkeypatch.setitem(sys.modules, package.__name__, package)
    load, names = lazy_exports(package.__name__, {home.__name__: ["answer"]})
    with pytest.raises(ModuleNotFoundError):
        load("answer")
    monkeypatch.setitem(sys.modules, home.__name__, home)
    assert load("answer") == 42
    assert "answer" in names()
