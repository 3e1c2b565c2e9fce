"""Messages of a chat, and how far they are read."""

from __future__ import annotations

import builtins

from mycel_backend_client import models as wire
from mycel_backend_client.api.chats import (
    list_messages,
    list_unread_messages,
    mark_read,
    read_unread_messages,
    send_message,
)
from mycel_backend_client.types import UNSET

from fairlead._async.mycel._base import AsyncNamespace, filled
from fairlead.mycel import models
from fairlead.mycel._errors import FAMILY

LARGEST_PAGE = 200
"""Messages that one request can ask for."""


class AsyncMessages(AsyncNamespace):
    """`client.messages`: the messages of a chat.

    Every call raises `Forbidden` if the caller is not a member of the chat, also if there is no such chat;
    the methods name only what they add to that.
    """

    async def list(
        self, chat_id: str, *, limit: int = 50, before: str | int | None = None
    ) -> builtins.list[models.Message]:
        """Get the newest messages, oldest first. The read mark does not move.

        Args:
            chat_id: The chat.
            limit: Messages at most, 1 to 200.
            before: Only messages with a smaller `seq`.

        Raises:
            ValidationFailed: The limit is out of bounds.
        """
        return await self._call(
            builtins.list[models.Message],
            list_messages.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            limit=limit,
            before=UNSET if before is None else str(before),
        )

    async def list_all(
        self,
        chat_id: str,
        *,
        max_messages: int | None = None,
        page_size: int = LARGEST_PAGE,
        before: str | int | None = None,
    ) -> builtins.list[models.Message]:
        """Get all messages, oldest first, with as many requests as it takes.

        Args:
            chat_id: The chat.
            max_messages: Only so many of the newest ones; None for all.
            page_size: Messages fetched at a time, 1 to 200.
            before: Only messages with a smaller `seq`.

        Raises:
            InvalidArgument: `max_messages` or `page_size` is out of bounds. Nothing was sent.
        """
        if not 1 <= page_size <= LARGEST_PAGE:
            raise _invalid(f"page_size must be 1 to {LARGEST_PAGE}, got {page_size!r}")
        if max_messages is not None and max_messages < 1:
            raise _invalid(f"max_messages must be 1 or more, got {max_messages!r}")
        pages: builtins.list[builtins.list[models.Message]] = []
        missing = max_messages
        while True:
            limit = page_size if missing is None else min(page_size, missing)
            page = await self.list(chat_id, limit=limit, before=before)
            pages.append(page)
            missing = missing if missing is None else missing - len(page)
            if len(page) < limit or missing == 0:
                return [message for page in reversed(pages) for message in page]
            first = page[0].seq
            if before is not None and first >= int(before):
                raise FAMILY.invalid_response(
                    f"asked for messages before {before}, and got {first}", backend=FAMILY.backend
                )
            before = first

    async def unread(self, chat_id: str) -> builtins.list[models.Message]:
        """Get the unread messages, oldest first. The read mark does not move."""
        return await self._call(
            builtins.list[models.Message],
            list_unread_messages.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
        )

    async def read(self, chat_id: str) -> builtins.list[models.Message]:
        """Get the unread messages, oldest first, and count them as read."""
        return await self._call(
            builtins.list[models.Message],
            read_unread_messages.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
        )

    async def mark_read(self, chat_id: str, up_to_seq: int | None = None) -> models.Acknowledgement:
        """Count messages as read. The mark never moves backwards.

        Args:
            chat_id: The chat.
            up_to_seq: The last message that was read; None for the newest one, which takes a request to find.

        Raises:
            ValidationFailed: The number is negative.
        """
        if up_to_seq is None:
            newest = await self.list(chat_id, limit=1)
            up_to_seq = newest[-1].seq if newest else 0
        return await self._call(
            models.Acknowledgement,
            mark_read.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            body=self._body(wire.MarkReadBody.from_dict, {"up_to_seq": up_to_seq}),
        )

    async def send(
        self,
        chat_id: str,
        content: str,
        *,
        reply_to: str | None = None,
        mentions: builtins.list[str] | None = None,
        delivery_scope: str = "broadcast",
        addressed_to_user_ids: builtins.list[str] | None = None,
        enforce_caught_up: bool = True,
    ) -> models.Message:
        """Send a message.

        The request is sent again only if it cannot have reached the server, so a lost answer never makes two
        messages. After a `TimedOut` or `ConnectionFailed`, look into the history to see whether it is there.

        Args:
            chat_id: The chat.
            content: The text, not blank.
            reply_to: Id of another message.
            mentions: Users to wake; if there are any, only they are woken.
            delivery_scope: `"broadcast"`, or `"addressed"` if it is for some members only. All can see both.
            addressed_to_user_ids: Those members.
            enforce_caught_up: Refuse to send while there are messages that the caller did not read.

        Raises:
            UnreadMessages: There are such messages. Nothing was stored.
            DeliveryFailed: The message is stored (`error.stored`), and telling others of it failed.
            BadRequest: The text is blank, or the addressing breaks a rule.
            InvalidArgument: The scope is unknown. Nothing was sent.

        Examples:
            >>> try:
            ...     await client.messages.send(chat_id, "done")
            ... except UnreadMessages as conflict:
            ...     unread = await client.messages.read(conflict.chat_id)
        """
        scope = models.DeliveryScope.parse(delivery_scope, error=FAMILY.invalid_argument)
        body = {
            "content": content,
            "mentioned_ids": None if mentions is None else [*mentions],
            "delivery_scope": scope,
            "reply_to": reply_to,
            "enforce_caught_up": enforce_caught_up,
            **filled(addressed_to_user_ids=addressed_to_user_ids and [*addressed_to_user_ids]),
        }
        return await self._call(
            models.Message,
            send_message.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            body=self._body(wire.SendMessageBody.from_dict, body),
        )


def _invalid(message: str) -> Exception:
    return FAMILY.invalid_argument(message, backend=FAMILY.backend)
