"""What is measured of each backend. Only one is imported at a time: their originals exclude each other."""

from __future__ import annotations

from importlib import import_module

from bench.backend import Backend

NAMES = ("handoffrail", "hestia", "mycel", "hai", "happy")


def load(name: str) -> Backend:
    """What is measured of a backend; its original must be installed."""
    module = import_module(f"bench.backends.{name}")
    backend = module.backend()
    assert isinstance(backend, Backend)
    return backend
