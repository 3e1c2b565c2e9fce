"""The word lists of HandoffRail. All are open: a value that a newer server adds is kept as it came."""

from __future__ import annotations

from fairlead._core.enums import OpenStrEnum


class Priority(OpenStrEnum):
    """How urgent a packet is."""

    low = "low"
    normal = "normal"
    high = "high"
    critical = "critical"


class PacketStatus(OpenStrEnum):
    """Where a packet is in its life.

    The way of the work is `created`, `claimed`, `in_progress`, `completed`; each step is required, so a
    claimed packet cannot be completed without passing `in_progress`. `awaiting_human` waits for an answer
    to the packet's checkpoint. A packet that was deleted, or that nobody finished in a day, is `expired`.
    """

    created = "created"
    claimed = "claimed"
    in_progress = "in_progress"
    awaiting_human = "awaiting_human"
    completed = "completed"
    failed = "failed"
    expired = "expired"


class ConversationRole(OpenStrEnum):
    """Who speaks in a turn: `user` is the customer, `human` a person who answered a checkpoint."""

    user = "user"
    agent = "agent"
    system = "system"
    human = "human"


class DependencyType(OpenStrEnum):
    """What kind of thing the work waits for."""

    data = "data"
    api = "api"
    human_approval = "human_approval"
    external_event = "external_event"
    resource = "resource"


class DependencyStatus(OpenStrEnum):
    """Whether a dependency is met."""

    blocked = "blocked"
    available = "available"
    unknown = "unknown"


class DeliveryStatus(OpenStrEnum):
    """State of a webhook delivery; a `dead_letter` is not retried any more."""

    pending = "pending"
    delivered = "delivered"
    failed = "failed"
    dead_letter = "dead_letter"


class KeyRole(OpenStrEnum):
    """What an API key may do; each role includes those below it."""

    admin = "admin"
    writer = "writer"
    agent = "agent"
    reader = "reader"
