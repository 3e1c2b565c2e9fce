"""Other people, the feed, and services that an account is connected to."""

from __future__ import annotations

import builtins

from happy_backend_client import models as wire
from happy_backend_client.api.connect import (
    delete_vendor_token,
    disconnect_github,
    get_github_authorization,
    get_vendor_token,
    list_vendor_tokens,
    register_vendor_token,
)
from happy_backend_client.api.feed import list_feed
from happy_backend_client.api.friends import add_friend, get_user, list_friends, remove_friend, search_users
from happy_backend_client.api.voice import get_voice_usage, start_voice_conversation
from happy_backend_client.models.vendor import VENDOR_VALUES, check_vendor
from happy_backend_client.types import UNSET

from fairlead._async.happy._base import AsyncNamespace
from fairlead.happy import _records, models
from fairlead.happy._errors import FAMILY


class AsyncFriends(AsyncNamespace):
    """`client.friends`: other people."""

    async def list(self) -> builtins.list[models.User]:
        """Get friends, and those who asked or were asked to be."""
        answer = await self._call(_records.FriendList, list_friends.asyncio_detailed, client=self._wire)
        return answer.friends

    async def get(self, user_id: str) -> models.User:
        """Get a user.

        Raises:
            NotFoundError: There is no such user.
        """
        place = self._segment(user_id, "user_id")
        return (
            await self._call(_records.UserResponse, get_user.asyncio_detailed, place, client=self._wire)
        ).user

    async def search(self, query: str) -> builtins.list[models.User]:
        """Find up to 10 users by the beginning of their names."""
        answer = await self._call(
            _records.UserList, search_users.asyncio_detailed, client=self._wire, query=query
        )
        return answer.users

    async def add(self, user_id: str) -> models.User | None:
        """Ask a user to be a friend, or say yes to one who asked; None if nothing could be changed."""
        body = self._body(wire.FriendChange.from_dict, {"uid": user_id})
        answer = await self._call(
            _records.FriendResult, add_friend.asyncio_detailed, client=self._wire, body=body
        )
        return answer.user

    async def remove(self, user_id: str) -> models.User | None:
        """End a friendship, or say no to one who asked; None if nothing could be changed."""
        body = self._body(wire.FriendChange.from_dict, {"uid": user_id})
        answer = await self._call(
            _records.FriendResult, remove_friend.asyncio_detailed, client=self._wire, body=body
        )
        return answer.user


class AsyncFeed(AsyncNamespace):
    """`client.feed`: what the account is told."""

    async def list(
        self, *, before: str | None = None, after: str | None = None, limit: int = 50
    ) -> models.FeedPage:
        """Get a page of the feed, newest first.

        Args:
            before: Only posts before this cursor.
            after: Only posts after this cursor.
            limit: How many at most, up to 200.
        """
        return await self._call(
            models.FeedPage,
            list_feed.asyncio_detailed,
            client=self._wire,
            before=before or UNSET,
            after=after or UNSET,
            limit=limit,
        )


class AsyncConnections(AsyncNamespace):
    """`client.connections`: GitHub, and tokens of the vendors `openai`, `anthropic` and `gemini`."""

    async def github_url(self) -> str:
        """Get the page on which to link a GitHub account.

        Raises:
            BadRequestError: The server is not set up for it.
        """
        answer = await self._call(
            _records.GithubAuthorization, get_github_authorization.asyncio_detailed, client=self._wire
        )
        return answer.url

    async def disconnect_github(self) -> None:
        """Unlink the GitHub account.

        Raises:
            NotFoundError: There is none.
        """
        await self._call(_records.Succeeded, disconnect_github.asyncio_detailed, client=self._wire)

    async def list_tokens(self) -> builtins.list[models.VendorToken]:
        """Get the registered tokens."""
        answer = await self._call(
            _records.VendorTokenList, list_vendor_tokens.asyncio_detailed, client=self._wire
        )
        return answer.tokens

    async def get_token(self, vendor: str) -> str | None:
        """Get the token of a vendor; None if there is none.

        Raises:
            InvalidArgumentError: The vendor is unknown. Nothing was sent.
        """
        answer = await self._call(
            _records.VendorTokenResponse,
            get_vendor_token.asyncio_detailed,
            _vendor(vendor),
            client=self._wire,
        )
        return answer.token

    async def register_token(self, vendor: str, token: str) -> None:
        """Store the token of a vendor. The server can read it.

        Raises:
            InvalidArgumentError: The vendor is unknown. Nothing was sent.
        """
        await self._call(
            _records.Succeeded,
            register_vendor_token.asyncio_detailed,
            _vendor(vendor),
            client=self._wire,
            body=self._body(wire.VendorTokenCreate.from_dict, {"token": token}),
        )

    async def delete_token(self, vendor: str) -> None:
        """Remove the token of a vendor.

        Raises:
            ServerError: There is none: the server fails then.
            InvalidArgumentError: The vendor is unknown. Nothing was sent.
        """
        await self._call(
            _records.Succeeded, delete_vendor_token.asyncio_detailed, _vendor(vendor), client=self._wire
        )


class AsyncVoice(AsyncNamespace):
    """`client.voice`: talking to voice agents. Servers that are not set up for it answer `ServerError`."""

    async def start(self, agent_id: str) -> models.VoiceConversation:
        """Start a conversation, or hear why not."""
        body = self._body(wire.VoiceRequest.from_dict, {"agentId": agent_id})
        return await self._call(
            models.VoiceConversation, start_voice_conversation.asyncio_detailed, client=self._wire, body=body
        )

    async def usage(self) -> models.VoiceUsage:
        """Get how much was spoken."""
        return await self._call(models.VoiceUsage, get_voice_usage.asyncio_detailed, client=self._wire)


def _vendor(name: str) -> wire.Vendor:
    try:
        return check_vendor(name)
    except TypeError:
        raise FAMILY.invalid_argument(
            f"{name!r} is not a vendor; use one of {', '.join(sorted(VENDOR_VALUES))}", backend=FAMILY.backend
        ) from None
