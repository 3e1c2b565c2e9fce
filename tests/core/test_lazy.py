"""Packages that load what they export on first use."""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
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


@pytest.mark.parametrize("backend", ["hai", "handoffrail", "happy", "hestia", "mycel"])
def test_a_facade_is_imported_when_it_is_used(backend: str) -> None:
    program = (
        "import sys, fairlead\n"
        f"assert {backend!r} in dir(fairlead) and 'fairlead.{backend}' not in sys.modules\n"
        f"print(fairlead.{backend}.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().strip() == f"fairlead.{backend}"


def test_the_package_has_its_version_and_nothing_that_is_not_there() -> None:
    assert fairlead.__version__ == importlib.metadata.version("fairlead")
    with pytest.raises(AttributeError, match="has no attribute 'hay'"):
        _ = fairlead.hay  # type: ignore[attr-defined]


def test_dir_does_not_offer_what_a_package_imports_for_itself() -> None:
    assert set(dir(fairlead.handoffrail)) & {"TYPE_CHECKING", "lazy_exports"} == set()
    assert "exceptions" in dir(fairlead.handoffrail), "modules stay"


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
