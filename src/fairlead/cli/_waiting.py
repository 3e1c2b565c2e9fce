"""What people see while they wait: that something goes on, for how long, and what happened last."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

from fairlead.cli._output import plain, short

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

_WIDTH = 72


class Waiting:
    """One changing line on a terminal's stderr; elsewhere a line for each thing that happens.

    Args:
        doing: What goes on.
        quiet: Show nothing: a program reads the output.

    Examples:
        >>> with Waiting("working") as waiting:
        ...     waiting.note("reading the file")
    """

    def __init__(self, doing: str = "", *, quiet: bool = False) -> None:
        self._doing = doing
        self._quiet = quiet
        self._last = ""
        self._started = time.monotonic()
        self._live: Live | None = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live

            self._live = Live(self, console=Console(stderr=True), refresh_per_second=8, transient=True)
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def note(self, what: str | None) -> None:
        """Show what happened; None changes nothing."""
        if what is None or self._quiet:
            return
        self._last = plain(short(what, _WIDTH))
        if self._live is None:
            typer.echo(self.line(), err=True)

    def line(self) -> str:
        """How long it takes, and what happened last."""
        elapsed = int(time.monotonic() - self._started)
        return " · ".join(filter(None, (f"{elapsed // 60}:{elapsed % 60:02}", self._doing, self._last)))

    def __rich__(self) -> RenderableType:
        from rich.spinner import Spinner
        from rich.text import Text

        return Spinner("dots", Text(self.line(), overflow="ellipsis", no_wrap=True))
