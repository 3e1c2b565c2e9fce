"""The inbox of a runtime: what happened, never what was said."""

from __future__ import annotations

from typing import Any

from fairlead._core.models import MappingModel


class Notification(MappingModel):
    """A hint that something happened; look into the chat for the rest.

    Which fields are present depends on `event_type`; the others are None, and absent when it is read like a
    dict. Kinds and keys that this version does not know are kept.

    Attributes:
        event_type: `chat.message`, `relationship.requested`, `relationship.approved`,
            `relationship.rejected`, `chat.join.rejected`, `chat.workflow.event`, or a newer one.
        notification_type: What it is about: `chat`, `relationship`, `chat_join` or `workflow_event`.
        seq: Its number in the inbox; in frames of the stream, the frame has it.
        chat_id: The chat.
        message_id: The newest unread message of the chat.
        message_seq: Its number within the chat.
        unread_count: Unread messages of the chat.
        sender_id: Who did it.
        sender_name: The name of who did it.
        source: Where it came from.
        summary: The event, for people.
        relationship_id: The relationship.
        chat_join_request_id: The join request.
        event: How a relationship was decided: `approve` or `reject`.
        event_id: The workflow event.
        kind: What kind of workflow event.
        operation: `created` or `updated`.
        actor_user_id: Who created or updated the workflow event.
        resource_refs: What the workflow event is about.
        state: Where the relationship, join request or workflow event stands.
        state_version: Version of the workflow event.
        delivery_id: The delivery.
        correlation_id: What belongs together has the same one.
        idempotency_key: What is the same event has the same one.
    """

    event_type: str
    notification_type: str | None = None
    seq: int | None = None
    chat_id: str | None = None
    message_id: str | None = None
    message_seq: int | None = None
    unread_count: int | None = None
    sender_id: str | None = None
    sender_name: str | None = None
    source: str | None = None
    summary: str | None = None
    relationship_id: str | None = None
    chat_join_request_id: str | None = None
    event: str | None = None
    event_id: str | None = None
    kind: str | None = None
    operation: str | None = None
    actor_user_id: str | None = None
    resource_refs: list[dict[str, Any]] | None = None
    state: str | None = None
    state_version: int | None = None
    delivery_id: str | None = None
    correlation_id: str | None = None
    idempotency_key: str | None = None


class Inbox(MappingModel):
    """What was in the inbox.

    Attributes:
        count: Number of notifications.
        notifications: The notifications. A chat comes back with every drain until it is read.
    """

    count: int
    notifications: list[Notification]


class InboxFrame(MappingModel):
    """One notification, as the stream delivers it.

    Attributes:
        type: `"notify"`.
        seq: Its number in the inbox, without gaps; pass it as `since_seq` to go on after it.
        fingerprint: A digest of the metadata.
        ts: When it was made, in seconds since 1970.
        metadata: The notification.
    """

    type: str
    seq: int
    fingerprint: str
    ts: float
    metadata: Notification
