# Made from src/fairlead/_async/mycel/relationships.py by `nox -s regenerate`: edit that one.
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

from fairlead._sync.mycel._base import Namespace
from fairlead.mycel import models


class Relationships(Namespace):
    """`client.relationships`: one relationship for each two users, `pending`, `visit` or `hire`.

    Calls about one raise `NotFound` if there is none with that id, `Forbidden` if the caller is not a side of
    it, and `Conflict` if its state does not allow the step.
    """

    def list(self) -> builtins.list[models.Relationship]:
        """Get the caller's relationships, pending ones included."""
        return self._call(
            builtins.list[models.Relationship], list_relationships.sync_detailed, client=self._wire
        )

    def request(self, target_user_id: str, message: str | None = None) -> models.Relationship:
        """Ask a user for a relationship.

        Args:
            target_user_id: The other user.
            message: A word to go with it.

        Raises:
            BadRequest: The user is the caller.
            Conflict: There is one already, pending or not.
        """
        body = {"target_user_id": target_user_id, "message": message}
        return self._call(
            models.Relationship,
            request_relationship.sync_detailed,
            client=self._wire,
            body=self._body(wire.RequestRelationshipBody.from_dict, body),
        )

    def approve(self, relationship_id: str) -> models.Relationship:
        """Say yes to a request of the other side: it becomes `visit`."""
        return self._call(
            models.Relationship,
            approve_relationship.sync_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    def reject(self, relationship_id: str) -> models.Relationship:
        """Say no to a request of the other side: it is gone, and can be asked for again."""
        return self._call(
            models.Relationship,
            reject_relationship.sync_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    def upgrade(self, relationship_id: str) -> models.Relationship:
        """Make a `visit` a `hire`; either side can."""
        return self._call(
            models.Relationship,
            upgrade_relationship.sync_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    def revoke(self, relationship_id: str) -> models.Relationship:
        """End a relationship; either side can. A request that is pending is its initiator's to take back."""
        return self._call(
            models.Relationship,
            revoke_relationship.sync_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )

    def downgrade(self, relationship_id: str) -> models.Relationship:
        """Make a `hire` a `visit`; either side can."""
        return self._call(
            models.Relationship,
            downgrade_relationship.sync_detailed,
            self._segment(relationship_id, "relationship_id"),
            client=self._wire,
            body=wire.EmptyBody(),
        )
