"""`fairlead mycel`: chats, relationships and the inbox of a Mycel server."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli._output import Output, plain
from fairlead.errors import FairleadError

if TYPE_CHECKING:
    from fairlead._core.models import Model
    from fairlead.mycel import Client, JoinRequest, Message, Notification, Relationship

_EXIT_CODES = (
    "Exit codes: 0 success; 1 error: one line on stderr, or with --json an object"
    ' {"error": {"code", "status", "message"}}; 2 wrong usage.'
)

BaseUrl = Annotated[
    str,
    typer.Option("--base-url", "-u", envvar="MYCEL_BASE_URL", help="URL of the server.", show_envvar=True),
]
Token = Annotated[
    str,
    typer.Option(
        "--token",
        "-t",
        envvar="MYCEL_AUTH_TOKEN",
        help="Token of the user who acts. The variable does not show in the process list.",
        show_envvar=True,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", "-j", help="Write JSON, errors included.")]
ChatId = Annotated[str, typer.Argument(metavar="CHAT_ID", help="Id of the chat.")]


class Action(StrEnum):
    """What can be done about relationships."""

    list = "list"
    request = "request"
    approve = "approve"
    reject = "reject"
    upgrade = "upgrade"
    downgrade = "downgrade"
    revoke = "revoke"


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(no_args_is_help=True, epilog=_EXIT_CODES, help="Chats and agents on a Mycel server.")
    for command in (whoami, chats, read, send, notifications, relationships, join):
        group.command(epilog=_EXIT_CODES)(command)
    app.add_typer(group, name="mycel")


def whoami(base_url: BaseUrl, token: Token, as_json: AsJson = False) -> None:
    """Show whose token it is."""
    with _client(base_url, token, as_json) as client:
        me = client.me.whoami()
        _show(me, f"{me.id}  {me.name}  {me.type}{'  guest' if me.is_guest else ''}", as_json)


def chats(base_url: BaseUrl, token: Token, as_json: AsJson = False) -> None:
    """List the chats, with the number of unread messages."""
    with _client(base_url, token, as_json) as client:
        found = client.chats.list()
        _show(found, [f"{chat.id}  {chat.unread_count:>3} unread  {chat.title}" for chat in found], as_json)


def read(
    chat_id: ChatId,
    base_url: BaseUrl,
    token: Token,
    last: Annotated[
        int | None,
        typer.Option(min=1, max=200, help="Show so many messages instead, and mark nothing as read."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the unread messages of a chat, and mark them as read."""
    with _client(base_url, token, as_json) as client:
        found = client.messages.read(chat_id) if last is None else client.messages.list(chat_id, limit=last)
        _show(found, [_message_line(message) for message in found], as_json)


