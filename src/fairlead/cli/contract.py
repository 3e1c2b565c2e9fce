"""`fairlead contract`: which methods a change of a contract touches, and whether a server fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli import _names
from fairlead.cli._output import AsJson, Output

if TYPE_CHECKING:
    from fairlead.contract import Report

_EXIT_CODES = (
    "Exit codes: 0 nothing breaks; 1 something breaks, or an error: one line on stderr; 2 wrong usage."
)
_SOURCE = "A file, a folder of contracts, a URL, git:REV, git:REV:path, or 'installed'."


class Format(StrEnum):
    """How reports are shown."""

    text = "text"
    json = "json"
    markdown = "markdown"
    github = "github"


AsFormat = Annotated[
    Format, typer.Option("--format", "-f", help="How the report is shown; --json is --format json.")
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(
        no_args_is_help=True, epilog=_EXIT_CODES, help="Contracts, and what their changes touch."
    )
    for command in (impact, check):
        group.command(epilog=_EXIT_CODES)(command)
    app.add_typer(group, name="contract")


def impact(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_SOURCE)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    backend: Annotated[
        str | None,
        typer.Option(
            "--backend",
            "-b",
            metavar="NAME",
            help="Whose contract it is. Default: found by its operations.",
            autocompletion=_names.backends,
        ),
    ] = None,
    accepted: Annotated[
        Path | None, typer.Option(help="TOML file with reviewed findings.", dir_okay=False, exists=True)
    ] = None,
    format: AsFormat = Format.text,
    as_json: AsJson = False,
) -> None:
    """Say which public methods a change of a contract breaks."""
    from fairlead.contract import impact

    _names.check([backend] if backend else (), _names.backends())
    _show(format, as_json, lambda: impact(old, new, backend=backend, accepted=accepted))


def check(
    backend: Annotated[
        str, typer.Argument(metavar="BACKEND", help="Name of the backend.", autocompletion=_names.backends)
    ],
    against: Annotated[
        str, typer.Option("--against", "-a", help="URL of a server or of its OpenAPI document, or a file.")
    ],
    format: AsFormat = Format.text,
    as_json: AsJson = False,
) -> None:
    """Say which public methods would fail on a server."""
    from fairlead.contract import check

    _names.check([backend], _names.backends())
    _show(format, as_json, lambda: [check(backend, against)])


def _show(format: Format, as_json: bool, compare: Callable[[], Sequence[Report]]) -> None:
    from fairlead.contract._report import FORMATS

    chosen = Format.json if as_json else format
    with Output(chosen is Format.json).errors_told():
        reports = compare()
    typer.echo(FORMATS[chosen](reports))
    if any(report.breaks for report in reports):
        raise typer.Exit(1)
