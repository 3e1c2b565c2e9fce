"""What users are to each other."""

from __future__ import annotations

from fairlead._core.models import MappingModel
from fairlead.mycel.models.enums import RelationshipState


class Relationship(MappingModel):
    """A relationship, as one of its two sides sees it.

    Attributes:
        id: Its id; the same when the two begin anew.
        other_user_id: The other side.
        state: Where it stands.
        is_requester: Whether it is pending and the caller asked for it.
        message: What was said with the request.
        created_at: When it was asked for, ISO 8601 with an offset.
        updated_at: When it changed, ISO 8601 with an offset.
    """

    id: str
    other_user_id: str
    state: RelationshipState
    is_requester: bool
    message: str | None = None
    created_at: str
    updated_at: str
