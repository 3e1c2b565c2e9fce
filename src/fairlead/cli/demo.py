"""`fairlead demo`: the guided tour."""

from __future__ import annotations

from typing import Annotated

import typer

from fairlead.cli import _names
from fairlead.cli._output import AsJson, Output, exit_codes


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=exit_codes())(demo)


def demo(
    parts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PART",
            help="Parts to visit, such as handoffrail; default: all.",
            autocompletion=_names.parts,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Watch each backend's quickstart run against its emulator.

    With --json, each step is a line as soon as it was taken, and the last line says how many there were.
    """
    from fairlead.demo import _tour

    known = _names.parts()
    _names.check(parts or (), known, "part")
    out = Output(as_json)
    if as_json:
        teller: _tour.Teller = _tour.Lines(lambda data: out.line(data, ""))
    else:
        from fairlead.demo._paper import Paper

        teller = Paper()
    with out.errors_told():
        _tour.run(teller, parts or known)
