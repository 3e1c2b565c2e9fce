"""`fairlead hai sessions`: look at sessions, and steer them."""

from __future__ import annotations

import sys
from typing import Annotated
from urllib.parse import urljoin

import typer

from fairlead.cli._backend import Group
from fairlead.cli._output import dumps, table
from fairlead.cli.hai._agents import Page, Size
from fairlead.cli.hai._connection import Hai
from fairlead.cli.hai._progress import answer_text, event_line, follow

_ENDED = frozenset({"completed", "failed", "timed_out", "interrupted"})

SessionId = Annotated[str, typer.Argument(metavar="ID", help="Id of the session.")]


def register(group: Group) -> None:
    """Add the commands."""
    sessions = group.part("sessions", "Look at sessions, and steer them.")
    sessions.add(list_sessions, "list")
    for command in (get, status, events, watch, send, cancel, share, unshare):
        sessions.add(command)


def list_sessions(hai: Hai, page: Page = 1, size: Size = 10) -> None:
    """List the sessions, newest first."""
    with hai.client() as client:
        found = client.sessions.list_sessions(page=page, size=size)
        rows = [
            (str(each.id), str(each.status), str(each.agent or ""), each.created_at.isoformat(" ", "seconds"))
            for each in found.items
        ]
        hai.out.write(found, lambda: table(("ID", "Status", "Agent", "Created"), rows))


def get(hai: Hai, session_id: SessionId) -> None:
    """Show a session, as JSON."""
    with hai.client() as client:
        found = client.sessions.get_session(session_id)
        hai.out.write(found, lambda: dumps(found))


def status(hai: Hai, session_id: SessionId) -> None:
    """Show how far a session is."""
    with hai.client() as client:
        found = client.sessions.get_session_status(session_id)
        row = (str(found.status), str(found.steps), found.error or "")
        hai.out.write(found, lambda: table(("Status", "Steps", "Error"), [row]))


def events(
    hai: Hai,
    session_id: SessionId,
    from_index: Annotated[int, typer.Option("--from-index", min=0, help="Number of the first event.")] = 0,
    wait: Annotated[
        int, typer.Option("--wait", min=0, max=25, help="Seconds to wait for an event, if there is none.")
    ] = 0,
) -> None:
    """Show one page of what happened in a session."""
    with hai.client() as client:
        found = client.sessions.get_session_changes(session_id, from_index=from_index, wait_for_seconds=wait)
        happened = list(found.new_events or []) if found else []
        first = from_index if found is None or found.first_index is None else found.first_index
        hai.out.write(
            happened, lambda: "\n".join(event_line(first + i, each) for i, each in enumerate(happened))
        )


def watch(
    hai: Hai,
    session_id: SessionId,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds to watch, at most.")] = 300.0,
) -> None:
    """Follow a session until it has an answer or ends. Ctrl-C stops watching; the session goes on.

    With --json, each event is a line, and the last line is how it ended.
    """
    with hai.client() as client:
        try:
            ended = follow(hai, client.session(session_id), timeout=timeout, show_events=True)
        except KeyboardInterrupt:
            typer.echo("\nStopped watching; the session goes on.", err=True)
            raise typer.Exit(130) from None
        final = ended.final_changes.to_dict() if ended.final_changes else {"status": ended.status}
        hai.out.line({**final, "new_events": []}, answer_text(ended))
        if ended.status not in ("completed", "idle"):
            raise typer.Exit(1)


def send(
    hai: Hai,
    session_id: SessionId,
    message: Annotated[str, typer.Argument(metavar="MESSAGE", help="What the agent is told.")],
) -> None:
    """Send a message to a session; one that is idle goes on."""
    with hai.client() as client:
        client.session(session_id).send_message(message)
        hai.acknowledge("sent")


def cancel(
    hai: Hai,
    session_id: SessionId,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """End a session for good. An idle one is ended, too: it occupies a place until then."""
    with hai.client() as client:
        now = str(client.sessions.get_session_status(session_id).status)
        if now in _ENDED:
            ended = {"ack": False, "action": "cancel", "status": now}
            hai.out.write(ended, f"The session has ended: {now}.")
            return
        if not yes and sys.stdin.isatty() and not typer.confirm(f"Cancel the session ({now})?", err=True):
            raise typer.Exit(1)
        client.session(session_id).cancel()
        hai.acknowledge("cancelled")


def share(hai: Hai, session_id: SessionId) -> None:
    """Make a public link to the replay of a session, and show it."""
    with hai.client() as client:
        # The server answers with a path of its own.
        url = urljoin(f"{client.base_url}/", str(client.sessions.share_session(session_id).share_url))
        hai.out.write({"share_url": url}, url)


def unshare(hai: Hai, session_id: SessionId) -> None:
    """Take the public link back."""
    with hai.client() as client:
        client.sessions.unshare_session(session_id)
        hai.acknowledge("unshared")
