"""`fairlead happy`: machines and encrypted sessions of a Happy account."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairlead.cli._backend import Connection, Probe, add_group
from fairlead.cli._output import dumps, table
from fairlead.errors import FairleadError

if TYPE_CHECKING:
    from fairlead.happy import Message, SessionUpdate, SyncHappyClient

_SECRETS = ("HAPPY_TOKEN", "HAPPY_SECRET")

SessionId = Annotated[str, typer.Argument(metavar="SESSION", help="Id of the session.")]
Active = Annotated[bool, typer.Option("--active", help="Only those that were heard of lately.")]
Agent = Annotated[str, typer.Option("--agent", "-a", help="Which agent: claude, codex, gemini, ...")]
Mode = Annotated[
    str, typer.Option("--permission-mode", "-p", help="What the agent may do unasked; yolo is everything.")
]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds to wait for the agent, at most.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    credentials = typer.Option(
        "--credentials",
        "-c",
        metavar="FILE",
        help="Key file. Default: HAPPY_TOKEN and HAPPY_SECRET, or else agent.key or access.key in ~/.happy.",
    )
    group = add_group(
        app,
        "happy",
        Happy(),
        url="HAPPY_SERVER_URL",
        credential=credentials,
        help="Encrypted sessions of coding agents on your machines.",
    )
    for command in (machines, sessions, run, send, messages, watch, answer, stop, rename):
        group.add(command)


@dataclass(frozen=True, slots=True)
class Happy(Connection):
    """A Happy account."""

    refused = "sign in with the Happy app or `happy auth login`, or pass --credentials"

    @contextmanager
    def client(self) -> Generator[SyncHappyClient]:
        """A client."""
        from fairlead.happy import SyncHappyClient

        url = self.need("server", self.base_url, "HAPPY_SERVER_URL", "--base-url")
        if self.credential is None and any(os.environ.get(name) for name in _SECRETS):
            client = SyncHappyClient.from_env(url)
        else:
            client = SyncHappyClient(url, self.credential)
        with client:
            yield client


def machines(happy: Happy, active: Active = False) -> None:
    """List the machines that can run agents."""
    with happy.client() as client:
        found = client.list_machines(active_only=active)
        rows = [
            (
                each.id,
                "yes" if each.active else "no",
                _when(each.active_at),
                str(each.metadata.get("host", "")) if each.readable else "(cannot be read)",
                str(each.metadata.get("platform", "")),
            )
            for each in found
        ]
        happy.out.write(found, lambda: table(("Machine", "Active", "Seen", "Host", "Platform"), rows))


def sessions(happy: Happy, active: Active = False) -> None:
    """List the sessions, newest first."""
    with happy.client() as client:
        found = client.list_sessions(active_only=active)
        rows = [
            (
                each.id,
                "yes" if each.active else "no",
                _when(each.updated_at),
                (each.name or "") if each.readable else "(cannot be read)",
                each.directory or "",
            )
            for each in found
        ]
        happy.out.write(found, lambda: table(("Session", "Active", "Changed", "Name", "Directory"), rows))


def run(
    happy: Happy,
    machine: Annotated[str, typer.Argument(metavar="MACHINE", help="Id of the machine.")],
    directory: Annotated[
        str, typer.Argument(metavar="DIRECTORY", help="Where the agent works, on the machine.")
    ],
    prompt: Annotated[str, typer.Argument(metavar="PROMPT", help="The task.")],
    agent: Agent = "claude",
    name: Annotated[str | None, typer.Option("--name", help="What to call the session.")] = None,
    create_dir: Annotated[
        bool, typer.Option("--create-dir", help="Create the directory if it is not there.")
    ] = False,
    permission_mode: Mode = "yolo",
    timeout: Timeout = 600.0,
) -> None:
    """Start an agent, give it a task, show what it does, and stop it. Ctrl-C stops it, too."""
    from fairlead.cli._waiting import Waiting

    with happy.client() as client, Waiting("working", quiet=happy.as_json) as waiting:
        try:
            done = client.complete_task(
                machine,
                directory,
                prompt,
                agent,  # pyright: ignore[reportArgumentType] (the server knows which there are)
                timeout_seconds=timeout,
                name=name,
                create_dir=create_dir,
                permission_mode=permission_mode,  # pyright: ignore[reportArgumentType]
                on_update=lambda update: waiting.note(_doing(update)),
            )
        except KeyboardInterrupt:
            typer.echo("\nInterrupted: the agent was stopped.", err=True)
            raise typer.Exit(130) from None
    happy.out.write(done, done.text)
    if done.status != "completed":
        raise typer.Exit(1)


def send(
    happy: Happy,
    session: SessionId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the agent is told.")],
    wait: Annotated[bool, typer.Option("--wait", help="Wait for the agent, and show what it says.")] = False,
    permission_mode: Mode = "yolo",
    timeout: Timeout = 300.0,
) -> None:
    """Send a message to a session. When this ends, the server has stored it."""
    from fairlead.cli._waiting import Waiting

    with happy.client() as client:
        stored = client.send_message(session, text, permission_mode)  # pyright: ignore[reportArgumentType]
        if not wait:
            happy.out.write(stored, f"stored as number {stored.seq}")
            return
        with Waiting("working", quiet=happy.as_json):
            done = client.wait_for_turn_completion(session, timeout_seconds=timeout)
        happy.out.write(done, done.text)
        if done.status != "completed":
            raise typer.Exit(1)


def messages(
    happy: Happy,
    session: SessionId,
    after: Annotated[int | None, typer.Option("--after", min=0, help="Only those after this number.")] = None,
    last: Annotated[int | None, typer.Option("--last", "-n", min=0, help="Only the newest so many.")] = None,
) -> None:
    """Show the messages of a session, oldest first."""
    with happy.client() as client:
        found = client.get_messages(session, after_seq=after, limit=last)
        happy.out.write(found, lambda: "\n".join(filter(None, map(_message_line, found))))


def watch(
    happy: Happy,
    session: SessionId,
    after: Annotated[
        int | None, typer.Option("--after", min=0, help="First show the messages after this number.")
    ] = None,
) -> None:
    """Show what happens in a session until it is deleted, or Ctrl-C. With --json, each update is a line."""
    from fairlead.cli._waiting import Waiting

    with (
        happy.client() as client,
        Waiting("watching", quiet=happy.as_json) as waiting,
        client.subscribe(session, after_seq=after) as updates,
    ):
        try:
            asked: set[str] = set()
            if not happy.as_json:
                # What was asked before is in no update any more.
                waits = {each.id: each.tool for each in client.list_permission_requests(session)}
                happy.out.line(waits, _asks(session, waits, asked))
            for update in updates:
                waiting.note(_doing(update))
                happy.out.line(update, _update_line(update, asked))
        except KeyboardInterrupt:
            typer.echo("\nStopped watching; the session goes on.", err=True)
            raise typer.Exit(130) from None


def answer(
    happy: Happy,
    session: SessionId,
    request: Annotated[
        str | None,
        typer.Argument(metavar="REQUEST", help="Id of the request. Default: show what is asked."),
    ] = None,
    allow: Annotated[bool, typer.Option("--allow/--deny", help="What to say.")] = True,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; the agent is told.")] = None,
) -> None:
    """Answer what an agent wants to be allowed, or show it."""
    with happy.client() as client:
        if request is None:
            asked = client.list_permission_requests(session)
            rows = [(each.id, each.tool, dumps(each.arguments, indent=None)) for each in asked]
            happy.out.write(
                asked, lambda: table(("Request", "Tool", "Arguments"), rows) if rows else "nothing is asked"
            )
            return
        client.answer_permission(session, request, allow, reason=reason)
        said = "allowed" if allow else "denied"
        happy.out.write({"session_id": session, "request_id": request, "approved": allow}, said)


def stop(happy: Happy, session: SessionId) -> None:
    """Stop the agent of a session. The session stays, and can be read."""
    with happy.client() as client:
        client.stop_session(session)
        happy.out.write({"session_id": session, "stopped": True}, "stopped")


def rename(
    happy: Happy,
    session: SessionId,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call the session.")],
) -> None:
    """Give a session a name."""
    with happy.client() as client:
        renamed = client.set_session_name(session, name)
        happy.out.write(renamed, f"called {renamed.name}")


def _when(milliseconds: int) -> str:
    if not milliseconds:
        return ""
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone():%Y-%m-%d %H:%M:%S}"


def _message_line(message: Message) -> str:
    if not message.readable:
        return f"{message.seq:>5}  (cannot be read)"
    said = message.text
    return f"{message.seq:>5}  {_speaker(message.role)}: {said}" if said else ""


def _update_line(update: SessionUpdate, asked: set[str]) -> str:
    match update.kind:
        case "new-message":
            return f"{update.seq:>5}  {_speaker(update.role)}: {update.text}" if update.text else ""
        case "update-session":
            requests: dict[str, Any] = (update.body or {}).get("requests") or {}
            tools = {name: str(request.get("tool")) for name, request in requests.items()}
            return _asks(update.session_id, tools, asked)
        case "overflow":
            return f"       {update.dropped} updates were missed"
        case "terminated":
            return "       the session was deleted"
        case _:
            return ""


def _asks(session: str, tools: Mapping[str, str], asked: set[str]) -> str:
    """What an agent wants to be allowed, and was not shown yet."""
    new = [name for name in tools if name not in asked]
    asked.update(new)
    return "\n".join(
        f"       asks to use {tools[name]}: `fairlead happy answer {session} {name}` allows it"
        for name in new
    )


def _doing(update: SessionUpdate) -> str | None:
    """What is worth knowing while somebody waits."""
    match update.kind:
        case "reconnecting":
            return "the connection broke; connecting again"
        case "reconnected":
            return "connected again"
        case "new-message" if update.role != "user":
            return update.text or None
        case _:
            return None


def _speaker(role: str | None) -> str:
    return "you" if role == "user" else "agent"


def _state(client: SyncHappyClient) -> str:
    machines = client.list_machines()
    return f"{len(machines)} machines, {sum(each.active for each in machines)} of them active"


def _key_file() -> str | None:
    from fairlead.happy._credentials import resolve_credentials

    if not os.environ.get("HAPPY_SERVER_URL", "").strip():
        return None
    try:
        return resolve_credentials().source
    except FairleadError:
        return None


PROBE = Probe(Happy(), ("HAPPY_SERVER_URL", *_SECRETS), "HAPPY_SERVER_URL", _state, _key_file)
