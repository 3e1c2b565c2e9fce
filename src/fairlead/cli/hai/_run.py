"""`fairlead hai run`: give an agent a task, and wait for its answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from fairlead.cli._backend import Group
from fairlead.cli.hai._connection import FREE_A_SLOT, Hai
from fairlead.cli.hai._progress import answer_text, follow
from fairlead.errors import FairleadError

if TYPE_CHECKING:
    from fairlead.hai import SessionHandle

AGENT = "h/web-surfer-holo3-1-35b"
_GRACE = 30.0
"""Seconds beyond what the agent has, for it to say what it found."""


def register(group: Group) -> None:
    """Add the command."""
    group.add(run)


def run(
    hai: Hai,
    task: Annotated[str, typer.Argument(metavar="TASK", help="What is to be done, in plain language.")],
    agent: Annotated[
        str, typer.Option("--agent", "-a", help="Name of the agent; `fairlead hai agents list` shows them.")
    ] = AGENT,
    max_steps: Annotated[int, typer.Option("--max-steps", min=1, max=200, help="Steps at most.")] = 20,
    max_time: Annotated[
        float, typer.Option("--max-time", min=1, max=1800, help="Seconds that the agent has for its answer.")
    ] = 180.0,
    override: Annotated[
        list[str] | None,
        typer.Option(
            "--override",
            "-o",
            metavar="PATH=VALUE",
            help="Change the agent for this run, such as 'agent.environments[kind=web].url=https://example.com';"
            " the value is JSON, or else text. May be repeated.",
        ),
    ] = None,
) -> None:
    """Give an agent a task, show what it does, and print its answer.

    Ctrl-C cancels the session. If there is no answer in time, the session is cancelled, too.
    """
    from fairlead.hai import SessionTimeout

    overrides = dict(map(_override, override or ()))
    with hai.client() as client:
        session = client.start_session(
            agent=agent,
            messages=task,
            max_steps=max_steps,
            max_time_s=max_time,
            overrides=overrides,
        )
        try:
            begun = session.get()
            view = begun.agent_view_url
            if not hai.as_json:
                typer.echo(f"Session {session.id}{f'; live view: {view}' if view else ''}", err=True)
                if begun.status.status == "queued":
                    typer.echo(f"It waits for other sessions to end: {FREE_A_SLOT}.", err=True)
            result = follow(
                hai, session, timeout=max_time + _GRACE, show_events=False, status=begun.status.status
            )
        except SessionTimeout as late:
            session.cancel()
            late.add_note("the session was cancelled")
            raise
        except KeyboardInterrupt:
            _cancel(session)
    data = {
        "session_id": result.id,
        "status": result.status,
        "answer": result.answer,
        "agent_view_url": view,
        "outcome": result.outcome,
        "error": result.error,
        "error_code": result.error_code,
    }
    hai.out.write(data, lambda: answer_text(result))
    if result.status not in ("completed", "idle"):
        raise typer.Exit(1)


def _cancel(session: SessionHandle[Any]) -> NoReturn:
    """End the session of somebody who pressed Ctrl-C; another Ctrl-C leaves it."""
    typer.echo("\nInterrupted: cancelling the session. Ctrl-C again leaves it running.", err=True)
    try:
        session.cancel()
        typer.echo(f"Session {session.id} is cancelled.", err=True)
    except (FairleadError, KeyboardInterrupt) as error:
        why = "" if isinstance(error, KeyboardInterrupt) else f" ({error})"
        typer.echo(f"It goes on{why}: `fairlead hai sessions cancel {session.id}` ends it.", err=True)
    raise typer.Exit(130) from None


def _override(text: str) -> tuple[str, Any]:
    """Split at the first `=` that is not in brackets."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]")
        if letter == "=" and depth == 0 and place:
            value = text[place + 1 :]
            try:
                return text[:place], json.loads(value)
            except ValueError:
                return text[:place], value
    raise typer.BadParameter(f"{text!r} is not PATH=VALUE", param_hint="--override")
