"""`fairlead hai`: computer-use agents of H Company."""

from __future__ import annotations

from typing import Annotated

import typer

from fairlead.cli.hai import _account, _agents, _mcp, _run, _sessions
from fairlead.cli.hai._options import EU, EXIT_CODES, AsJson, Options


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(no_args_is_help=True, epilog=EXIT_CODES)
    group.callback()(hai)
    for part in (_account, _run, _sessions, _agents, _mcp):
        part.register(group)
    app.add_typer(group, name="hai")


def hai(
    context: typer.Context,
    api_key: Annotated[
        str | None, typer.Option("--api-key", metavar="KEY", help="API key. Default: see `login`.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help=f"URL of the server. Default: {EU}.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Computer-use agents of H Company. The options can stand here or after the command.

    The key is the first of --api-key, HAI_API_KEY, a .env file in the working directory, and the file in
    which `login` keeps it. The server is the first of --base-url, HAI_API_BASE_URL, and that file.
    """
    context.obj = Options(api_key, base_url, as_json)
