"""`fairlead happy`: machines and encrypted sessions of a Happy account."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairlead.cli._output import Output, dumps, plain, table
from fairlead.errors import FairleadError, StatusError

if TYPE_CHECKING:
    from fairlead.happy import Message, SessionUpdate, SyncHappyClient

_EXIT_CODES = (
    "Exit codes: 0 success; 1 error: one line on stderr, or with --json an object"
    ' {"error": {"code", "status", "message"}}; 2 wrong usage; 130 interrupted by Ctrl-C.'
)
_SECRETS = ("HAPPY_TOKEN", "HAPPY_SECRET")

ServerUrl = Annotated[
    str | None,
    typer.Option(
        "--server-url", "-u", envvar="HAPPY_SERVER_URL", help="URL of the server.", show_envvar=True
    ),
]
Credentials = Annotated[
    Path | None,
    typer.Option(
        "--credentials",
        "-c",
        help="Key file. Default: HAPPY_TOKEN and HAPPY_SECRET, or else agent.key or access.key in ~/.happy.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", "-j", help="Write JSON, errors included.")]
SessionId = Annotated[str, typer.Argument(metavar="SESSION", help="Id of the session.")]
Active = Annotated[bool, typer.Option("--active", help="Only those that were heard of lately.")]
Agent = Annotated[str, typer.Option("--agent", "-a", help="Which agent: claude, codex, gemini, ...")]
Mode = Annotated[
    str, typer.Option("--permission-mode", "-p", help="What the agent may do unasked; yolo is everything.")
]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds to wait for the agent, at most.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(no_args_is_help=True, epilog=_EXIT_CODES, help="Encrypted sessions of coding agents.")
    for command in (machines, sessions, run, send, messages, watch, answer, stop, rename):
        group.command(epilog=_EXIT_CODES)(command)
    app.add_typer(group, name="happy")


def machines(
    active: Active = False, url: ServerUrl = None, credentials: Credentials = None, json_: AsJson = False
) -> None:
    """List the machines that can run agents."""
    out = Output(json_, _hint)
    with _client(out, url, credentials) as client:
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
        out.write(found, lambda: table(("Machine", "Active", "Seen", "Host", "Platform"), rows))


def sessions(
    active: Active = False, url: ServerUrl = None, credentials: Credentials = None, json_: AsJson = False
) -> None:
    """List the sessions, newest first."""
    out = Output(json_, _hint)
    with _client(out, url, credentials) as client:
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
        out.write(found, lambda: table(("Session", "Active", "Changed", "Name", "Directory"), rows))


def run(
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
    permission_mode: Annotated[
        str,
        typer.Option("--permission-mode", "-p", help="What the agent may do unasked; yolo is everything."),
    ] = "yolo",
    timeout: Timeout = 600.0,
    url: ServerUrl = None,
    credentials: Credentials = None,
    json_: AsJson = False,
) -> None:
    """Start an agent, give it a task, show what it does, and stop it. Ctrl-C stops it, too."""
    from fairlead.cli._waiting import Waiting

    out = Output(json_, _hint)
    with _client(out, url, credentials) as client, Waiting("working", quiet=json_) as waiting:
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
    out.write(done, done.text)
    if done.status != "completed":
        raise typer.Exit(1)


def send(
    session: SessionId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the agent is told.")],
    wait: Annotated[bool, typer.Option("--wait", help="Wait for the agent, and show what it says.")] = False,
    permission_mode: Annotated[
        str,
        typer.Option("--permission-mode", "-p", help="What the agent may do unasked; yolo is everything."),
    ] = "yolo",
    timeout: Timeout = 300.0,
    url: ServerUrl = None,
    credentials: Credentials = None,
    json_: AsJson = False,
) -> None:
    """Send a message to a session. When this ends, the server has stored it."""
    from fairlead.cli._waiting import Waiting

    out = Output(json_, _hint)
    with _client(out, url, credentials) as client:
        stored = client.send_message(session, text, permission_mode)  # pyright: ignore[reportArgumentType]
        if not wait:
            out.write(stored, f"stored as number {stored.seq}")
            return
        with Waiting("working", quiet=json_):
            done = client.wait_for_turn_completion(session, timeout_seconds=timeout)
        out.write(done, done.text)
        if done.status != "completed":
            raise typer.Exit(1)


def messages(
    session: SessionId,
    after: Annotated[int | None, typer.Option("--after", min=0, help="Only those after this number.")] = None,
    last: Annotated[int | None, typer.Option("--last", "-n", min=0, help="Only the newest so many.")] = None,
    url: ServerUrl = None,
    credentials: Credentials = None,
    json_: AsJson = False,
) -> None:
    """Show the messages of a session, oldest first."""
    out = Output(json_, _hint)
    with _client(out, url, credentials) as client:
        found = client.get_messages(session, after_seq=after, limit=last)
        out.write(found, lambda: "\n".join(filter(None, map(_message_line, found))))


def watch(
    session: SessionId,
    after: Annotated[
        int | None, typer.Option("--after", min=0, help="First show the messages after this number.")
    ] = None,
    url: ServerUrl = None,
    credentials: Credentials = None,
    json_: AsJson = False,
) -> None:
    """Show what happens in a session until it is deleted, or Ctrl-C. With --json, each update is a line."""
    from fairlead.cli._waiting import Waiting

    out = Output(json_, _hint)
    with (
        _client(out, url, credentials) as client,
        Waiting("watching", quiet=json_) as waiting,
        client.subscribe(session, after_seq=after) as updates,
    ):
        try:
            asked: set[str] = set()
            if not json_:
                # What was asked before is in no update any more.
                waits = {each.id: each.tool for each in client.list_permission_requests(session)}
                _show(_asks(session, waits, asked))
            for update in updates:
                if json_:
                    typer.echo(dumps(update, indent=None))
                    continue
                waiting.note(_doing(update))
                _show(_update_line(update, asked))
        except KeyboardInterrupt:
            typer.echo("\nStopped watching; the session goes on.", err=True)
            raise typer.Exit(130) from None


def answer(
    session: SessionId,
    request: Annotated[
        str | None,
        typer.Argument(metavar="[REQUEST]", help="Id of the request. Default: show what is asked."),
    ] = None,
    allow: Annotated[bool, typer.Option("--allow/--deny", help="What to say.")] = True,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; the agent is told.")] = None,
    url: ServerUrl = None,
    credentials: Credentials = None,
    json_: AsJson = False,
) -> None:
    """Answer what an agent wants to be allowed, or show it."""
    out = Output(json_, _hint)
    with _client(out, url, credentials) as client:
        if request is None:
            asked = client.list_permission_requests(session)
            rows = [(each.id, each.tool, dumps(each.arguments, indent=None)) for each in asked]
            out.write(
                asked, lambda: table(("Request", "Tool", "Arguments"), rows) if rows else "nothing is asked"
            )
            return
        client.answer_permission(session, request, allow, reason=reason)
        said = "allowed" if allow else "denied"
        out.write({"session_id": session, "request_id": request, "approved": allow}, said)


def stop(
    session: SessionId, url: ServerUrl = None, credentials: Credentials = None, json_: AsJson = False
) -> None:
    """Stop the agent of a session. The session stays, and can be read."""
    out = Output(json_, _hint)
    with _client(out, url, credentials) as client:
        client.stop_session(session)
        out.write({"session_id": session, "stopped": True}, "stopped")


def rename(
    session: SessionId,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call the session.")],
    url: ServerUrl = None,
    credentials: Credentials = None,
    json_: AsJson = False,
) -> None:
    """Give a session a name."""
    out = Output(json_, _hint)
    with _client(out, url, credentials) as client:
        renamed = client.set_session_name(session, name)
        out.write(renamed, f"called {renamed.name}")


@contextmanager
def _client(out: Output, url: str | None, credentials: Path | None) -> Generator[SyncHappyClient]:
    """A client; an error of fairlead is told in one line, and ends the command with exit code 1."""
    from fairlead.happy import SyncHappyClient

    with out.errors_told():
        if credentials is None and any(os.environ.get(name) for name in _SECRETS):
            client = SyncHappyClient.from_env(url)
        else:
            client = SyncHappyClient(url, credentials)
        with client:
            yield client


def _hint(error: FairleadError) -> str:
    refused = isinstance(error, StatusError) and error.status == 401
    return ": sign in again with the Happy app, or `happy auth login`" if refused else ""


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


def _show(line: str) -> None:
    if line:
        typer.echo(plain(line))


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
