"""What `fairlead emulate` shows: where the backends are, and every request, to people or to programs."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

import typer

from fairlead.cli._output import Output

if TYPE_CHECKING:
    from fairlead.emulator import Emulator, Scenario, SeenRequest


class Log(Protocol):
    """Shows what is served."""

    def started(self, emulators: Sequence[Emulator], inspector: str) -> None:
        """Everything is served now."""
        ...

    def request(self, backend: str, seen: SeenRequest) -> None:
        """A request was answered, or a stream was opened."""
        ...

    def playing(self, backend: str, scenario: Scenario | None) -> None:
        """A backend plays another scenario now, or none."""
        ...


class JsonLog:
    """A line for each backend, and then for each request."""

    def __init__(self, out: Output) -> None:
        self._out = out

    def started(self, emulators: Sequence[Emulator], inspector: str) -> None:
        """Write where each backend is, and the variables with which clients find it."""
        for each in emulators:
            where = {"backend": each.name, "url": each.url, "env": {**each.env}, "inspector": inspector}
            self._out.line({"event": "started", **where}, "")

    def request(self, backend: str, seen: SeenRequest) -> None:
        """Write a request; a stream or socket when it opens, without a duration, and when it ends."""
        took = None if seen.duration is None else round(seen.duration * 1000, 1)
        what = {"method": seen.method, "path": seen.path, "status": seen.status, "duration_ms": took}
        self._out.line({"event": "request", "backend": backend, **what, "fault": seen.fault is not None}, "")

    def playing(self, backend: str, scenario: Scenario | None) -> None:
        """Write what a backend plays."""
        name = None if scenario is None else scenario.name
        self._out.line({"event": "scenario", "backend": backend, "scenario": name}, "")


class QuietLog:
    """One line on stderr, for a server in the background: the terminal is its shell's."""

    def started(self, emulators: Sequence[Emulator], inspector: str) -> None:
        """Say what is served, and how it ends."""
        names = ", ".join(each.name for each in emulators)
        typer.echo(
            f'Serving {names}; inspector: {inspector} (kill "$FAIRLEAD_EMULATOR_PID" ends it)', err=True
        )

    def request(self, backend: str, seen: SeenRequest) -> None:
        """Show nothing: the inspector shows every request."""

    def playing(self, backend: str, scenario: Scenario | None) -> None:
        """Show nothing."""


class ScreenLog:
    """Lines for the shell that set the variables, and a coloured line for each request.

    Args:
        prefixed: Whether each line begins with the backend.
        err: Write to stderr.
    """

    def __init__(self, *, prefixed: bool, err: bool) -> None:
        from rich.console import Console

        self._prefixed = prefixed
        self._console = Console(stderr=err, highlight=False)

    def started(self, emulators: Sequence[Emulator], inspector: str) -> None:
        """Show where each backend is, and the variables with which clients find it."""
        for each in emulators:
            self._console.print(f"{each.name}  {each.url}", style="bold", soft_wrap=True)
            for name, value in each.env.items():
                # To be copied from the terminal: nothing beside it, and no line is broken.
                self._console.print(f"export {name}={shlex.quote(value)}", soft_wrap=True, markup=False)
            self._console.print()
        self._console.print(f"Inspector: {inspector}", style="bold", soft_wrap=True)
        self._console.print("Ctrl-C stops.", style="dim")

    def request(self, backend: str, seen: SeenRequest) -> None:
        """Show a request; a stream or socket is shown as open, and again when it ends."""
        from rich.text import Text

        status = "-" if seen.status is None else str(seen.status)
        color = "green" if seen.status is not None and seen.status < 400 else "red"
        took = "open" if seen.duration is None else f"{seen.duration * 1000:.1f} ms"
        line = Text.assemble(
            (f"{backend:<12} " if self._prefixed else "", "dim"),
            f"{seen.method:<9} {quote(seen.path)} ",
            (status, color),
            f" {took}",
            (" fault" if seen.fault is not None else "", "yellow"),
        )
        self._console.print(line, soft_wrap=True)

    def playing(self, backend: str, scenario: Scenario | None) -> None:
        """Show what a backend plays."""
        from rich.text import Text

        what = f"{scenario.name}: {scenario.description}" if scenario else "no scenario"
        self._console.print(Text(f"{backend} plays {what}", "bold"), soft_wrap=True)