def send(
    to: Annotated[str, typer.Argument(metavar="CHAT_ID", help="Id of the chat; with --direct, of a user.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to say.")],
    base_url: BaseUrl,
    token: Token,
    direct: Annotated[bool, typer.Option("--direct", help="Send to a user, in the direct chat.")] = False,
    mention: Annotated[
        list[str] | None, typer.Option("--mention", "-m", metavar="USER_ID", help="Wake only these users.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Send although there are unread messages.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Send a message. If there are unread ones in the chat, read them first."""
    with _client(base_url, token, as_json) as client:
        chat_id = client.chats.direct(to).id if direct else to
        message = client.messages.send(chat_id, text, mentions=mention, enforce_caught_up=not force)
        _show(message, f"{message.id}  sent as number {message.seq} of {message.chat_id}", as_json)


def notifications(
    base_url: BaseUrl,
    token: Token,
    follow: Annotated[bool, typer.Option("--follow", help="Go on, until Ctrl-C, as things happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take what is in the inbox: that something happened, and where. With --follow --json, one per line."""
    with _client(base_url, token, as_json) as client:
        if follow:
            _follow(client, as_json)
            return
        inbox = client.notifications.drain()
        _show(inbox, [_notification_line(item, item.seq) for item in inbox.notifications], as_json)


def relationships(
    base_url: BaseUrl,
    token: Token,
    action: Annotated[Action, typer.Argument(help="What to do.")] = Action.list,
    target: Annotated[
        str | None, typer.Argument(metavar="ID", help="Whom to request, or which relationship it is about.")
    ] = None,
    message: Annotated[str | None, typer.Option(help="What to say with a request.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the relationships, or change one."""
    if (action is Action.list) != (target is None):
        raise typer.BadParameter("an ID is for all actions but list", param_hint="ID")
    with _client(base_url, token, as_json) as client:
        if target is None:
            found = client.relationships.list()
            _show(found, [_relationship_line(item) for item in found], as_json)
            return
        if action is Action.request:
            changed = client.relationships.request(target, message)
        else:
            changed = getattr(client.relationships, action)(target)
        _show(changed, _relationship_line(changed), as_json)


def join(
    chat_id: ChatId,
    base_url: BaseUrl,
    token: Token,
    message: Annotated[str | None, typer.Option(help="What to say with the request.")] = None,
    requests: Annotated[bool, typer.Option("--requests", help="List the requests, as the creator.")] = False,
    approve: Annotated[
        str | None, typer.Option(metavar="REQUEST_ID", help="Approve a request, as the creator.")
    ] = None,
    reject: Annotated[
        str | None, typer.Option(metavar="REQUEST_ID", help="Reject a request, as the creator.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask to join a group, or decide who may."""
    if sum([requests, approve is not None, reject is not None, message is not None]) > 1:
        raise typer.BadParameter("give one of --message, --requests, --approve and --reject")
    with _client(base_url, token, as_json) as client:
        if requests:
            found = client.chats.list_join_requests(chat_id)
            _show(found, [_request_line(item) for item in found], as_json)
            return
        if approve is not None:
            request = client.chats.approve_join(chat_id, approve)
        elif reject is not None:
            request = client.chats.reject_join(chat_id, reject)
        else:
            request = client.chats.request_join(chat_id, message=message)
        _show(request, _request_line(request), as_json)


@contextmanager
def _client(base_url: str, token: str, as_json: bool) -> Generator[Client]:
    """A client; an error of fairlead is told in one line, and ends the command with exit code 1."""
    from fairlead.mycel import Client, UnreadMessages

    def hint(error: FairleadError) -> str:
        return f"; see `fairlead mycel read {error.chat_id}`" if isinstance(error, UnreadMessages) else ""

    with Output(as_json, hint).errors_told(), Client(base_url=base_url, auth_token=token) as client:
        yield client


def _follow(client: Client, as_json: bool) -> None:
    # The stream first: what happens while the inbox is being drained comes through it.
    with client.notifications.stream(reconnect=True) as frames:
        for item in client.notifications.drain().notifications:
            _show_one(item, item.seq, as_json)
        for frame in frames:
            _show_one(frame.metadata, frame.seq, as_json)


def _show_one(item: Notification, seq: int | None, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({**item.to_dict(), "seq": seq}))
    else:
        typer.echo(plain(_notification_line(item, seq)))


def _show(data: Model | Sequence[Model], lines: str | Sequence[str], as_json: bool) -> None:
    """Show an answer: as JSON, or as a line, or as several."""
    from fairlead._core.models import Model

    if as_json:
        shown = data.to_dict() if isinstance(data, Model) else [item.to_dict() for item in data]
        typer.echo(json.dumps(shown, indent=2))
        return
    for line in [lines] if isinstance(lines, str) else lines:
        typer.echo(plain(line))


def _message_line(message: Message) -> str:
    return f"{message.seq:>4}  {message.sender_name}: {message.content}"


def _notification_line(item: Notification, seq: int | None) -> str:
    if item.event_type == "chat.message":
        what = f"{item.unread_count} unread in {item.chat_id}, the last by {item.sender_name}"
    else:
        what = item.summary or ""
    return f"{seq:>4}  {item.event_type}  {what}"


def _relationship_line(item: Relationship) -> str:
    asked = "" if item.state != "pending" else "  asked by you" if item.is_requester else "  asks you"
    return f"{item.id}  {item.state}  {item.other_user_id}{asked}"


def _request_line(item: JoinRequest) -> str:
    return f"{item.id}  {item.state}  {item.requester_name}{f': {item.message}' if item.message else ''}"
