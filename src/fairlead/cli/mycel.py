"""`fairlead mycel`: chats, relationships and the inbox of a Mycel server."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli._backend import Connection, Probe, add_group
from fairlead.errors import FairleadError

if TYPE_CHECKING:
    from fairlead.mycel import Client, JoinRequest, Message, Notification, Relationship

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
    token = typer.Option(
        "--token",
        "-t",
        metavar="TOKEN",
        help="Token of the acting user. Default: MYCEL_AUTH_TOKEN, which does not show in the process list.",
    )
    group = add_group(
        app,
        "mycel",
        Mycel(),
        url="MYCEL_BASE_URL",
        credential=token,
        help="Chats and agents on a Mycel server.",
    )
    for command in (whoami, chats, read, send, notifications, relationships, join):
        group.add(command)


@dataclass(frozen=True, slots=True)
class Mycel(Connection):
    """A Mycel server, as one of its users."""

    refused = "check MYCEL_AUTH_TOKEN and --token"

    @contextmanager
    def client(self) -> Generator[Client]:
        """A client."""
        from fairlead.mycel import Client

        url = self.need("server", self.base_url, "MYCEL_BASE_URL", "--base-url")
        token = self.need("token", self.credential, "MYCEL_AUTH_TOKEN", "--token")
        with Client(base_url=url, auth_token=token) as client:
            yield client

    def lines(self, data: object, lines: Sequence[str]) -> None:
        """Show an answer."""
        self.out.write(data, "\n".join(lines))

    def fix(self, error: FairleadError) -> str | None:
        """Where the messages are that hinder sending, and else what there is to do."""
        from fairlead.mycel import UnreadMessages

        if isinstance(error, UnreadMessages):
            return f"see `fairlead mycel read {error.chat_id}`"
        return Connection.fix(self, error)


def whoami(mycel: Mycel) -> None:
    """Show whose token it is."""
    with mycel.client() as client:
        me = client.me.whoami()
        mycel.out.write(me, f"{me.id}  {me.name}  {me.type}{'  guest' if me.is_guest else ''}")


def chats(mycel: Mycel) -> None:
    """List the chats, with the number of unread messages."""
    with mycel.client() as client:
        found = client.chats.list()
        mycel.lines(found, [f"{chat.id}  {chat.unread_count:>3} unread  {chat.title}" for chat in found])


def read(
    mycel: Mycel,
    chat_id: ChatId,
    last: Annotated[
        int | None,
        typer.Option("--last", "-n", min=1, max=200, help="Show so many, and mark nothing as read."),
    ] = None,
) -> None:
    """Show the unread messages of a chat, and mark them as read."""
    with mycel.client() as client:
        found = client.messages.read(chat_id) if last is None else client.messages.list(chat_id, limit=last)
        mycel.lines(found, [_message_line(message) for message in found])


def send(
    mycel: Mycel,
    to: Annotated[str, typer.Argument(metavar="CHAT_ID", help="Id of the chat; with --direct, of a user.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to say.")],
    direct: Annotated[bool, typer.Option("--direct", help="Send to a user, in the direct chat.")] = False,
    mention: Annotated[
        list[str] | None, typer.Option("--mention", "-m", metavar="USER_ID", help="Wake only these users.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Send although there are unread messages.")
    ] = False,
) -> None:
    """Send a message. If there are unread ones in the chat, read them first."""
    with mycel.client() as client:
        chat_id = client.chats.direct(to).id if direct else to
        message = client.messages.send(chat_id, text, mentions=mention, enforce_caught_up=not force)
        mycel.out.write(message, f"{message.id}  sent as number {message.seq} of {message.chat_id}")


def notifications(
    mycel: Mycel,
    follow: Annotated[bool, typer.Option("--follow", help="Go on, until Ctrl-C, as things happen.")] = False,
) -> None:
    """Take what is in the inbox: what happened where.

    With --follow --json, each is a line.
    """
    with mycel.client() as client:
        if follow:
            _follow(client, mycel)
            return
        inbox = client.notifications.drain()
        mycel.lines(inbox, [_notification_line(item, item.seq) for item in inbox.notifications])


def relationships(
    mycel: Mycel,
    action: Annotated[Action, typer.Argument(help="What to do.")] = Action.list,
    target: Annotated[
        str | None, typer.Argument(metavar="ID", help="Whom to request, or which relationship it is about.")
    ] = None,
    message: Annotated[str | None, typer.Option(help="What to say with a request.")] = None,
) -> None:
    """List the relationships, or change one."""
    if (action is Action.list) != (target is None):
        raise typer.BadParameter("an ID is for all actions but list", param_hint="ID")
    with mycel.client() as client:
        if target is None:
            found = client.relationships.list()
            mycel.lines(found, [_relationship_line(item) for item in found])
            return
        if action is Action.request:
            changed = client.relationships.request(target, message)
        else:
            changed = getattr(client.relationships, action)(target)
        mycel.out.write(changed, _relationship_line(changed))


def join(
    mycel: Mycel,
    chat_id: ChatId,
    message: Annotated[str | None, typer.Option(help="What to say with the request.")] = None,
    requests: Annotated[bool, typer.Option("--requests", help="List the requests, as the creator.")] = False,
    approve: Annotated[
        str | None, typer.Option(metavar="REQUEST_ID", help="Approve a request, as the creator.")
    ] = None,
    reject: Annotated[
        str | None, typer.Option(metavar="REQUEST_ID", help="Reject a request, as the creator.")
    ] = None,
) -> None:
    """Ask to join a group, or decide who may."""
    if sum([requests, approve is not None, reject is not None, message is not None]) > 1:
        raise typer.BadParameter("give one of --message, --requests, --approve and --reject")
    with mycel.client() as client:
        if requests:
            found = client.chats.list_join_requests(chat_id)
            mycel.lines(found, [_request_line(item) for item in found])
            return
        if approve is not None:
            request = client.chats.approve_join(chat_id, approve)
        elif reject is not None:
            request = client.chats.reject_join(chat_id, reject)
        else:
            request = client.chats.request_join(chat_id, message=message)
        mycel.out.write(request, _request_line(request))


def _follow(client: Client, mycel: Mycel) -> None:
    # The stream first: what happens while the inbox is being drained comes through it.
    with client.notifications.stream(reconnect=True) as frames:
        for item in client.notifications.drain().notifications:
            _show_one(mycel, item, item.seq)
        for frame in frames:
            _show_one(mycel, frame.metadata, frame.seq)


def _show_one(mycel: Mycel, item: Notification, seq: int | None) -> None:
    mycel.out.line({**item.to_dict(), "seq": seq}, lambda: _notification_line(item, seq))


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


def _state(client: Client) -> str:
    return f"you are {client.me.whoami().name}"


PROBE = Probe(Mycel(), ("MYCEL_BASE_URL", "MYCEL_AUTH_TOKEN"), "MYCEL_BASE_URL", _state)
