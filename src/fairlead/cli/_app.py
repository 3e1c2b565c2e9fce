"""The Typer application, made of the command modules beside this one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import partial
from typing import Annotated, Any, cast

import typer

import fairlead.cli
from fairlead._version import __version__


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
    """Run the command line."""
    command = typer.main.get_command(build())
    _hasten(command)
    command(prog_name="fairlead")  # also of `python -m fairlead.cli`


def _hasten(command: Any) -> None:
    """Keep Typer from loading pydantic for options that nobody gave, or that a shell only completes.

    It would convert even None with it, and `--help` and completion would take twice as long.
    """
    get_params = command.get_params

    def quick_params(context: typer.Context) -> list[Any]:
        options = get_params(context)
        for option in options:
            option.process_value = partial(_process, option)
        return options

    command.get_params = quick_params
    for inner in getattr(command, "commands", {}).values():
        _hasten(inner)


def _process(option: Any, context: typer.Context, value: object) -> object:
    if context.resilient_parsing:
        return value
    if value is not None or option.required or option.multiple or option.nargs == -1:
        kind = cast("Any", type(option))
        return kind.process_value(option, context, value)
    return option.callback(context, option, None) if option.callback else None


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
