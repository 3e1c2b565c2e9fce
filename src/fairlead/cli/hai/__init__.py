"""`fairlead hai`: computer-use agents of H Company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from fairlead.cli._backend import Probe, add_group
from fairlead.cli.hai import _account, _agents, _mcp, _run, _sessions
from fairlead.cli.hai._connection import EU, Hai

if TYPE_CHECKING:
    from fairlead.hai import Client

_ABOUT = """Computer-use agents of H Company.

The key is the first of --api-key, HAI_API_KEY, a .env file in the working directory, and the file in which
`login` keeps it. The server is the first of --base-url, HAI_API_BASE_URL, and that file.
"""


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    key = typer.Option(
        "--api-key",
        "-k",
        metavar="KEY",
        help="API key. Default: HAI_API_KEY, which does not show in the process list, or see `login`.",
    )
    group = add_group(
        app, "hai", Hai(), url=f"HAI_API_BASE_URL, or see `login`, or {EU}", credential=key, help=_ABOUT
    )
    for part in (_account, _run, _sessions, _agents, _mcp):
        part.register(group)


def _state(client: Client) -> str:
    quota = client.sessions.get_session_quota()
    return f"{quota.available} of {quota.limit} sessions are free"


def _key_file() -> str | None:
    key = Hai().find_key()
    return None if key is None else key.source


PROBE = Probe(Hai(), ("HAI_API_KEY",), "HAI_API_BASE_URL", _state, _key_file)
