# Made from src/fairlead/_async/happy/social.py by `nox -s regenerate`: edit that one.
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

from fairlead._sync.happy._base import Namespace
from fairlead.happy import _records, models
from fairlead.happy._errors import FAMILY


class Friends(Namespace):
    """`client.friends`: other people."""

    def list(self) -> builtins.list[models.User]:
        """Get friends, and those who asked or were asked to be."""
        answer = self._call(_records.FriendList, list_friends.sync_detailed, client=self._wire)
        return answer.friends

    def get(self, user_id: str) -> models.User:
        """Get a user.

        Raises:
            NotFoundError: There is no such user.
        """
        place = self._segment(user_id, "user_id")
        return (self._call(_records.UserResponse, get_user.sync_detailed, place, client=self._wire)).user

    def search(self, query: str) -> builtins.list[models.User]:
        """Find up to 10 users by the beginning of their names."""
        answer = self._call(_records.UserList, search_users.sync_detailed, client=self._wire, query=query)
        return answer.users

    def add(self, user_id: str) -> models.User | None:
        """Ask a user to be a friend, or say yes to one who asked; None if nothing could be changed."""
        body = self._body(wire.FriendChange.from_dict, {"uid": user_id})
        answer = self._call(_records.FriendResult, add_friend.sync_detailed, client=self._wire, body=body)
        return answer.user

    def remove(self, user_id: str) -> models.User | None:
        """End a friendship, or say no to one who asked; None if nothing could be changed."""
        body = self._body(wire.FriendChange.from_dict, {"uid": user_id})
        answer = self._call(_records.FriendResult, remove_friend.sync_detailed, client=self._wire, body=body)
        return answer.user


class Feed(Namespace):
    """`client.feed`: what the account is told."""

    def list(
        self, *, before: str | None = None, after: str | None = None, limit: int = 50
    ) -> models.FeedPage:
        """Get a page of the feed, newest first.

        Args:
            before: Only posts before this cursor.
            after: Only posts after this cursor.
            limit: How many at most, up to 200.
        """
        return self._call(
            models.FeedPage,
            list_feed.sync_detailed,
            client=self._wire,
            before=before or UNSET,
            after=after or UNSET,
            limit=limit,
        )


class Connections(Namespace):
    """`client.connections`: GitHub, and tokens of the vendors `openai`, `anthropic` and `gemini`."""

    def github_url(self) -> str:
        """Get the page on which to link a GitHub account.

        Raises:
            BadRequestError: The server is not set up for it.
        """
        answer = self._call(
            _records.GithubAuthorization, get_github_authorization.sync_detailed, client=self._wire
        )
        return answer.url

    def disconnect_github(self) -> None:
        """Unlink the GitHub account.

        Raises:
            NotFoundError: There is none.
        """
        self._call(_records.Succeeded, disconnect_github.sync_detailed, client=self._wire)

    def list_tokens(self) -> builtins.list[models.VendorToken]:
        """Get the registered tokens."""
        answer = self._call(_records.VendorTokenList, list_vendor_tokens.sync_detailed, client=self._wire)
        return answer.tokens

    def get_token(self, vendor: str) -> str | None:
        """Get the token of a vendor; None if there is none.

        Raises:
            InvalidArgumentError: The vendor is unknown. Nothing was sent.
        """
        answer = self._call(
            _records.VendorTokenResponse,
            get_vendor_token.sync_detailed,
            _vendor(vendor),
            client=self._wire,
        )
        return answer.token

    def register_token(self, vendor: str, token: str) -> None:
        """Store the token of a vendor. The server can read it.

        Raises:
            InvalidArgumentError: The vendor is unknown. Nothing was sent.
        """
        self._call(
            _records.Succeeded,
            register_vendor_token.sync_detailed,
            _vendor(vendor),
            client=self._wire,
            body=self._body(wire.VendorTokenCreate.from_dict, {"token": token}),
        )

    def delete_token(self, vendor: str) -> None:
        """Remove the token of a vendor.

        Raises:
            ServerError: There is none: the server fails then.
            InvalidArgumentError: The vendor is unknown. Nothing was sent.
        """
        self._call(_records.Succeeded, delete_vendor_token.sync_detailed, _vendor(vendor), client=self._wire)


class Voice(Namespace):
    """`client.voice`: talking to voice agents. Servers that are not set up for it answer `ServerError`."""

    def start(self, agent_id: str) -> models.VoiceConversation:
        """Start a conversation, or hear why not."""
        body = self._body(wire.VoiceRequest.from_dict, {"agentId": agent_id})
        return self._call(
            models.VoiceConversation, start_voice_conversation.sync_detailed, client=self._wire, body=body
        )

    def usage(self) -> models.VoiceUsage:
        """Get how much was spoken."""
        return self._call(models.VoiceUsage, get_voice_usage.sync_detailed, client=self._wire)


def _vendor(name: str) -> wire.Vendor:
    try:
        return check_vendor(name)
    except TypeError:
        raise FAMILY.invalid_argument(
            f"{name!r} is not a vendor; use one of {', '.join(sorted(VENDOR_VALUES))}", backend=FAMILY.backend
        ) from None
