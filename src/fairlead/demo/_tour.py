"""How a tour is told: numbered steps with what the server answered and how long it took."""

from __future__ import annotations

import importlib
import pkgutil
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

import fairlead.demo
from fairlead.errors import FairleadError


class Step:
    """One step that is being taken."""

    def __init__(self) -> None:
        self.answers: list[str] = []

    def answer(self, text: str) -> None:
        """Tell what came back; more than once for several things."""
        self.answers.append(text)


class Tour:
    """Tells the steps of a tour as they happen."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._number = 0
        self._started = time.monotonic()

    @property
    def steps(self) -> int:
        """Steps taken so far."""
        return self._number

    def chapter(self, title: str, about: str) -> None:
        """Begin a part of the tour."""
        self._console.print()
        self._console.rule(Text(title, style="bold"), align="left")
        self._console.print(Text(about, style="dim"))
        self._console.print()

    @contextmanager
    def step(self, title: str) -> Generator[Step]:
        """Take a step: the body does it and tells the answer. An error is shown and passed on."""
        self._number += 1
        step = Step()
        started = time.monotonic()
        try:
            yield step
        except BaseException as error:
            what = error.message if isinstance(error, FairleadError) else f"{type(error).__name__}: {error}"
            self._line("✗", "bold red", title, [what], time.monotonic() - started)
            raise
        self._line("✓", "green", title, step.answers, time.monotonic() - started)

    def _line(self, mark: str, style: str, title: str, answers: Sequence[str], seconds: float) -> None:
        line = Table.grid(padding=(0, 1), expand=True)
        line.add_column(width=2, justify="right", style="dim")
        line.add_column(width=1)
        line.add_column(width=32)
        line.add_column(ratio=1)
        line.add_column(width=8, justify="right", style="dim")
        told = Text("\n".join(answers), style="cyan", overflow="fold")
        line.add_row(str(self._number), Text(mark, style=style), title, told, f"{seconds * 1000:.0f} ms")
        self._console.print(line)

    def end(self) -> None:
        """Close the tour."""
        seconds = time.monotonic() - self._started
        self._console.print()
        self._console.print(Text(f"{self._number} steps, all answered, in {seconds:.1f} s.", style="bold"))


def chapters() -> list[str]:
    """The parts of the tour: the backends, a real handoff first, and the contract guard at the end."""
    names = [module.name for module in pkgutil.iter_modules(fairlead.demo.__path__)]
    parts = [name for name in names if not name.startswith("_")]
    return sorted(parts, key=lambda name: (name != "handoffrail", name == "guard", name))


def run(console: Console, backends: Sequence[str]) -> None:
    """Take the tours of some backends, one after the other."""
    tour = Tour(console)
    for name in backends:
        importlib.import_module(f"fairlead.demo.{name}").run(tour)
    tour.end()
