"""What one emulator can play, and what it plays now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fairlead.emulator._backend import Backend
from fairlead.emulator._faults import Active, Faults
from fairlead.emulator._scenario import Scenario, find, packaged
from fairlead.emulator._steps import Turns
from fairlead.errors import ConfigurationError

__all__ = ["Repertoire"]


class Repertoire:
    """The scenarios of an emulator.

    Args:
        backend: Its backend.
        settings: The settings it was made with.
        first: The scenario it was made with.
        faults: Its faults.

    Attributes:
        first: The scenario it was made with.
        current: What it plays.

    Raises:
        ConfigurationError: There is no such setting or scenario, or both say the same.
    """

    def __init__(
        self,
        backend: type[Backend],
        settings: Mapping[str, Any],
        first: Scenario | str | Path | None,
        faults: Faults,
    ) -> None:
        self._backend = backend
        self._check(settings)
        self._settings = {**backend.default_settings, **settings}
        self._faults = faults
        self._added: list[Scenario] = []  # of two with the same name the later one counts
        self._active: list[Active] = []
        self.first = None if first is None else self.find(first)
        self.current = self.first
        self.forget()
        if both := sorted(settings.keys() & self._changes(self.first).keys()):
            raise ConfigurationError(f"the scenario sets {', '.join(both)}, too: say it in one place")

    def known(self) -> Sequence[Scenario]:
        """What can be found by name."""
        return [*{each.name: each for each in (*packaged(self._backend.name), *self._added)}.values()]

    def find(self, wanted: Scenario | str | Path) -> Scenario:
        """A scenario of this backend.

        Raises:
            ConfigurationError: There is none, or this backend cannot play it.
        """
        name = self._backend.name
        found = wanted if isinstance(wanted, Scenario) else find(wanted, backend=name, known=self.known())
        if found.backend != name:
            raise ConfigurationError(f"the scenario {found.name!r} is for {found.backend}, not {name}")
        self._check(found.settings)
        if found.agent is not None and "agent" not in self._backend.default_settings:
            raise ConfigurationError(f"{name} has no agent that a scenario could tell what to do")
        return found

    def settings(self, scenario: Scenario | None) -> dict[str, Any]:
        """All settings while a scenario is played; its agent begins anew."""
        return {**self._settings, **self._changes(scenario)}

    def begin(self, scenario: Scenario | None) -> None:
        """Put a scenario, with its faults, in the place of the one before. Its name is known from now on."""
        for active in self._active:
            active.remove()
        self._active = [self._faults.add(fault) for fault in (scenario.faults if scenario else ())]
        self.current = scenario
        if scenario is not None and scenario not in self.known():
            self._added.append(scenario)

    def forget(self) -> None:
        """Know only what comes with the backend, and what the emulator was made with."""
        self._added = [] if self.first is None else [self.first]

    def _changes(self, scenario: Scenario | None) -> dict[str, Any]:
        if scenario is None:
            return {}
        agent = scenario.agent
        if isinstance(agent, Turns):
            agent = self._backend.script(agent)
        return {**scenario.settings, **({} if agent is None else {"agent": agent})}

    def _check(self, settings: Mapping[str, Any]) -> None:
        known = self._backend.default_settings
        if unknown := sorted(settings.keys() - known.keys()):
            raise ConfigurationError(
                f"unknown setting of {self._backend.name}: {', '.join(unknown)};"
                f" known: {', '.join(sorted(known)) or 'none'}"
            )
