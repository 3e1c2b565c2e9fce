"""pytest fixtures that serve the emulated backends to tests.

Installing fairlead makes them available; nothing is loaded or started before a test asks for one.

    def test_my_application(handoffrail_emulator):
        with HandoffRailClient(**handoffrail_emulator.options) as client:
            ...

For each backend there is a fixture `<name>_emulator`: a running [`Emulator`][fairlead.emulator.Emulator] that
is as new for every test. The server behind it is started once in each (xdist) worker and reset between tests:
state, recorded requests, faults, scenario and clock.

For other settings there is `fairlead_emulator`, which starts an emulator of the test's own:

    def test_limits(fairlead_emulator):
        backend = fairlead_emulator("handoffrail", rate_limits=True)

The marker `fairlead_scenario` has the `<name>_emulator` of a test play a scenario, by its name or from a file
beside the test:

    @pytest.mark.fairlead_scenario("scenarios/careful.yaml")
    def test_it_asks(hai_emulator):
        ...

The report of a test that fails shows the latest requests that its emulators have seen.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest

from fairlead.emulator import Emulator, Scenario, available
from fairlead.emulator._scenario import find
from fairlead.errors import ConfigurationError, FairleadError

__all__ = ["EmulatorFactory", "fairlead_emulator"]

_MARKER = "fairlead_scenario"
_PLAYED = pytest.StashKey[dict[str, Scenario]]()
_USED = pytest.StashKey[list[Emulator]]()


class EmulatorFactory(Protocol):
    """Starts emulators that are stopped at the end of the test."""

    def __call__(self, backend: str, /, **settings: Any) -> Emulator:
        """Start an emulator; the arguments are those of `Emulator`."""
        ...


@pytest.fixture
def fairlead_emulator(request: pytest.FixtureRequest) -> Iterator[EmulatorFactory]:
    """A function that starts an emulator with settings of its own, for this test."""
    with ExitStack() as running:

        def start(backend: str, /, **settings: Any) -> Emulator:
            return _used(request.node, running.enter_context(Emulator(backend, **settings)))

        yield start


def _server(backend: str) -> Callable[..., Iterator[Emulator]]:
    def server() -> Iterator[Emulator]:
        with Emulator(backend) as emulator:
            yield emulator

    return pytest.fixture(scope="session", name=f"_fairlead_{backend}_server")(server)


def _emulator(backend: str) -> Callable[..., Iterator[Emulator]]:
    def emulator(request: pytest.FixtureRequest) -> Iterator[Emulator]:
        scenario = request.node.stash.get(_PLAYED, {}).get(backend)
        if scenario is not None and not scenario.is_changeable:
            with Emulator(backend, scenario=scenario) as own:
                yield _used(request.node, own)
            return
        running: Emulator = request.getfixturevalue(f"_fairlead_{backend}_server")
        try:
            if scenario is not None:
                running.play(scenario)
            yield _used(request.node, running)
        finally:
            running.reset()

    emulator.__doc__ = f"A running emulator of the {backend} backend, as new."
    return pytest.fixture(name=f"{backend}_emulator")(emulator)


for _name in available():
    globals()[f"_fairlead_{_name}_server"] = _server(_name)
    globals()[f"{_name}_emulator"] = _emulator(_name)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line(
        "markers",
        f"{_MARKER}(scenario): have the test's emulator play a scenario: its name, with BACKEND/ before it if"
        " the test has several emulators, a YAML file relative to the test's, or a Scenario.",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Find the scenarios that a test asks for; the marker closest to it counts.

    A marker at the test itself must make sense there; one at its class or module is for the tests it fits.
    """
    marks = [*item.iter_markers(_MARKER)]
    if not marks:
        return
    played: dict[str, Scenario] = {}
    emulated = [name for name in available() if f"{name}_emulator" in getattr(item, "fixturenames", ())]
    for mark in marks:
        is_own = mark in item.own_markers
        if not is_own and not emulated:
            continue
        try:
            scenario = _wanted(item, mark, emulated)
        except FairleadError as error:
            pytest.fail(f"{_MARKER}: {error}", pytrace=False)
        if scenario.backend in emulated:
            played.setdefault(scenario.backend, scenario)
        elif is_own:
            pytest.fail(
                f"{_MARKER}: {scenario.name!r} is for {scenario.backend}, and the test does not use the"
                f" fixture {scenario.backend}_emulator",
                pytrace=False,
            )
    item.stash[_PLAYED] = played


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the emulators have seen, if the test has failed."""
    report = yield
    if report.failed and report.when != "teardown":
        for emulator in item.stash.get(_USED, list[Emulator]()):
            report.sections.append((f"fairlead: what the {emulator.name} emulator has seen", _seen(emulator)))
    return report


def _used(item: pytest.Item, emulator: Emulator) -> Emulator:
    item.stash.setdefault(_USED, []).append(emulator)
    return emulator


def _wanted(item: pytest.Item, mark: pytest.Mark, emulated: list[str]) -> Scenario:
    match mark.args:
        case (Scenario() as scenario,):
            return scenario
        case (str() | Path() as wanted,):
            backend = emulated[0] if len(emulated) == 1 else None
            return find(wanted, backend=backend, folder=item.path.parent)
        case _:
            raise ConfigurationError("it takes one argument: a name, a file or a Scenario")


def _seen(emulator: Emulator) -> str:
    scenario = emulator.scenario
    playing = f"It plays the scenario {scenario.name!r}.\n" if scenario else ""
    return f"{playing}{emulator.requests.listed()}"
