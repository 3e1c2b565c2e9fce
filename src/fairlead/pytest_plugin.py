"""pytest fixtures that serve the emulated backends to tests.

Installing fairlead makes them available; nothing is loaded or started before a test asks for one.

    def test_my_application(handoffrail_emulator):
        with HandoffRailClient(**handoffrail_emulator.options) as client:
            ...

For each backend there is a fixture `<name>_emulator`: a running [`Emulator`][fairlead.emulator.Emulator] that
is as new for every test. The server behind it is started once in each (xdist) worker and reset between tests:
state, recorded requests, faults, and clock.

For other settings there is `fairlead_emulator`, which starts an emulator of the test's own:

    def test_limits(fairlead_emulator):
        backend = fairlead_emulator("handoffrail", rate_limits=True)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import pytest

from fairlead.emulator import Emulator, available

__all__ = ["EmulatorFactory", "fairlead_emulator"]


class EmulatorFactory(Protocol):
    """Starts emulators that are stopped at the end of the test."""

    def __call__(self, backend: str, /, **settings: Any) -> Emulator:
        """Start an emulator; the arguments are those of `Emulator`."""
        ...


@pytest.fixture
def fairlead_emulator() -> Iterator[EmulatorFactory]:
    """A function that starts an emulator with settings of its own, for this test."""
    with ExitStack() as running:

        def start(backend: str, /, **settings: Any) -> Emulator:
            return running.enter_context(Emulator(backend, **settings))

        yield start


def _server(backend: str) -> Callable[..., Iterator[Emulator]]:
    def server() -> Iterator[Emulator]:
        with Emulator(backend) as emulator:
            yield emulator

    return pytest.fixture(scope="session", name=f"_fairlead_{backend}_server")(server)


def _emulator(backend: str) -> Callable[..., Iterator[Emulator]]:
    def emulator(request: pytest.FixtureRequest) -> Iterator[Emulator]:
        running: Emulator = request.getfixturevalue(f"_fairlead_{backend}_server")
        yield running
        running.reset()

    emulator.__doc__ = f"A running emulator of the {backend} backend, as new."
    return pytest.fixture(name=f"{backend}_emulator")(emulator)


for _name in available():
    globals()[f"_fairlead_{_name}_server"] = _server(_name)
    globals()[f"{_name}_emulator"] = _emulator(_name)
