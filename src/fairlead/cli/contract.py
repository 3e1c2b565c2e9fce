"""`fairlead contract`: which methods a change of a contract touches, and whether a server fits."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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


AsFormat = Annotated[Format, typer.Option("--format", "-f", help="How the report is shown.")]


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
        typer.Option("--backend", "-b", help="Whose contract it is. Default: found by its operations."),
    ] = None,
    accepted: Annotated[
        Path | None, typer.Option(help="TOML file with reviewed findings.", dir_okay=False, exists=True)
    ] = None,
    format: AsFormat = Format.text,
) -> None:
    """Say which public methods, arguments and fields of models a change of a contract touches."""
    from fairlead.contract import impact

    _show(impact(old, new, backend=backend, accepted=accepted), format)


def check(
    backend: Annotated[str, typer.Argument(metavar="BACKEND", help="Name of the backend.")],
    against: Annotated[
        str, typer.Option("--against", "-a", help="URL of a server or of its OpenAPI document, or a file.")
    ],
    format: AsFormat = Format.text,
) -> None:
    """Say which methods would fail on a server, before an application finds out."""
    from fairlead.contract import check

    _show([check(backend, against)], format)


def _show(reports: Sequence[Report], format: Format) -> None:
    from fairlead.contract._report import FORMATS

    typer.echo(FORMATS[format](reports))
    if any(report.breaks for report in reports):
        raise typer.Exit(1)
