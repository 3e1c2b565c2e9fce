"""`fairlead demo`: the guided tour."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def demo(
        backends: Annotated[
            list[str] | None,
            typer.Argument(help="Parts to visit, such as handoffrail; default: all.", metavar="[PART]..."),
        ] = None,
    ) -> None:
        """Watch each backend's quickstart run against the local emulator."""
        from rich.console import Console

        from fairlead.demo import _tour

        known = _tour.chapters()
        unknown = sorted(set(backends or ()) - set(known))
        if unknown:
            raise typer.BadParameter(f"no tour of {unknown[0]!r}; there is {', '.join(known)}")
        console = Console(highlight=False)
        if not console.is_terminal:
            console.width = 110  # a log file has no width of its own
        _tour.run(console, backends or known)
