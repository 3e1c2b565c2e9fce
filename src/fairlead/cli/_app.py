"""The Typer application, made of the command modules beside this one."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Annotated

import typer

import fairlead.cli
from fairlead._version import __version__
from fairlead.errors import FairleadError


def build() -> typer.Typer:
    """The application with every command that is there."""
    app = typer.Typer(
        name="fairlead",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: to load Rich takes longer than everything else together
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for module in pkgutil.iter_modules(fairlead.cli.__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"fairlead.cli.{module.name}").register(app)
    return app


def run() -> None:
    """Run the command line; an error of fairlead is one line and the exit code 1."""
    try:
        build()()
    except FairleadError as error:
        sys.stderr.write(f"fairlead: {error}\n")
        sys.exit(1)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fairlead {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """One SDK for five agent backends."""
