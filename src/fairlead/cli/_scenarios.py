"""Scenarios on the command line: choosing them, listing them, and saying which is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from fairlead.cli._output import Output, table

if TYPE_CHECKING:
    from fairlead.cli._requests import Log
    from fairlead.emulator import Emulator, Scenario

__all__ = ["Playing", "chosen", "show_list"]


def chosen(wanted: Sequence[str]) -> dict[str, Scenario]:
    """The scenarios that were asked for, by their backends.

    Args:
        wanted: For each a YAML file, or `BACKEND/NAME`.

    Raises:
        ConfigurationError: There is no such scenario, or the file is not right.
    """
    from fairlead.emulator._scenario import find

    found: dict[str, Scenario] = {}
    for text in wanted:
        scenario = find(text)
        if scenario.backend in found:
            raise typer.BadParameter(
                f"{scenario.backend} can play one scenario at a time", param_hint="--scenario"
            )
        found[scenario.backend] = scenario
    return found


def show_list(backends: Sequence[str], out: Output) -> None:
    """List the scenarios that come with backends."""
    from fairlead.emulator._scenario import packaged

    found = [scenario for backend in backends for scenario in packaged(backend)]
    rows = [(f"{scenario.backend}/{scenario.name}", scenario.description) for scenario in found]
    data = [
        {"backend": scenario.backend, "name": scenario.name, "description": scenario.description}
        for scenario in found
    ]
    out.write(data, lambda: table(("scenario", "what happens"), rows))


class Playing:
    """Says what each emulator plays, whenever that has changed.

    Args:
        emulators: The emulators.
        log: Where to say it.
    """

    def __init__(self, emulators: Sequence[Emulator], log: Log) -> None:
        self._said: dict[Emulator, Scenario | None] = dict.fromkeys(emulators)
        self._log = log

    def tell(self) -> None:
        """Say what is new."""
        for emulator, said in self._said.items():
            if (scenario := emulator.scenario) != said:
                self._said[emulator] = scenario
                self._log.playing(emulator.name, scenario)
