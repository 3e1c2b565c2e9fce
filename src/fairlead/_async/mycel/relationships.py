"""What users are to each other."""

from __future__ import annotations

import builtins

from mycel_backend_client import models as wire
from mycel_backend_client.api.relationships import (
    approve_relationship,
    downgrade_relationship,
    list_relationships,
    reject_relationship,
    request_relationship,
    revoke_relationship,
    upgrade_relationship,
)

from fairlead._async.mycel._base import AsyncNamespace
from fairlead.mycel.models import Relationship


class AsyncRelationships(AsyncNamespace):
    """`client.relationships`: one relationship for each two users, `pending`, `visit` or `hire`.

    Calls about one raise `NotFound` if there is none with that id, `Forbidden` if the caller is not a side of
    it, and `Conflict` if its state does not allow the step.
    """

    async def list(self) -> builtins.list[Relationship]:
        """Get the caller's relationships, pending ones included."""
        return await self._call(
            builtins.list[Relationship], list_relationships.asyncio_detailed, client=self._wire
        )

    async def request(self, target_user_id: str, message: str | None = None) -> Relationship:
        """Ask a user for a relationship.

        Args:
            target_user_id: The other user.
            message: A word to go with it.

        Raises:
            BadRequest: The user is the caller.
            Conflict: There is one already, pending or not.
        """
        body = {"target_user_id": target_user_id, "message": message}
        return await self._call(
            Relationship,
            request_relationship.asyncio_detailed,
            client=self._wire,
            body=self._body(wire.RequestRelationshipBody.from_dict, body),
        )

    async def approve(self, relationship_id: str) -> Relationship:
        """Say yes to a request of the other side: it becomes `visit`."""
        return await self._call(
            Relationship,
            approve_relationship.asyncio_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    async def reject(self, relationship_id: str) -> Relationship:
        """Say no to a request of the other side: it is gone, and can be asked for again."""
        return await self._call(
            Relationship,
            reject_relationship.asyncio_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    async def upgrade(self, relationship_id: str) -> Relationship:
        """Make a `visit` a `hire`; either side can."""
        return await self._call(
            Relationship,
            upgrade_relationship.asyncio_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    async def revoke(self, relationship_id: str) -> Relationship:
        """End a relationship; either side can. A request that is pending is its initiator's to take back."""
        return await self._call(
            Relationship,
            revoke_relationship.asyncio_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    async def downgrade(self, relationship_id: str) -> Relationship:
        """Make a `hire` a `visit`; either side can."""
        return await self._call(
            Relationship,
            downgrade_relationship.asyncio_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )
