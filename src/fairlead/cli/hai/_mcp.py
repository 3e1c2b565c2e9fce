"""`fairlead hai mcp install`: give other programs the tools of H Company's agents."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import typer

from fairlead.cli import _names
from fairlead.cli._backend import Group
from fairlead.cli._output import table
from fairlead.cli.hai._connection import Hai

_HOSTS = "cursor, vscode, vscode-insiders, claude-code, hermes, windsurf"


def register(group: Group) -> None:
    """Add the commands."""
    group.part("mcp", "The MCP server with the agents, for other programs.").add(install)


def install(
    hai: Hai,
    host: Annotated[
        str | None,
        typer.Argument(
            metavar="HOST|list",
            help=f"One of: {_HOSTS}. `list` shows where each is. Default: all that are found.",
            autocompletion=lambda: [*_HOSTS.split(", "), "list"],
        ),
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="URL of the MCP server. Default: /mcp of the API server.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
    ] = False,
) -> None:
    """Add the MCP server `hai-agents` to a program, or renew it there.

    Everything else in the program's file stays as it is, and the old file is kept beside it as NAME.bak. The
    key is written into the file in clear text, because that is where these programs read it; only you can
    read the file.
    """
    from fairlead.cli.hai._hosts import hosts
    from fairlead.cli.hai._install import install as add
    from fairlead.cli.hai._install import install_skill

    known = hosts()
    if host == "list":
        found = {name: {"detected": each.detected(), "target": each.target} for name, each in known.items()}
        rows = [
            (name, "yes" if each["detected"] else "no", str(each["target"])) for name, each in found.items()
        ]
        hai.out.write(found, lambda: table(("Host", "Found", "Target"), rows))
        return
    _names.check([host] if host else (), [*known], "program")
    key = hai.need_key().value
    chosen = [known[host]] if host else [each for each in known.values() if each.detected()]
    if not chosen:
        hai.out.fail(f"none of these programs was found: {_HOSTS}")
    where = url or _mcp_url(hai.find_url())
    results = [
        (each, add(each, where, key, dry_run=dry_run), install_skill(each, dry_run=dry_run))
        for each in chosen
    ]
    data = {
        "url": where,
        "results": [
            {
                "client": each.name,
                "status": outcome.status,
                "detail": outcome.detail,
                "skill": {"status": skill.status, "detail": skill.detail} if skill else None,
            }
            for each, outcome, skill in results
        ],
    }
    lines: list[str] = []
    for each, outcome, skill in results:
        lines.append(f"{each.name}: {outcome.status}: {outcome.detail}")
        lines += [f"  {line}" for line in outcome.diff.splitlines()]
        lines += [f"{each.name} skill: {skill.status}: {skill.detail}"] if skill else []
    hai.out.write(data, "\n".join(lines))
    if any(part and part.status == "failed" for _, outcome, skill in results for part in (outcome, skill)):
        raise typer.Exit(1)
    # A program that was asked for by name, and is not there, has not got the server.
    if host and results[0][1].status == "absent":
        raise typer.Exit(1)


def _mcp_url(base_url: str) -> str:
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}/mcp"
