"""The tour for people: a line for each step, on a terminal or in a log."""

from __future__ import annotations

import os

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fairlead.demo._tour import Taken

_LOG_WIDTH = 110
"""Columns of a log file, which has no width of its own."""

_WIDE = 100
"""Columns from which answers stand beside the titles."""


class Paper:
    """Writes the tour to the standard output, or to a console."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        if console is None and not self._console.is_terminal and "COLUMNS" not in os.environ:
            self._console.width = _LOG_WIDTH

    def chapter(self, title: str, about: str) -> None:
        """Write the heading."""
        self._console.print()
        self._console.rule(Text(title, style="bold"), align="left")
        self._console.print(Text(about, style="dim"))
        self._console.print()

    def step(self, taken: Taken) -> None:
        """Write the step: number, title, answers (below the title where it is narrow), and milliseconds."""
        beside = self._console.width >= _WIDE
        mark = Text("✓", style="green") if taken.ok else Text("✗", style="bold red")
        told = Text("\n".join(taken.answers), style="cyan", overflow="fold")
        line = Table.grid(padding=(0, 1), expand=True)
        line.add_column(width=2, justify="right", style="dim")
        line.add_column(width=1)
        line.add_column(width=32 if beside else None, ratio=None if beside else 1)
        if beside:
            line.add_column(ratio=1)
        line.add_column(width=8, justify="right", style="dim")
        answers = [told] if beside else []
        line.add_row(str(taken.step), mark, taken.title, *answers, f"{taken.seconds * 1000:.0f} ms")
        self._console.print(line)
        if not beside and taken.answers:
            self._console.print(Padding(told, (0, 0, 0, 5)))

    def end(self, steps: int, seconds: float) -> None:
        """Write how many steps there were."""
        self._console.print()
        self._console.print(Text(f"{steps} steps, all answered, in {seconds:.1f} s.", style="bold"))
        self._console.print("Next: `fairlead emulate`, and a program of yours from docs/quickstart.")
