# Made from src/fairlead/_async/mycel/chats.py by `nox -s regenerate`: edit that one.
"""Chats and their members."""

from __future__ import annotations

import builtins

from mycel_backend_client import models as wire
from mycel_backend_client.api.chats import (
    add_member,
    approve_join,
    create_chat,
    get_chat,
    get_join_target,
    list_chats,
    list_join_requests,
    mute_member,
    reject_join,
    request_join,
)

from fairlead._sync.mycel.workflows import TaskMethods, WorkflowMethods
from fairlead.mycel import models
from fairlead.mycel._errors import FAMILY


class Chats(WorkflowMethods, TaskMethods):
    """`client.chats`: chats, their members and join requests, workflows and tasks.

    Calls about a chat raise `NotFound` if there is no such chat and `Forbidden` if the caller is not a
    member; the methods name only what they add to that.
    """

    def list(self) -> builtins.list[models.ChatSummary]:
        """Get the active chats that the caller is a member of, in no particular order."""
        return self._call(builtins.list[models.ChatSummary], list_chats.sync_detailed, client=self._wire)

    def get(self, chat_id: str) -> models.ChatDetail:
        """Get a chat and its members."""
        return self._call(
            models.ChatDetail, get_chat.sync_detailed, self._segment(chat_id, "chat_id"), client=self._wire
        )

    def create(
        self, user_ids: builtins.list[str], *, title: str | None = None, kind: str = "auto"
    ) -> models.ChatCreated:
        """Create a chat, or find the direct chat of two users. The caller is a member of it.

        For a group, the caller needs a tie to everybody else: it owns them or shares their owner, has them as
        a contact, or has a relationship that is `visit` or `hire`. Its creator decides who joins later.

        Args:
            user_ids: The other participants.
            title: Its title; ignored if the direct chat exists. A group of one needs a title.
            kind: `"direct"`, `"group"`, or `"auto"`: direct with one other user, a group with more.

        Raises:
            BadRequest: A user is unknown, or one's own, or a tie is missing. Nothing was created.
            InvalidArgument: The kind is unknown. Nothing was sent.
        """
        chosen = models.ChatKind.parse(kind, error=FAMILY.invalid_argument)
        body = {"user_ids": [*user_ids], "title": title, "kind": chosen}
        return self._call(
            models.ChatCreated,
            create_chat.sync_detailed,
            client=self._wire,
            body=self._body(wire.CreateChatBody.from_dict, body),
        )

    def direct(self, target_id: str) -> models.ChatCreated:
        """Get the direct chat with a user; it is created if need be. Needs no relationship.

        Args:
            target_id: The other user.

        Raises:
            BadRequest: The user is unknown, or the caller.
        """
        return self.create([target_id], kind="direct")

    def ensure_direct(self, target_id: str) -> models.ChatCreated:
        """Get the direct chat with a user; the same as `direct`.

        Args:
            target_id: The other user.

        Raises:
            BadRequest: The user is unknown, or the caller.

        Examples:
            >>> chat = client.chats.ensure_direct("target-user-id")
            >>> client.messages.send(chat.id, "hello")
        """
        return self.direct(target_id)

    def join_target(self, chat_id: str) -> models.JoinTarget:
        """Look at a group that one may not be a member of.

        Raises:
            Conflict: The chat is direct, or not active.
        """
        return self._call(
            models.JoinTarget,
            get_join_target.sync_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
        )

    def add_member(self, chat_id: str, user_id: str) -> models.MemberAdded:
        """Add a member to a group one created; nothing changes if it is one.

        Args:
            chat_id: The group.
            user_id: The user, who finds the whole history unread.

        Raises:
            BadRequest: The user is unknown, or the caller; or the chat is direct or not active.
        """
        return self._call(
            models.MemberAdded,
            add_member.sync_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            body=self._body(wire.AddMemberBody.from_dict, {"user_id": user_id}),
        )

    def list_join_requests(self, chat_id: str) -> builtins.list[models.JoinRequest]:
        """Get the join requests of a group one created, whatever their state.

        Raises:
            Conflict: The chat is direct, or not active.
        """
        return self._call(
            builtins.list[models.JoinRequest],
            list_join_requests.sync_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
        )

    def request_join(self, chat_id: str, *, message: str | None = None) -> models.JoinRequest:
        """Ask to join a group. Asking again makes the request pending again.

        Args:
            chat_id: The group.
            message: A word to its creator.

        Raises:
            Conflict: The caller is a member; or the chat is direct or not active.
            JoinFollowUpFailed: The request is stored, and telling the creator failed.
        """
        return self._call(
            models.JoinRequest,
            request_join.sync_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            body=self._body(wire.RequestJoinBody.from_dict, {"message": message}),
        )

    def approve_join(self, chat_id: str, request_id: str) -> models.JoinRequest:
        """Let somebody join a group one created.

        Args:
            chat_id: The group.
            request_id: The request's id.

        Raises:
            Conflict: The request is decided already; or the chat is direct or not active.
            JoinFollowUpFailed: It is approved, and telling the requester failed.
        """
        return self._call(
            models.JoinRequest,
            approve_join.sync_detailed,
            self._segment(chat_id, "chat_id"),
            self._segment(request_id, "request_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    def reject_join(self, chat_id: str, request_id: str) -> models.JoinRequest:
        """Refuse a request to join a group one created.

        Args:
            chat_id: The group.
            request_id: The request's id.

        Raises:
            Conflict: The request is decided already; or the chat is direct or not active.
            JoinFollowUpFailed: It is rejected, and telling the requester failed.
        """
        return self._call(
            models.JoinRequest,
            reject_join.sync_detailed,
            self._segment(chat_id, "chat_id"),
            self._segment(request_id, "request_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    def mute_member(self, chat_id: str, user_id: str, *, mute_until: float | None = None) -> models.MuteState:
        """Keep a member from being woken; its messages are stored all the same, and mentions change nothing.

        Args:
            chat_id: The chat. Neither it nor the membership is checked.
            user_id: The caller, one of its managed agents, or an external user that it created.
            mute_until: When it is meant to end, in seconds since 1970. Servers may not act on it.

        Raises:
            Forbidden: The user is unknown or none of those.
        """
        return self._mute(chat_id, user_id, muted=True, mute_until=mute_until)

    def unmute_member(self, chat_id: str, user_id: str) -> models.MuteState:
        """Let a member be woken again.

        Args:
            chat_id: The chat.
            user_id: The caller, one of its managed agents, or an external user that it created.

        Raises:
            Forbidden: The user is unknown or none of those.
        """
        return self._mute(chat_id, user_id, muted=False, mute_until=None)

    def _mute(self, chat_id: str, user_id: str, *, muted: bool, mute_until: float | None) -> models.MuteState:
        body = {"user_id": user_id, "muted": muted, "mute_until": mute_until}
        return self._call(
            models.MuteState,
            mute_member.sync_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            body=self._body(wire.MuteBody.from_dict, body),
        )
